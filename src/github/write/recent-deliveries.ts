import type { NotifyTarget } from "../../core/config/notify-target.ts";
import type { DeliveryNote } from "../../core/notify/delivery.ts";
import type { Outcome, Target } from "../../text/notify/message.ts";

/** How places outside GitHub are reached. */
export type NotifyWays = {
  /** `owner`: whose repository tells it. */
  readonly connect: (target: NotifyTarget, owner: string) => Promise<Target>;
  /** Whether this owner's incidents may be told elsewhere, and answered from there; left out, all may. */
  readonly allows?: (owner: string) => boolean;
  /** After every try. */
  readonly onOutcome?: (type: NotifyTarget["type"], kind: Outcome["kind"]) => void;
};

export type NotifyDesk = NotifyWays & { readonly recent: RecentDeliveries };

/**
 * Remembers for a while what was told elsewhere. GitHub's reads may lag behind what was noted there, and what was told
 * may not have been noted at all: within one process nothing is told twice.
 */
type RecentDeliveries = {
  readonly note: (id: string, note: DeliveryNote) => void;
  readonly of: (id: string) => DeliveryNote | undefined;
};

const FOR = 60 * 60_000;
const MOST = 10_000;

/** `clock`: milliseconds, of any clock that only goes forward. */
export function createRecentDeliveries({
  clock,
}: {
  readonly clock: () => number;
}): RecentDeliveries {
  const notes = new Map<string, { readonly note: DeliveryNote; readonly at: number }>();
  return {
    note: (id, note) => {
      notes.delete(id);
      notes.set(id, { note, at: clock() });
      for (const [old, { at }] of notes) {
        if (notes.size <= MOST && clock() - at < FOR) return;
        notes.delete(old);
      }
    },
    of: (id) => notes.get(id)?.note,
  };
}
