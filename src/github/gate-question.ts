import type { Question } from "./ask.ts";
import { GATE_FIELDS, GATE_FRAGMENTS, GATE_TARGET, GATE_VARIABLES } from "./gate-query.ts";
import type { Ref } from "./github.ts";

/** What the merge queue would put on its base, as the event tells it. */
export type MergeGroup = Pick<Ref, "owner" | "repo"> & {
  readonly baseSha: string;
  readonly headSha: string;
  /** "refs/heads/gh-readonly-queue/main/pr-12-<base>" */
  readonly headRef: string;
};

/** The first question about a pull request; where nothing is unreported, the only one. */
export function pullQuestion(ref: Ref): Question {
  return gateQuestion("JudgePull", ref, {
    operation: `read ${ref.owner}/${ref.repo}#${ref.number}`,
    number: ref.number,
  });
}

export function groupQuestion(group: MergeGroup): Question {
  return gateQuestion("JudgeGroup", group, {
    operation: `read the merge group ${group.headSha.slice(0, 7)} of ${group.owner}/${group.repo}`,
    number: pullOfGroup(group.headRef),
  });
}

/** The first question about a repository, whichever of its pull requests is judged afterwards. */
export function repositoryQuestion(place: Pick<Ref, "owner" | "repo">): Question {
  const operation = `read the gate of ${place.owner}/${place.repo}`;
  return gateQuestion("ReadGate", place, { operation, number: undefined });
}

/** GitHub names a group's branch after the pull request that it is for. */
export function pullOfGroup(headRef: string): number | undefined {
  const [, number] =
    /^(?:refs\/heads\/)?gh-readonly-queue\/.+\/pr-([1-9]\d{0,8})-[0-9a-f]{7,64}$/.exec(headRef) ??
    [];
  return number === undefined ? undefined : Number(number);
}

function gateQuestion(
  name: string,
  { owner, repo }: Pick<Ref, "owner" | "repo">,
  { operation, number }: { readonly operation: string; readonly number: number | undefined },
): Question {
  const isAbout = number !== undefined;
  const parameters =
    "$owner: String!, $name: String!, $open: [String!]!, $owed: [String!]!, $kludge: [String!]!";
  return {
    operation,
    query: `query ${name}(${parameters}${isAbout ? ", $number: Int!" : ""}) {
      viewer { login }
      repository(owner: $owner, name: $name) {
        ${GATE_FIELDS}
        ${isAbout ? "pullRequest(number: $number) { ...GateTarget }" : ""}
      }
    }
    ${GATE_FRAGMENTS}
    ${isAbout ? GATE_TARGET : ""}`,
    variables: { owner, name: repo, ...GATE_VARIABLES, ...(isAbout ? { number } : {}) },
  };
}
