import { OTHERS } from "./command-alias.ts";
import { parseDuration } from "../time/duration.ts";
import { withoutCourtesy } from "../time/time-words.ts";

/** Pages take seconds; nobody promises news within one minute. */
const SHORTEST_PROMISE = 60;

/**
 * An unknown word that is followed by nothing but a person, a number or a duration is somebody's command: the lines
 * that take one of these. With other words after it the line is prose, "/pay #12 broke it".
 */
export function argumentLines(word: string, rest: string): readonly string[] {
  if (OTHERS.includes(word)) return [];
  const said = withoutCourtesy(rest).replace(/^(?:to|for|in|by|at)[ \t]+/i, "");
  if (/^@[a-z\d][\w-]{0,38}$/i.test(said)) return ["/lead <@user>", "/handover <@user>"];
  if (/^(?:pr[ \t]*)?#\d{1,9}$/i.test(said)) return ["/suspect <#number>", "/fix <#number>"];
  const duration = said.length > 40 ? undefined : parseDuration(said);
  return duration === undefined || duration < SHORTEST_PROMISE ? [] : ["/update <news> next <10m>"];
}
