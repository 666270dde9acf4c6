import { isForGood } from "../../text/comments/lasting-refusal.ts";
import type { Refused } from "../../text/comments/board-problem.ts";
import type { Write } from "../../text/write.ts";
import { query } from "../client/query.ts";
import type { RecentComments } from "./recent-comments.ts";
import { createLabels } from "./create-labels.ts";
import { byUrgency, failure, statusOf } from "../client/failure.ts";
import type { Failure, GraphqlError } from "../client/failure.ts";
import type { GitHub, RepoRef } from "../client/github.ts";
import { mutate } from "./mutate.ts";
import { mutationOf, ruleOf } from "./mutations.ts";
import type { GraphqlWrite, Known, Mutation } from "./mutations.ts";
import { at, textOrNone } from "../client/narrow.ts";
import { requestReviewers } from "./request-reviewers.ts";

type Applied = {
  /** Something was made whose number or state the next plan needs: read again at once. */
  readonly followUp: boolean;
  /** Refused for good: said once, and not tried again. */
  readonly refused: readonly Refused[];
};

type WriteFailure = Failure & { readonly refused: readonly Refused[] };

const WRITES_PER_REQUEST = 20;

/** Rulesets, protected branches and reverts that conflict are refused like any mistake: only the words differ. */
const REFUSED_WORDS =
  /rule violations?|protected (?:branch|ref)|not authorized to push|being restricted|refusing to allow|not permitted to|push protection|pre-receive hook|file size limit|\bGH0\d\d\b|(?:can ?not|can't|could not|couldn't|unable to) (?:be )?(?:automatically )?revert|revert.* conflict/i;

/**
 * Makes the writes, in their order, all in one request where they fit. What is so already counts as done. One that
 * is refused doesn't stop the others; in the end, a single `Failure` is thrown for all that went wrong (`refusedBy`).
 * Nothing is tried again: the next run reads what there is, and writes what is missing.
 */
export async function applyWrites(
  github: GitHub,
  target: RepoRef & { readonly said?: RecentComments },
  writes: readonly Write[],
): Promise<Applied> {
  const ordinary = writes.filter((write) => write.type !== "request-reviewers");
  const [labels, issueIds] = await Promise.all([
    createLabels(github, target, writes),
    readIssueIds(github, target, writes),
  ]);
  const failures: (Failure | WriteFailure)[] = [];
  if (labels.errors.length > 0) {
    failures.push(failure("create-label", labels.thrown, labels.errors));
  }
  const { said } = target;
  const known = { target: labels.target, issueIds, ...(said && { said }) };
  const forGood: Refused[] = [];
  let followUp = false;
  for (let start = 0; start < ordinary.length; start += WRITES_PER_REQUEST) {
    const part = await applySome(github, known, ordinary.slice(start, start + WRITES_PER_REQUEST));
    followUp ||= part.followUp;
    forGood.push(...part.refused);
    failures.push(...part.failures);
    if (isLimited(part.failures)) break;
  }
  for (const write of writes) {
    if (write.type !== "request-reviewers" || isLimited(failures)) continue;
    const asked = await requestReviewers(github, target, write);
    failures.push(...asked.failures);
    forGood.push(...asked.refused);
  }
  const worst = worstOf(failures.toSorted(byUrgency));
  if (worst !== undefined) {
    throw Object.assign(worst, { refused: [...refusedBy(worst), ...forGood] });
  }
  return { followUp, refused: forGood };
}

/** GitHub wants no more for now. */
function isLimited(failures: readonly Failure[]): boolean {
  return failures.some(({ status }) => status === 429);
}

async function applySome(
  github: GitHub,
  known: Known & { readonly said?: RecentComments },
  writes: readonly GraphqlWrite[],
): Promise<Applied & { readonly failures: readonly WriteFailure[] }> {
  const pairs = writes.flatMap((write) => {
    const mutation = mutationOf(write, known);
    return mutation === undefined ? [] : [{ write, mutation }];
  });
  if (pairs.length === 0) return { followUp: false, refused: [], failures: [] };
  const types = [...new Set(pairs.map(({ write }) => write.type))].join(", ");
  const mutations: readonly Mutation[] = pairs.map(({ mutation }) => mutation);
  const { outcomes, thrown } = await mutate(github, types, mutations);
  const refused: RefusedWrite[] = [];
  let followUp = false;
  for (const [index, { write }] of pairs.entries()) {
    const outcome = outcomes[index];
    if (outcome?.ok === true && write.type === "add-comment") known.said?.note(write);
    const rule = ruleOf(write);
    if (outcome === undefined || outcome.ok || rule.alreadySo?.(outcome.error) === true) {
      followUp ||= rule.isFollowedUp === true;
    } else {
      refused.push({ write, error: outcome.error });
    }
  }
  return {
    followUp,
    refused: refused
      .filter(isRefusedForGood)
      .map(({ write, error }) => ({ write, reason: error.message })),
    failures: [
      ...Map.groupBy(
        refused.filter((one) => !isRefusedForGood(one)),
        ({ write }) => write.type,
      ),
    ].map(([type, these]) => refusal(type, thrown, these)),
  };
}

type RefusedWrite = { readonly write: GraphqlWrite; readonly error: GraphqlError };

function isRefusedForGood({ write, error }: RefusedWrite): boolean {
  return isForbidden(error) && isForGood(write, error.message);
}

/** What was there when it was read is gone: a conflict, which the next read settles, and not the end of the incident. */
function refusal(type: string, thrown: unknown, these: readonly RefusedWrite[]): WriteFailure {
  const failed = failure(
    type,
    thrown,
    these.map(({ error }) => error),
  );
  const refused = these
    .filter(({ error }) => isForbidden(error))
    .map(({ write, error }) => ({ write, reason: error.message }));
  const status = refused.length > 0 ? 403 : failed.status === 404 ? 409 : failed.status;
  return Object.assign(failed, { refused, status });
}

function isForbidden(error: GraphqlError): boolean {
  return statusOf(error) === 403 || (statusOf(error) === 422 && REFUSED_WORDS.test(error.message));
}

/** The writes that GitHub refused, by what `applyWrites` threw. */
export function refusedBy(thrown: unknown): readonly Refused[] {
  return isWriteFailure(thrown) ? thrown.refused : [];
}

function isWriteFailure(thrown: unknown): thrown is WriteFailure {
  return thrown instanceof Error && "refused" in thrown && Array.isArray(thrown.refused);
}

/** One error for all: the most urgent, with the words of the others. */
function worstOf(failures: readonly Failure[]): WriteFailure | undefined {
  const [first] = failures;
  if (first === undefined) return undefined;
  return Object.assign(first, {
    message: failures.map(({ message }) => message).join("\n"),
    refused: failures.flatMap(refusedBy),
  });
}

/** Node ids of the issues that others duplicate; those that don't exist have none. */
async function readIssueIds(
  github: GitHub,
  { repository }: RepoRef,
  writes: readonly Write[],
): Promise<ReadonlyMap<number, string>> {
  const numbers = writes.flatMap((write) =>
    write.type === "close" && write.duplicateOf !== undefined ? [write.duplicateOf] : [],
  );
  const found = await Promise.all(
    numbers.map(async (number) => {
      const data = await query(github, {
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
