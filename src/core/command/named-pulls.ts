import { commandsOf } from "./commands-of.ts";
import type { Comment, TimelineEvent } from "../model/timeline.ts";

/** One comment can't make the bot read more than this. */
export const MOST_PER_COMMENT = 20;
/** And neither can all comments of one run together. */
export const MOST_NAMED = 100;

/**
 * Numbers of pull requests of this repository (its address): those whose merge closed the issue, then those that
 * commands name, in the order of their first mention. Those of permitted people all count; the others' have what is
 * left of the room.
 */
export function namedPulls(
  timeline: readonly TimelineEvent[],
  repository: string,
  {
    mayCommand,
    room,
  }: { readonly mayCommand: (comment: Comment) => boolean; readonly room: number },
): readonly number[] {
  const comments = timeline.filter(
    (event): event is Comment => event.type === "commented" && !event.isOwn,
  );
  const pullsOf = (some: readonly Comment[]): readonly number[] => [
    ...new Set(some.flatMap((comment) => pullsIn(comment, repository))),
  ];
  const permitted = pullsOf(comments.filter(mayCommand));
  const left = Math.max(0, room - permitted.length);
  const wanted = new Set([
    ...permitted,
    ...pullsOf(comments)
      .filter((number) => !permitted.includes(number))
      .slice(0, left),
  ]);
  const closers = closersIn(timeline).filter((number) => !wanted.has(number));
  return [...closers, ...pullsOf(comments).filter((number) => wanted.has(number))];
}

/** "Fixes #42", or a link that somebody made by hand on GitHub's page: nobody but the closing tells of that one. */
function closersIn(timeline: readonly TimelineEvent[]): readonly number[] {
  const closers = timeline.flatMap((event) =>
    event.type === "closed" && event.pull !== undefined ? [event.pull] : [],
  );
  return [...new Set(closers)].slice(-MOST_PER_COMMENT);
}

function pullsIn(comment: Comment, repository: string): readonly number[] {
  return commandsOf(comment, repository)
    .flatMap((line) => (line.type === "command" ? line.command.pulls : []))
    .slice(0, MOST_PER_COMMENT);
}
