import type { Pull } from "../core/snapshot.ts";
import type { Instant } from "../core/time.ts";
import type { TimelineEvent } from "../core/timeline.ts";
import { failure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import {
  at,
  bareLogin,
  count,
  isRecord,
  list,
  nextPage,
  nodes,
  person,
  record,
  text,
  textOrNone,
} from "./narrow.ts";
import type { Json } from "./narrow.ts";
import { timelineOf } from "./narrow-issue.ts";
import { pullOf } from "./narrow-pull.ts";

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
export function nonsense(operation: string, what: string): Failure {
  return failure(operation, new Error(`GitHub's answer makes no sense: ${what}`));
}

/** The nodes of a list, all of them: one that may not be seen could be the one that counts. */
export function wholeNodes(connection: unknown, operation: string): readonly Json[] {
  const found = at(connection, "nodes");
  if (!Array.isArray(found)) throw nonsense(operation, "a list is missing");
  return list(found).map((node) => {
    if (!isRecord(node)) throw nonsense(operation, "a list has gaps");
    return node;
  });
}

/**
 * Whose comments are this bot's own. A token of the bot's tells it; with a person's token (the command line), or with
 * another bot's, it must be said, and the person's own comments are commands as everybody's.
 */
export function selfOf(viewer: unknown, given: string | undefined): string {
  const login = text(viewer);
  if (given !== undefined && given !== "") return bareLogin(given);
  return login.endsWith("[bot]") ? bareLogin(login) : "";
}

export function gateTimeline(
  connection: unknown,
  around: { readonly repositoryId: string; readonly self: string },
): readonly TimelineEvent[] {
  return timelineOf(connection, around.repositoryId).map((event) =>
    event.type === "commented"
      ? { ...event, isOwn: event.by.isBot && event.by.login === around.self }
      : event,
  );
}

/** A pull request from the fields of `GatePull`. */
export function gatePullOf(json: Json, self: string): Pull {
  const comments = nodes(json["comments"]).map((comment) => {
    const author = person(comment["author"]);
    return { ...comment, viewerDidAuthor: author.isBot && author.login === self };
  });
  return pullOf({ ...json, comments: { nodes: comments } });
}

/** From the fields of `GateTarget`. */
export function targetOf(json: Json, self: string): GatePull {
  const pull = gatePullOf(json, self);
  if (pull.headOid === "" || pull.number === 0 || typeof json["changedFiles"] !== "number") {
    throw nonsense("read the pull request", "it has no head");
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

/**
 * GitHub makes a commit's check suites when it is pushed. A commit's own date is its author's word, and the last
 * resort where no App or workflow looks at commits.
 */
function seenAt(json: Json, headOid: string): Instant | undefined {
  const commits = [
    at(json, "headRef", "target"),
    ...nodes(json["commits"]).map((node) => node["commit"]),
  ];
  const head = record(commits.find((commit) => at(commit, "oid") === headOid));
  const suites = nodes(head["checkSuites"]).map((suite) => text(suite["createdAt"]));
  return suites.filter((time) => time !== "").toSorted()[0] ?? textOrNone(head["committedDate"]);
}
