import type { Instant } from "../time/time.ts";

/** Somebody on GitHub; bots without the "[bot]" that REST adds to their login. */
export type Person = { readonly login: string; readonly isBot: boolean };

export type CloseReason = "completed" | "not_planned" | "duplicate";

type Happened = {
  /** GitHub's node id: stable, and the key for everything that is said about it. */
  readonly id: string;
  readonly at: Instant;
  readonly by: Person;
};

export const CHATS = ["slack", "teams"] as const;
export type Chat = (typeof CHATS)[number];

/** Where something was said that counts on an incident: on a pull request's page, or in a chat. */
export type SaidPlace = { readonly pull: number } | { readonly chat: Chat };

/** Said elsewhere, by this comment or message there, and then. */
export type Relayed = SaidPlace & { readonly id: string; readonly at: Instant };

export type Comment = Happened & {
  readonly type: "commented";
  readonly body: string;
  readonly url: string;
  /** Whoever edited it last, and when, if anybody did. */
  readonly editedBy?: Person;
  readonly editedAt?: Instant;
  /** Written by this bot itself: GitHub's word for it, never the text's. */
  readonly isOwn: boolean;
  readonly hasOwnReaction: boolean;
  /** Not after the bot's own reaction: when the first of its kind was given. */
  readonly reactedAt?: Instant;
  /** Where it was said, if the bot passed it on. */
  readonly relayed?: Relayed;
};

/** One entry of an issue's history, oldest first. */
export type TimelineEvent =
  | Comment
  | (Happened & { readonly type: "labeled" | "unlabeled"; readonly label: string })
  | (Happened & {
      readonly type: "assigned" | "unassigned";
      readonly assignee: string;
      /** A coding agent or an App. */
      readonly isMachine?: true;
    })
  | (Happened & {
      readonly type: "closed";
      readonly reason: CloseReason;
      /** The pull request of this repository whose merge closed it, and whose it is. */
      readonly pull?: number;
      readonly pullAuthor?: Person;
    })
  | (Happened & { readonly type: "reopened" })
  | (Happened & { readonly type: "renamed"; readonly from: string; readonly to: string })
  /** Another issue of the same repository is the one to go on with. */
  | (Happened & { readonly type: "marked-duplicate"; readonly of: number })
  | (Happened & { readonly type: "comment-deleted"; readonly author: Person })
  /** A pull request of the same repository names this issue. */
  | (Happened & { readonly type: "referenced"; readonly pull: number });

/** Where a piece of information came from: who said it, when, and in which comment or event. */
export type Source = { readonly by: string; readonly at: Instant; readonly source: string };

export type WithSource<T> = Source & { readonly value: T };

/** A moment as it counts now, and as it was first said. */
export type MomentWithSource = Source & { readonly value: Instant; readonly original: Instant };

/** Whose word lets a pull request through the gate, and which commit they saw: where that isn't known, none. */
export type Vouch = Source & { readonly head?: string };
