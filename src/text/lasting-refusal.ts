import type { Write } from "./write.ts";

/** Words of GitHub's that the next try would hear as well: files that no App may change, and reverts that conflict. */
const FOR_GOOD =
  /refusing to allow|without [`'"]?workflows?[`'"]? (?:permission|scope)|(?:can ?not|can't|could not|couldn't|unable to) (?:be )?(?:automatically )?revert|revert.* conflict/i;

/** Names what GitHub refuses for good, so that it isn't tried at each look; undefined where a later try may succeed. */
export function lastingKey(write: Write, reason: string): string | undefined {
  const key = triedOnceKey(write);
  return write.type === "request-reviewers" || FOR_GOOD.test(reason) ? key : undefined;
}

/** The name of a write that isn't tried again after such a refusal. */
export function triedOnceKey(write: Write): string | undefined {
  if (write.type === "revert") return `revert:${write.pull}`;
  if (write.type !== "request-reviewers") return undefined;
  return `reviewers:${write.pull}:${[...write.users, ...write.teams].join(",")}`;
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
