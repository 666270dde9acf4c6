import type { HeardEvent } from "../../core/plan/jobs-of-event.ts";
import type { RecentComments } from "../../github/write/recent-comments.ts";
import type { RepositoryNames } from "./repository-names.ts";

/** Actions of `repository` after which it has another name. */
const RENAMES = new Set(["renamed", "transferred"]);

/** What a webhook says of names; one that changes them only makes us ask, since it may come late. */
export function learnNames(
  { name, action, repository, moved }: HeardEvent,
  names: Pick<RepositoryNames, "learn" | "forget">,
): void {
  if (repository !== undefined) {
    const isNew = name === "repository" && RENAMES.has(action);
    if (isNew) names.forget(repository.id);
    else names.learn(repository.id, repository);
  }
  if (moved !== undefined) names.learn(moved.repository.id, moved.repository);
}

/** What a person has just said must be in what is read next, unless it was deleted. */
export function learnComments(
  { name, action, comment }: HeardEvent,
  recent: Pick<RecentComments, "remember" | "forget">,
): void {
  if (name !== "issue_comment" || comment === undefined) return;
  if (action === "created") recent.remember(comment);
  if (action === "deleted") recent.forget(comment);
}
