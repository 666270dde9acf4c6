import type { Instant } from "../../core/time/time.ts";
import { pullOf } from "../read/narrow-pull.ts";
import type { Json } from "../client/narrow.ts";
import type { OwnBots } from "../../core/model/own-bots.ts";
import type { Pull } from "../../core/model/snapshot.ts";
import { isRevert } from "../../core/gate/revert.ts";
import { KLUDGE_LABEL } from "../../core/model/phase.ts";
import { readMoreComments } from "../read/read-pulls.ts";
import type { GitHub } from "../client/github.ts";
import { at, nodes, text, record } from "../client/narrow.ts";
import { linksIn } from "../read/narrow-pull.ts";
import { targetIn } from "./gate-answer.ts";
import { defined } from "../../core/model/defined.ts";

/** The pull request that is judged. */
export type GatePull = {
  readonly pull: Pull;
  readonly changedFiles: number;
  readonly baseRef: string;
  readonly baseOid: string;
  /** When its head commit was first seen on GitHub; absent where nothing tells. */
  readonly headSeenAt?: Instant;
  /** The first page of its comments, as GitHub answered. */
  readonly comments?: unknown;
};

/** From the fields of `GateTarget`. */
export function targetOf(json: Json, ownBots: OwnBots): GatePull {
  const { changedFiles } = targetIn(json);
  const pull = pullOf(json, ownBots);
  const headSeenAt = seenAt(json, pull.headOid);
  return {
    pull,
    changedFiles,
    baseRef: text(json["baseRefName"]),
    baseOid: text(json["baseRefOid"]),
    ...defined({ headSeenAt }),
    comments: json["comments"],
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

/** Whatever is linked as a kludge has the label, or is a rollback: only then the later comments are read as well. */
export async function withAllLinks(
  github: GitHub,
  ownBots: OwnBots,
  target: GatePull,
): Promise<Pull> {
  const { pull, comments } = target;
  const isLabelled = pull.labels.some((label) => label.toLowerCase() === KLUDGE_LABEL);
  if (!(isLabelled || isRevert(pull))) return pull;
  const later = await readMoreComments(github, { id: pull.id, comments });
  const links = [...pull.links, ...later.flatMap((comment) => linksIn(comment, ownBots))];
  return { ...pull, links };
}
