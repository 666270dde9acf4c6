import type { Trigger } from "./queue.ts";
import { mergeReasons, storableText } from "./decide.ts";

/** One row per key. */
export type MergedTrigger = {
  readonly key: string;
  readonly reasons: readonly string[];
  /** Ms since 1970; null: now. */
  readonly at: number | null;
};

type Waiting = {
  readonly trigger: Trigger;
  readonly resolve: () => void;
  readonly reject: (e: Error) => void;
};

const WITHIN = 1800;
/** More than this wait only while the database doesn't answer: refusing is kinder than running out of memory. */
const MOST_WAITING = 10_000;
const MOST_AT_ONCE = 1000;

/**
 * Triggers that come in while others are being written are written together: one commit for all, as fast as the disk
 * allows. Resolves when committed, rejects within two seconds when that can't be known.
 */
export function triggerBatch(
  write: (triggers: readonly MergedTrigger[]) => Promise<void>,
): (trigger: Trigger) => Promise<void> {
  const waiting: Waiting[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MOST_AT_ONCE);
      try {
        await write(mergeTriggers(batch.map(({ trigger }) => trigger)));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        const failure = new Error("The database didn't take the trigger.", { cause: error });
        for (const { reject } of batch) reject(failure);
      }
    }
    isWriting = false;
  }

  return async (trigger) => {
    if (trigger.key.includes("\0") || !trigger.key.isWellFormed()) {
      throw new Error("A key can't have NUL or half a character in it.");
    }
    if (waiting.length >= MOST_WAITING) throw new Error("Too many triggers wait for the database.");
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const one: Waiting = { trigger, resolve, reject };
    const timer = setTimeout(() => {
      const place = waiting.indexOf(one);
      if (place >= 0) waiting.splice(place, 1);
      reject(new Error("The database didn't take the trigger in time."));
    }, WITHIN);
    waiting.push(one);
    if (!isWriting) void writeAll();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
    }
  };
}

export function mergeTriggers(triggers: readonly Trigger[]): readonly MergedTrigger[] {
  const merged = new Map<string, MergedTrigger>();
  for (const { key, reason, at = null } of triggers) {
    const known = merged.get(key);
    const reasons = mergeReasons(known?.reasons ?? [], [storableText(reason)]);
    merged.set(key, { key, reasons, at: known === undefined ? at : earliest(known.at, at) });
  }
  return [...merged.values()];
}

function earliest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.min(one, other);
}
