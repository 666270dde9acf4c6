import { OTHERS } from "./command-alias.ts";
import type { CommandOption } from "./command-rule.ts";
import { parseDuration } from "../time/duration.ts";
import { withoutCourtesy } from "../time/time-words.ts";

/** Pages take seconds; nobody promises news within one minute. */
const SHORTEST_PROMISE = 60;

/** What stands alone after a word, and the lines that take it. */
type Argument = { readonly option: CommandOption; readonly lines: readonly string[] };

/**
 * An unknown word that is followed by nothing but a person, a number or a duration is somebody's command. With other
 * words after it the line is prose, "/pay #12 broke it".
 */
export function argumentOf(word: string, rest: string): Argument | undefined {
  if (OTHERS.includes(word)) return undefined;
  const said = withoutCourtesy(rest).replace(/^(?:to|for|in|by|at)[ \t]+/i, "");
  if (/^@[a-z\d][\w-]{0,38}$/i.test(said))
    return { option: "people", lines: ["/lead <@user>", "/handover <@user>"] };
  if (/^(?:pr[ \t]*)?#\d{1,9}$/i.test(said))
    return { option: "pulls", lines: ["/suspect <#number>", "/fix <#number>"] };
  const duration = said.length > 40 ? undefined : parseDuration(said);
  return duration === undefined || duration < SHORTEST_PROMISE
    ? undefined
    : { option: "next", lines: ["/update <news> next <10m>"] };
}
