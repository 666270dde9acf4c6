import type { Write } from "../text/write.ts";
import { ask } from "./ask.ts";
import { createLabels } from "./create-labels.ts";
import { byUrgency, failure } from "./failure.ts";
import type { Failure, GraphqlError } from "./failure.ts";
import type { GitHub, Target } from "./github.ts";
import { mutate } from "./mutate.ts";
import { mutationOf, ruleOf } from "./mutations.ts";
import type { GraphqlWrite, Known, Mutation } from "./mutations.ts";
import { at, textOrNone } from "./narrow.ts";
import { requestReviewers } from "./request-reviewers.ts";

export type Applied = {
  /** Something was made whose number or state the next plan needs: read again at once. */
  readonly followUp: boolean;
};

const WRITES_PER_REQUEST = 20;

/**
 * Makes the writes, in their order, all in one request where they fit. What is so already counts as done. One that
 * is refused doesn't stop the others; in the end, a single `Failure` is thrown for all that went wrong.
 * Nothing is tried again: the next run reads what there is, and writes what is missing.
 */
export async function applyWrites(
  github: GitHub,
  target: Target,
  writes: readonly Write[],
): Promise<Applied> {
  const ordinary = writes.filter((write) => write.type !== "request-reviewers");
  const [labels, issueIds] = await Promise.all([
    createLabels(github, target, writes),
    readIssueIds(github, target, writes),
  ]);
  const failures: Failure[] = [];
  if (labels.errors.length > 0) {
    failures.push(failure("create-label", labels.thrown, labels.errors));
  }
  const known = { target: labels.target, issueIds };
  let followUp = false;
  for (let start = 0; start < ordinary.length; start += WRITES_PER_REQUEST) {
    const part = await applySome(github, known, ordinary.slice(start, start + WRITES_PER_REQUEST));
    followUp ||= part.followUp;
    failures.push(...part.failures);
    if (isLimited(part.failures)) break;
  }
  for (const write of writes) {
    if (write.type !== "request-reviewers" || isLimited(failures)) continue;
    failures.push(...(await requestReviewers(github, target, write)));
  }
  const worst = worstOf(failures.toSorted(byUrgency));
  if (worst !== undefined) throw worst;
  return { followUp };
}

/** GitHub wants no more for now. */
function isLimited(failures: readonly Failure[]): boolean {
  return failures.some(({ status }) => status === 429);
}

async function applySome(
  github: GitHub,
  known: Known,
  writes: readonly GraphqlWrite[],
): Promise<Applied & { readonly failures: readonly Failure[] }> {
  const pairs = writes.flatMap((write) => {
    const mutation = mutationOf(write, known);
    return mutation === undefined ? [] : [{ write, mutation }];
  });
  if (pairs.length === 0) return { followUp: false, failures: [] };
  const types = [...new Set(pairs.map(({ write }) => write.type))].join(", ");
  const mutations: readonly Mutation[] = pairs.map(({ mutation }) => mutation);
  const { outcomes, thrown } = await mutate(github, types, mutations);
  const refused = new Map<string, readonly GraphqlError[]>();
  let followUp = false;
  for (const [index, { write }] of pairs.entries()) {
    const outcome = outcomes[index];
    const rule = ruleOf(write);
    if (outcome === undefined || outcome.ok || rule.alreadySo?.(outcome.error) === true) {
      followUp ||= rule.isFollowedUp === true;
    } else {
      refused.set(write.type, [...(refused.get(write.type) ?? []), outcome.error]);
    }
  }
  return {
    followUp,
    failures: [...refused].map(([type, errors]) => refusal(type, thrown, errors)),
  };
}

/** What was there when it was read is gone: a conflict, which the next read settles, and not the end of the incident. */
function refusal(type: string, thrown: unknown, errors: readonly GraphqlError[]): Failure {
  const failed = failure(type, thrown, errors);
  return failed.status === 404 ? Object.assign(failed, { status: 409 }) : failed;
}

/** One error for all: the most urgent, with the words of the others. */
function worstOf([first, ...others]: readonly Failure[]): Failure | undefined {
  if (first === undefined) return undefined;
  return Object.assign(first, {
    message: [first, ...others].map(({ message }) => message).join("\n"),
  });
}

/** Node ids of the issues that others duplicate; those that don't exist have none. */
async function readIssueIds(
  github: GitHub,
  { repository }: Target,
  writes: readonly Write[],
): Promise<ReadonlyMap<number, string>> {
  const numbers = writes.flatMap((write) =>
    write.type === "close" && write.duplicateOf !== undefined ? [write.duplicateOf] : [],
  );
  const found = await Promise.all(
    numbers.map(async (number) => {
      const data = await ask(github, {
        operation: `read ${repository.owner}/${repository.name}#${number}`,
        query: ISSUE_ID,
        variables: { owner: repository.owner, name: repository.name, number },
      });
      return [number, textOrNone(at(data, "repository", "issue", "id"))] as const;
    }),
  );
  return new Map(found.flatMap(([number, id]) => (id === undefined ? [] : [[number, id]])));
}

const ISSUE_ID = `query ReadIssueId($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { issue(number: $number) { id } }
}`;
