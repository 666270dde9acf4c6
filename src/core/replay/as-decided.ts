import { replayContextOf } from "./replay-context.ts";
import type { ReplayContextAt } from "./replay-context.ts";
import { keepWords } from "../record/kept-words.ts";
import type { Kept } from "../record/kept-words.ts";
import { recordIn } from "../record/recorded.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** One snapshot is asked again and again. */
const KNOWN = new WeakMap<Snapshot, Kept>();

/** The snapshot with the words that count: people without permission take none of them away. */
export function asDecided(snapshot: Snapshot): Snapshot {
  const { timeline } = keptWords(snapshot);
  return timeline === snapshot.timeline ? snapshot : { ...snapshot, timeline };
}

/** Which changes of comments don't count, and what is said instead. */
export function keptWords(snapshot: Snapshot): Kept {
  const known = KNOWN.get(snapshot);
  if (known !== undefined) return known;
  const record = recordIn(snapshot);
  let contextAt: ReplayContextAt | undefined;
  const kept = keepWords(snapshot, record, (at) => {
    contextAt ??= replayContextOf(snapshot, record);
    return contextAt(at);
  });
  KNOWN.set(snapshot, kept);
  return kept;
}
