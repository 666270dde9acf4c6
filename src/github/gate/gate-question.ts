import type { Query } from "../client/query.ts";
import { GATE_FIELDS, GATE_FRAGMENTS, GATE_TARGET, GATE_VARIABLES } from "./gate-query.ts";
import type { ItemRef, RepoName } from "../client/github.ts";
import { QUEUE_FIELDS, QUEUE_PARAMETERS, queueVariables } from "./queued-before.ts";

/** What the merge queue would put on its base, as the event tells it. */
export type MergeGroup = RepoName & {
  readonly baseSha: string;
  readonly headSha: string;
  /** "refs/heads/gh-readonly-queue/main/pr-12-<base>" */
  readonly headRef: string;
};

/** The first question about a pull request; where nothing is unreported, the only one. */
export function pullQuestion(ref: ItemRef): Query {
  return gateQuestion("JudgePull", ref, {
    operation: `read ${ref.owner}/${ref.repo}#${ref.number}`,
    number: ref.number,
    branch: undefined,
  });
}

export function groupQuestion(group: MergeGroup): Query {
  return gateQuestion("JudgeGroup", group, {
    operation: `read the merge group ${group.headSha.slice(0, 7)} of ${group.owner}/${group.repo}`,
    number: pullOfGroup(group.headRef),
    branch: branchOfGroup(group.headRef),
  });
}

/** The first question about a repository, whichever of its pull requests is judged afterwards. */
export function repositoryQuestion(place: RepoName): Query {
  const operation = `read the gate of ${place.owner}/${place.repo}`;
  return gateQuestion("ReadGate", place, { operation, number: undefined, branch: undefined });
}

const GROUP_REF = /^(?:refs\/heads\/)?gh-readonly-queue\/(.+)\/pr-([1-9]\d{0,8})-[0-9a-f]{7,64}$/;

/** GitHub names a group's branch after the pull request that it is for. */
export function pullOfGroup(headRef: string): number | undefined {
  const number = GROUP_REF.exec(headRef)?.[2];
  return number === undefined ? undefined : Number(number);
}

/** The branch that the queue merges into. */
function branchOfGroup(headRef: string): string | undefined {
  return GROUP_REF.exec(headRef)?.[1];
}

function gateQuestion(
  name: string,
  { owner, repo }: RepoName,
  {
    operation,
    number,
    branch,
  }: {
    readonly operation: string;
    readonly number: number | undefined;
    /** Whose merge queue is asked for. */
    readonly branch: string | undefined;
  },
): Query {
  const isAbout = number !== undefined;
  const isQueued = branch !== undefined;
  const parameters =
    "$owner: String!, $name: String!, $open: [String!]!, $owed: [String!]!, $kludge: [String!]!";
  return {
    operation,
    query: `query ${name}(${parameters}${isAbout ? ", $number: Int!" : ""}${isQueued ? QUEUE_PARAMETERS : ""}) {
      viewer { login }
      repository(owner: $owner, name: $name) {
        ${GATE_FIELDS}
        ${isAbout ? "pullRequest(number: $number) { ...GateTarget }" : ""}
        ${isQueued ? QUEUE_FIELDS : ""}
      }
    }
    ${GATE_FRAGMENTS}
    ${isAbout ? GATE_TARGET : ""}`,
    variables: {
      owner,
      name: repo,
      ...GATE_VARIABLES,
      ...(isAbout ? { number } : {}),
      ...(isQueued ? queueVariables(branch) : {}),
    },
  };
}
