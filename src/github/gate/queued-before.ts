import { at, text } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { malformedAnswer } from "../client/failure.ts";
import { furtherPage, wholeNodes } from "../client/pages.ts";

export const QUEUE_PARAMETERS = ", $queue: String!, $onto: String!";

/** The branches of the groups that the queue has built, and the commit that they are to be put on. */
export const QUEUE_FIELDS = `
  queue: refs(refPrefix: $queue, first: 100) {
    pageInfo { hasNextPage endCursor }
    nodes { name target { oid } }
  }
  onto: ref(qualifiedName: $onto) { target { oid } }`;

export function queueVariables(branch: string): Readonly<Record<string, string>> {
  return { queue: `refs/heads/gh-readonly-queue/${branch}/`, onto: `refs/heads/${branch}` };
}

/** What one pull request adds to a group: the commits from base to head. */
export type QueuedPull = { readonly pull: number; readonly base: string; readonly head: string };

/**
 * The pull requests that a group is built on, the first to be merged first. A queue may merge them with the check of the
 * last group alone, so each group answers for all of them.
 */
export function queuedBefore(json: Json, base: string): readonly QueuedPull[] {
  const operation = "read the merge queue";
  if (furtherPage(json["queue"], operation) !== undefined) {
    throw malformedAnswer(operation, "it has more groups than GitHub builds");
  }
  const groups = new Map(
    wholeNodes(json["queue"], operation).map((ref) => [text(at(ref, "target", "oid")), ref]),
  );
  const before: QueuedPull[] = [];
  for (let head = base; groups.has(head);) {
    const name = text(groups.get(head)?.["name"]);
    const [, pull, from] = /(?:^|\/)pr-([1-9]\d{0,8})-([0-9a-f]{40,64})$/.exec(name) ?? [];
    if (pull === undefined || from === undefined)
      throw malformedAnswer(operation, "a group has no name");
    before.unshift({ pull: Number(pull), base: from, head });
    groups.delete(head);
    head = from;
  }
  return before;
}

/** The commit that the whole queue is to be put on. */
export function targetOfQueue(json: Json): string {
  const oid = text(at(json["onto"], "target", "oid"));
  if (oid === "") throw malformedAnswer("read the merge queue", "its branch is gone");
  return oid;
}
