import type { OwnBots } from "../../core/model/own-bots.ts";
import type { Pull } from "../../core/model/snapshot.ts";
import type { Instant } from "../../core/time/time.ts";
import { failure } from "../client/failure.ts";
import type { Failure } from "../client/failure.ts";
import { at, count, isRecord, list, nextPage, nodes, record, text } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { pullOf } from "../read/narrow-pull.ts";

/** The pull request that is judged. */
export type GatePull = {
  readonly pull: Pull;
  readonly changedFiles: number;
  readonly baseRef: string;
  readonly baseOid: string;
  /** When its head commit was first seen on GitHub; absent where nothing tells. */
  readonly headSeenAt?: Instant;
  /** Where its comments go on after those that came with it. */
  readonly moreCommentsAfter?: string;
};

/** An answer that lacks what was asked for holds a merge; an empty list would let it pass. */
export function malformedAnswer(operation: string, what: string): Failure {
  return failure(operation, new Error(`GitHub's answer is not whole: ${what}`));
}

/** The nodes of a list, all of them: one that may not be seen could be the one that counts. */
export function wholeNodes(connection: unknown, operation: string): readonly Json[] {
  const found = at(connection, "nodes");
  if (!Array.isArray(found)) throw malformedAnswer(operation, "a list is missing");
  return list(found).map((node) => {
    if (!isRecord(node)) throw malformedAnswer(operation, "a list has gaps");
    return node;
  });
}

/**
 * Where a list goes on after a page, if it does. One that doesn't say so, or that begins again, may lack what counts:
 * an incomplete list must never look like a complete one.
 */
export function furtherPage(
  connection: unknown,
  operation: string,
  before?: string,
): string | undefined {
  const hasMore = at(connection, "pageInfo", "hasNextPage");
  const after = nextPage(connection);
  const isClear = hasMore === false || (hasMore === true && after !== undefined);
  if (!isClear) throw malformedAnswer(operation, "a list doesn't say whether it goes on");
  if (after !== undefined && after === before)
    throw malformedAnswer(operation, "a list has no end");
  return after;
}

/** From the fields of `GateTarget`. */
export function targetOf(json: Json, ownBots: OwnBots): GatePull {
  const pull = pullOf(json, ownBots);
  if (pull.headOid === "" || pull.number === 0 || typeof json["changedFiles"] !== "number") {
    throw malformedAnswer("read the pull request", "it has no head");
  }
  const headSeenAt = seenAt(json, pull.headOid);
  const after = nextPage(json["comments"]);
  return {
    pull,
    changedFiles: count(json["changedFiles"]),
    baseRef: text(json["baseRefName"]),
    baseOid: text(json["baseRefOid"]),
    ...(headSeenAt === undefined ? {} : { headSeenAt }),
    ...(after === undefined ? {} : { moreCommentsAfter: after }),
  };
}

/** Since when it is these changes: the same commit brings others to another base. */
function seenAt(json: Json, headOid: string): Instant | undefined {
  const based = nodes(json["bases"]).map((event) => text(event["createdAt"]));
  return [pushedAt(json, headOid) ?? "", ...based]
    .filter((time) => time !== "")
    .toSorted()
    .at(-1);
}

/** GitHub makes a commit's check suites when it is pushed. A commit's own date is its author's word. */
function pushedAt(json: Json, headOid: string): Instant | undefined {
  const commits = [
    at(json, "headRef", "target"),
    ...nodes(json["commits"]).map((node) => node["commit"]),
  ];
  const head = record(commits.find((commit) => at(commit, "oid") === headOid));
  const suites = nodes(head["checkSuites"]).map((suite) => text(suite["createdAt"]));
  return suites.filter((time) => time !== "").toSorted()[0];
}
