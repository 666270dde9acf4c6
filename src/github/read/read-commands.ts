import { setImmediate } from "node:timers/promises";
import { commandsOf } from "../../core/command/commands-of.ts";
import type { Comment, TimelineEvent } from "../../core/model/timeline.ts";
import { saysItWorks } from "../../core/command/works-for-me.ts";

/** Milliseconds of parsing after which others have their turn. */
export const SLICE = 20;

/** Each of them may cost as much as the parser of Markdown takes for one comment. */
const READERS: readonly ((comment: Comment, repository: string) => unknown)[] = [
  (comment, repository) => commandsOf(comment, repository),
  (comment, repository) => commandsOf(comment, repository, "anywhere"),
  (comment) => saysItWorks(comment),
];

/**
 * Reads what comments say, a few in each turn of the loop: anybody may write as many as they like. Core remembers what
 * it has read, so whatever asks afterwards costs nothing.
 */
export async function readCommands(
  timelines: readonly (readonly TimelineEvent[])[],
  repository: string,
): Promise<void> {
  let begun = performance.now();
  for (const event of timelines.flat()) {
    if (event.type !== "commented" || event.isOwn) continue;
    for (const read of READERS) {
      read(event, repository);
      if (performance.now() - begun < SLICE) continue;
      await setImmediate();
      begun = performance.now();
    }
  }
}
