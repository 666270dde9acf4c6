import type { NotifyTarget } from "../config/notify-target.ts";
import type { News } from "../model/incident.ts";
import type { Instant } from "../time/time.ts";

/** `waiting`: the next try comes by itself; `failed`: given up; `off`: the target's address is gone. */
export type DeliveryState = "sent" | "waiting" | "failed" | "off";

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
};
