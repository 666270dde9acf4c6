import type { Refused } from "../../text/comments/board-problem.ts";
import type { Write } from "../../text/write.ts";
import { classifyFailure } from "../client/classify-failure.ts";
import { failure } from "../client/failure.ts";
import type { Failure } from "../client/failure.ts";
import type { GitHub, RepoRef } from "../client/github.ts";

type ReviewersWrite = Extract<Write, { readonly type: "request-reviewers" }>;

type Asked = Pick<ReviewersWrite, "users" | "teams">;

type ReviewsAsked = {
  readonly failures: readonly Failure[];
  /** Who can't be asked, however often: no collaborator, or a team that this token may not see. */
  readonly refused: readonly Refused[];
};

/**
 * Asks for reviews, and says what went wrong. GitHub refuses all reviewers when it can't ask one of
 * them: then each is asked for alone, so that somebody who has left doesn't keep the others from the report.
 */
export async function requestReviewers(
  github: GitHub,
  target: RepoRef,
  write: ReviewersWrite,
): Promise<ReviewsAsked> {
  const failed = await requestSome(github, target, write);
  if (failed === undefined) return { failures: [], refused: [] };
  if (!isRefusal(failed)) return { failures: [failed], refused: [] };
  const each = [
    ...write.users.map((user): Asked => ({ users: [user], teams: [] })),
    ...write.teams.map((team): Asked => ({ users: [], teams: [team] })),
  ];
  const failures: Failure[] = [];
  const left: Asked[] = [];
  let reason = wordsOf(failed);
  for (const asked of each.length < 2 ? [] : each) {
    const again = await requestSome(github, target, { ...write, ...asked });
    if (again === undefined) continue;
    if (isRefusal(again)) {
      left.push(asked);
      reason = wordsOf(again);
    } else failures.push(again);
  }
  if (each.length > 1 && left.length === 0) return { failures, refused: [] };
  const rest = each.length < 2 ? write : { ...write, ...joined(left) };
  return { failures, refused: [{ write: rest, reason }] };
}

const REFUSALS: readonly number[] = [403, 404, 422];

function isRefusal(failed: Failure): boolean {
  return REFUSALS.includes(failed.status) && classifyFailure(failed, 0).kind !== "limited";
}

function joined(all: readonly Asked[]): Asked {
  return {
    users: all.flatMap(({ users }) => users),
    teams: all.flatMap(({ teams }) => teams),
  };
}

function wordsOf({ cause, message }: Failure): string {
  return cause instanceof Error ? cause.message : message;
}

async function requestSome(
  github: GitHub,
  { repository }: RepoRef,
  write: ReviewersWrite,
): Promise<Failure | undefined> {
  try {
    await github.request("POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", {
      owner: repository.owner,
      repo: repository.name,
      pull_number: write.pull,
      reviewers: write.users,
      team_reviewers: write.teams,
      request: { retries: 0 },
    });
    return undefined;
  } catch (thrown) {
    const asked = [...write.users, ...write.teams].join(", ");
    return failure(`ask ${asked} to review #${write.pull}`, thrown);
  }
}
