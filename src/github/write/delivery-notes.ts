import type { Incident } from "../../core/model/incident.ts";
import type { Snapshot } from "../../core/model/snapshot.ts";
import { noteDeliveries, withBodies } from "../../core/notify/note-deliveries.ts";
import type { NotedDelivery } from "../../core/notify/note-deliveries.ts";
import type { GitHub, RepoRef } from "../client/github.ts";
import { pause } from "../client/paced.ts";
import { applyWrites } from "./apply.ts";

/** Notes what became of deliveries on the comments. */
type DeliveryNoter = {
  readonly note: (noted: NotedDelivery) => void;
  /** When all is noted, the snapshot as it is then; throws what GitHub refused. */
  readonly settle: () => Promise<Snapshot>;
};

/** Milliseconds: what comes in within them is one edit. */
const GATHERED = 250;

export function createDeliveryNotes(
  github: GitHub,
  place: RepoRef,
  { incident, snapshot }: { readonly incident: Incident; readonly snapshot: Snapshot },
): DeliveryNoter {
  const noted: NotedDelivery[] = [];
  const written = new Map<string, string>();
  let last = Promise.resolve();
  let isGathering = false;

  async function write(): Promise<void> {
    const bodies = noteDeliveries(incident, snapshot, noted);
    const changed = [...bodies].filter(([id, body]) => written.get(id) !== body);
    if (changed.length === 0) return;
    const edits = changed.map(([id, body]) => ({ type: "edit-comment", id, body }) as const);
    await applyWrites(github, place, edits);
    for (const [id, body] of changed) written.set(id, body);
  }

  return {
    note: (one) => {
      noted.push(one);
      if (isGathering) return;
      isGathering = true;
      const before = last;
      last = pause(GATHERED).then(async () => {
        isGathering = false;
        await before;
        await write();
      });
      last.catch(() => undefined);
    },
    settle: async () => {
      // A write without an answer may have been done: the next run reads what is there, and remembers what was told.
      await last;
      return withBodies(snapshot, written);
    },
  };
}
