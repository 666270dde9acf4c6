import type { FactName, MomentFact, Severity, TextFact } from "./fact.ts";
import type { Kludge } from "./kludge.ts";
import type { Phase, ProgressOfPhases } from "./phase.ts";
import type { Reply } from "./reply.ts";
import type {
  CloseReason,
  Comment,
  MomentWithSource,
  Source,
  Vouch,
  WithSource,
} from "./timeline.ts";
import type { Instant } from "../time/time.ts";

export type Promised = Source & {
  readonly due: Instant;
  /** The update that answered it; late when after `due`. */
  readonly answeredAt?: Instant;
};

export type Fix = Source & {
  readonly pull?: number;
  readonly text?: string;
  /** Why it is none any more: closed without a merge, or taken back by another pull request. */
  readonly gone?: "unmerged" | "reverted";
  /** The pull request that came instead. */
  readonly replacedBy?: number;
  readonly vouched?: Vouch;
};

/** One pull request may pass the gate: until its head moves, or its time is over. */
type Override = Vouch & {
  readonly pull: number;
  readonly because: string;
  readonly until?: Instant;
};

type BreadcrumbKind =
  | "declared"
  | "phase"
  | "fact"
  | "note"
  | "doing"
  | "alert"
  | "update"
  | "kludge"
  | "stable"
  | "restored"
  | "broken"
  | "lead"
  | "away"
  | "skip"
  | "fix"
  | "suspect"
  | "closed"
  | "reopened"
  | "renamed"
  | "override"
  | "drill";

/** One line of the log. `text` is a person's Markdown; `about` names the fact, phase or kludge. */
export type Breadcrumb = {
  readonly at: Instant;
  readonly by: string;
  readonly kind: BreadcrumbKind;
  readonly about?: string;
  readonly text?: string;
  /** When what it allows is over. */
  readonly until?: Instant;
};

/** What people were known to know when something was announced, so that late news reads as if in time. */
export type NewsContext = {
  readonly summary: string;
  readonly severity?: Severity;
  readonly scope?: string;
  readonly works?: string;
  readonly impact?: string;
  readonly components: readonly string[];
  /** When the present outage began. */
  readonly startedAt: Instant;
  /** It had worked again before. */
  readonly isAgain?: true;
  readonly leads: readonly string[];
  readonly kludges: readonly Kludge[];
  readonly isDrill: boolean;
  /** The severities whose people are called with it. */
  readonly calls: readonly Severity[];
};

export type NewsKind =
  | "alert"
  | "update"
  | "kludge-announced"
  | "kludge-applied"
  | "stable"
  | "restored"
  | "broken"
  | "raised"
  | EndKind;

/** What is told outside alone: that there is nothing to wait for, or that it is waited for elsewhere. */
export type EndKind = "false-alarm" | "duplicate";

/** What is told outside GitHub: what is about to happen is only for those who are on it. */
export const TOLD_KINDS = [
  "alert",
  "update",
  "kludge-applied",
  "stable",
  "restored",
  "broken",
  "raised",
  "false-alarm",
  "duplicate",
] as const satisfies readonly NewsKind[];
export type ToldKind = (typeof TOLD_KINDS)[number];

/** A public announcement that is due once, always as a new comment. */
export type News = Source & {
  readonly kind: NewsKind;
  /** Unique per incident; stands in the comment's marker. */
  readonly key: string;
  readonly text?: string;
  /** What people outside may read, in its author's words. */
  readonly publicText?: string;
  readonly kludge?: Kludge;
  /** The incident that a duplicate goes on as. */
  readonly goesOnAs?: number;
  /** The moment that "stable" and "restored" speak of. */
  readonly moment?: Instant;
  readonly promise?: Instant;
  /** The promise came from the configuration, not from the command. */
  readonly isDefaultPromise: boolean;
  /** The comment that says it already. */
  readonly url?: string;
  /** That comment is enough here: it is told only outside GitHub. */
  readonly isQuiet?: true;
  readonly context: NewsContext;
};

/** `/resend`: what was given up is due again, at one target or at all. */
type Resend = Source & { readonly target?: string };

/** Whether the issue is an incident at all. */
type IncidentStatus =
  /** No incident: nobody with permission said so, or somebody took it back. */
  | "none"
  /** The label is there, but from somebody without permission: no notice, no gate. */
  | "candidate"
  | "declared"
  /** Closed as not planned or duplicate: a false alarm. */
  | "dismissed";

/** A time in which it was broken: since when, usable again, and fully working again. */
export type Outage = {
  readonly from: Instant;
  readonly stable?: Instant;
  readonly restored?: Instant;
};

type PhaseMove = Source & { readonly phase: Phase };

/** Orders of a comment that were said later than the comment: all, or these, by name and number ("alert 1"). */
export type LaterOrders = {
  readonly type: "said-later";
  readonly at: Instant;
  readonly comment: Comment;
  readonly orders?: readonly string[];
};

export type Incident = {
  readonly number: number;
  readonly url: string;
  readonly status: IncidentStatus;
  readonly declared?: Source;
  readonly isDrill: boolean;
  /** It was over before it was declared: nobody is told, and nobody needs to be. */
  readonly isAfterTheFact: boolean;
  readonly isClosed: boolean;
  readonly closed?: Source;
  readonly closedAnyway?: WithSource<string>;
  readonly duplicateOf?: number;
  /** Which issue it was marked as a duplicate of; it counts when it is closed as one. */
  readonly markedDuplicateOf?: number;
  /** How it was closed where it needs no report. */
  readonly dismissedAs?: Exclude<CloseReason, "completed">;
  readonly phase: Phase;
  /** The furthest phase that somebody asked for; the phase follows as soon as nothing is missing. */
  readonly requested: Phase;
  readonly moves: readonly PhaseMove[];
  readonly facts: Readonly<Partial<Record<TextFact, WithSource<string>>>>;
  readonly severity?: WithSource<Severity>;
  readonly moments: Readonly<Partial<Record<MomentFact, MomentWithSource>>>;
  /** When the impact began: said, or else the creation. */
  readonly startedAt: Instant;
  /** The outages before the present one, where it broke again. */
  readonly outages: readonly Outage[];
  readonly paths: readonly string[];
  readonly components: readonly string[];
  /** Components whose paths somebody has replaced since by others. */
  readonly released?: readonly string[];
  readonly leads: readonly string[];
  /** Everybody who ever led. */
  readonly led: readonly string[];
  /** When somebody first said that they are on it. */
  readonly acknowledged?: Source;
  readonly alertedAt?: Instant;
  /** The severities at which people were alerted: whoever heard the beginning hears the end. */
  readonly told: readonly Severity[];
  /** By phase: the severities whose people were called with its news. */
  readonly called: Readonly<Partial<Record<Phase, readonly Severity[]>>>;
  readonly promises: readonly Promised[];
  /** Somebody can't answer just now: reminders wait until then, promises don't. */
  readonly snooze?: Source & { readonly until: Instant };
  readonly resends?: readonly Resend[];
  readonly kludges: readonly Kludge[];
  readonly noKludge?: WithSource<string>;
  readonly suspects: readonly number[];
  readonly fixes: readonly Fix[];
  readonly overrides: readonly Override[];
  readonly skips: readonly (Source & { readonly phase: Phase; readonly because: string })[];
  readonly todos: readonly (Source & {
    readonly owners: readonly string[];
    readonly text: string;
  })[];
  readonly reopenings: readonly Instant[];
  readonly breadcrumbs: readonly Breadcrumb[];
  readonly news: readonly News[];
  /** When comments said what has its key as news, announced or not. */
  readonly said: readonly { readonly key: string; readonly at: Instant }[];
  readonly replies: readonly Reply[];
  /** Orders that only a later edit gave; they count at their time. */
  readonly later?: readonly LaterOrders[];
  /** Comments whose commands were all understood: they get a reaction. */
  readonly accepted: readonly string[];
  /** The last time that `/report` asked for the report now. */
  readonly reportAsked?: Source;
  /** When the bot said that the report of the last closing is merged. */
  readonly reported?: Source;
  /** Over, and a complete report of it is on the default branch, or was. */
  readonly isReported: boolean;
  /** Its board remembers a configuration that could be read. */
  readonly isRemembered?: true;
  /** What its own text commands has counted. */
  readonly isBodyHeard?: true;
  readonly progress: ProgressOfPhases;
  /** Facts that are needed to get to the phase that people want to get to. */
  readonly missing: readonly FactName[];
  /** Facts that would help, but hold nothing back. */
  readonly asked: readonly FactName[];
};

export function withBreadcrumb(incident: Incident, breadcrumb: Breadcrumb): Incident {
  return { ...incident, breadcrumbs: [...incident.breadcrumbs, breadcrumb] };
}
