import type { NotifyTarget } from "../config/notify-target.ts";
import type { News } from "../model/incident.ts";
import { pauseAfter, RETRIES } from "../model/retry.ts";
import type { Instant } from "../time/time.ts";
import { plus } from "../time/time.ts";

/** `waiting`: the next try comes by itself; `failed`: given up; `off`: the target's address is gone. */
type DeliveryState = "sent" | "waiting" | "failed" | "off";

/** What became of one news at one target. */
export type DeliveryNote = {
  readonly state: DeliveryState;
  /** How often it was tried. */
  readonly tries: number;
  /** The last try. */
  readonly at: Instant;
  /** The next one. */
  readonly next?: Instant;
  /** What the target calls the message: Slack's ts, Discord's id, a Message-ID. */
  readonly ref?: string;
  /** In a few words, without addresses and secrets. */
  readonly why?: string;
};

/** What is told outside GitHub; what is about to happen is for those who are on it. */
export function isToldElsewhere({ kind }: Pick<News, "kind">): boolean {
  return kind !== "kludge-announced";
}

/** When it is tried again after so many tries, unless it is given up; never sooner than the target asked for. */
export function nextTry(tries: number, at: Instant, asked?: Instant): Instant | undefined {
  if (tries >= RETRIES.delivery.tries) return undefined;
  const next = plus(at, pauseAfter(RETRIES.delivery, tries) / 1000);
  return asked === undefined || asked < next ? next : asked;
}

/** By the name of the target. */
export type DeliveryNotes = Readonly<Record<string, DeliveryNote>>;

/** One news that should be sent to one target now. */
export type DueDelivery = {
  readonly target: NotifyTarget;
  readonly news: News;
  /** The same on every try. */
  readonly id: string;
  /** The `ref` of what the target heard first of this incident. */
  readonly thread?: string;
  /** The target has heard nothing of this incident. */
  readonly isFirst: boolean;
  /** What became of it so far. */
  readonly note?: DeliveryNote;
  /** When somebody asked for it to be told again. */
  readonly since?: Instant;
};
