import type { Account, Json, PullRequest } from "../model.ts";
import { isoTime, isoTimeOrNull, isPull } from "../model.ts";
import type { Comparison } from "../git.ts";
import { showTeam } from "../team.ts";
import type { World } from "../world.ts";
import { commentsOf, labelsOf, repoUrl, webUrl } from "../world.ts";
import { showAccount } from "./show-account.ts";
import { association, showLabel } from "./show-issue.ts";
import { showRepository } from "./show-repository.ts";

/** What a pull request would bring to its base, or brought. */
export async function changesOf(world: World, issue: PullRequest): Promise<Comparison> {
  const { baseSha, headSha } = issue.pull;
  return (
    (await world.git.compare(baseSha, headSha)) ?? { mergeBase: baseSha, ahead: [], files: [] }
  );
}

/** Pull requests that brought a commit, or would bring it. */
export async function pullsWith(world: World, sha: string): Promise<readonly PullRequest[]> {
  const pulls = [...world.issues.values()].filter(isPull);
  const found = await Promise.all(
    pulls.map(async (issue) => {
      if (issue.pull.merge?.sha === sha) return [issue];
      return (await changesOf(world, issue)).ahead.includes(sha) ? [issue] : [];
    }),
  );
  return found.flat();
}

export function showSimplePull(world: World, issue: PullRequest): Json {
  const { pull, number } = issue;
  const url = repoUrl(world, `/pulls/${number}`);
  const html = webUrl(world, `/pull/${number}`);
  const [assignee] = issue.assignees;
  const side = (ref: string, sha: string): Json => ({
    label: `${world.owner.login}:${ref}`,
    ref,
    sha,
    user: showAccount(world, world.owner),
    repo: showRepository(world),
  });
  const links = {
    self: url,
    html,
    issue: repoUrl(world, `/issues/${number}`),
    comments: repoUrl(world, `/issues/${number}/comments`),
    review_comments: `${url}/comments`,
    review_comment: repoUrl(world, "/pulls/comments{/number}"),
    commits: `${url}/commits`,
    statuses: repoUrl(world, `/statuses/${pull.headSha}`),
  };
  return {
    url,
    id: pull.id,
    node_id: issue.nodeId,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: links.issue,
    number,
    state: issue.state,
    locked: issue.isLocked,
    title: issue.title,
    user: showAccount(world, issue.author),
    body: issue.body,
    created_at: isoTime(issue.createdAt),
    updated_at: isoTime(issue.updatedAt),
    closed_at: isoTimeOrNull(issue.closedAt),
    merged_at: isoTimeOrNull(pull.merge?.at ?? null),
    merge_commit_sha: pull.merge?.sha ?? null,
    assignee: assignee === undefined ? null : showAccount(world, assignee),
    assignees: issue.assignees.map((one) => showAccount(world, one)),
    requested_reviewers: showReviewers(world, issue).users,
    requested_teams: showReviewers(world, issue).teams,
    labels: labelsOf(world, issue).map((label) => showLabel(world, label)),
    milestone: null,
    draft: pull.isDraft,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    head: side(pull.headRef, pull.headSha),
    base: side(pull.baseRef, pull.baseSha),
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
    author_association: association(issue.author),
    auto_merge: null,
    active_lock_reason: issue.lockReason,
  };
}

export async function showPull(world: World, issue: PullRequest): Promise<Json> {
  const changes = await changesOf(world, issue);
  const isOpen = issue.state === "open";
  return {
    ...showSimplePull(world, issue),
    merged: issue.pull.merge !== null,
    mergeable: isOpen ? true : null,
    rebaseable: isOpen ? true : null,
    mergeable_state: isOpen ? "clean" : "unknown",
    merged_by: issue.pull.merge === null ? null : showAccount(world, issue.pull.merge.by),
    comments: commentsOf(world, issue.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: changes.ahead.length,
    additions: changes.files.reduce((sum, file) => sum + file.additions, 0),
    deletions: changes.files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: changes.files.length,
  };
}

export function showReviewers(
  world: World,
  { pull }: PullRequest,
): { readonly users: readonly Json[]; readonly teams: readonly Json[] } {
  return {
    users: pull.reviewers.filter((one) => !isTeam(one)).map((one) => showAccount(world, one)),
    teams: pull.reviewers.filter(isTeam).map((one) => showTeam(world, one)),
  };
}

function isTeam({ kind }: Account): boolean {
  return kind === "Team";
}
