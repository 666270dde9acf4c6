import type { Write } from "../write.ts";

/** Words of GitHub's that the next try would hear as well: files that no App may change, and reverts that conflict. */
const FOR_GOOD =
  /refusing to allow|without [`'"]?workflows?[`'"]? (?:permission|scope)|(?:can ?not|can't|could not|couldn't|unable to) (?:be )?(?:automatically )?revert|revert.* conflict/i;

/** Whether the next try would be refused as well. */
export function isForGood(write: Write, reason: string): boolean {
  if (write.type === "request-reviewers") return true;
  return write.type === "revert" && FOR_GOOD.test(reason);
}

/** The name of a write that isn't tried again after such a refusal. */
export function triedOnceKey(write: Write): string | undefined {
  return write.type === "request-reviewers"
    ? `reviewers:${write.pull}:${[...write.users, ...write.teams].join(",")}`
    : undefined;
}

const KEYS = /<!-- dakor refused (.*?) -->/g;

/** A line that nobody sees, for the next look. */
export function renderLasting(keys: readonly string[]): readonly string[] {
  const named = [...new Set(keys)].toSorted();
  return named.length === 0 ? [] : [`<!-- dakor refused ${named.join(" ")} -->`];
}

export function lastingIn(board: string): readonly string[] {
  return [...board.matchAll(KEYS)].flatMap(([, keys = ""]) => keys.split(" "));
}

/** GitHub doesn't know what it is asked: waiting or asking again doesn't help. `words`: GitHub's own. */
export function unknownQuery(words: string): string {
  return `an update of dakor is needed, GitHub does not understand this version's question and did nothing (${words.replace(/\.$/, "")}). Needs github.com, or GitHub Enterprise Server 3.14 or newer`;
}
