import { commandsOf } from "./commands-of.ts";
import type { TimelineEvent } from "./timeline.ts";

/** One comment can't make the bot read more than this. */
const MOST_PER_COMMENT = 20;

/** Numbers that commands name as pull requests of this repository (its address), in the order of their first mention. */
export function namedPulls(
  timeline: readonly TimelineEvent[],
  repository: string,
): readonly number[] {
  return [...new Set(timeline.flatMap((event) => pullsOf(event, repository)))];
}

function pullsOf(event: TimelineEvent, repository: string): readonly number[] {
  if (event.type !== "commented" || event.isOwn) return [];
  return commandsOf(event, repository)
    .flatMap((line) => (line.type === "command" ? line.command.pulls : []))
    .slice(0, MOST_PER_COMMENT);
}
