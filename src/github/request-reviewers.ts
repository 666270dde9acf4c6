import type { Write } from "../text/write.ts";
import { failure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import type { GitHub, Target } from "./github.ts";

export type ReviewersWrite = Extract<Write, { readonly type: "request-reviewers" }>;

type Asked = Pick<ReviewersWrite, "users" | "teams">;

/**
 * Asks for reviews, and says what went wrong. GitHub refuses all reviewers when it can't ask one of
 * them: then each is asked for alone, so that somebody who has left doesn't keep the others from the report.
 */
export async function requestReviewers(
  github: GitHub,
  target: Target,
  write: ReviewersWrite,
): Promise<readonly Failure[]> {
  const refused = await requestSome(github, target, write);
  if (refused === undefined) return [];
  const each = [
    ...write.users.map((user): Asked => ({ users: [user], teams: [] })),
    ...write.teams.map((team): Asked => ({ users: [], teams: [team] })),
  ];
  if (refused.status !== 422 || each.length < 2) return [refused];
  const failures: Failure[] = [];
  for (const asked of each) {
    const failed = await requestSome(github, target, { ...write, ...asked });
    if (failed !== undefined) failures.push(failed);
  }
  return failures;
}

async function requestSome(
  github: GitHub,
  { repository }: Target,
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
