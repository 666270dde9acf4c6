import { jobsOfEvent } from "../../core/plan/jobs-of-event.ts";
import type { HeardEvent } from "../../core/plan/jobs-of-event.ts";
import { formatKey } from "../jobs/key.ts";

/** What this bot itself does again and again; its next run saw to it already. */
const OWN_NOISE = new Set([
  "issue_comment.created",
  "issue_comment.edited",
  "issue_comment.deleted",
  "issues.labeled",
  "issues.unlabeled",
  "pull_request.labeled",
  "pull_request.unlabeled",
]);

/** The queue's keys for the work that follows from a webhook. */
export function keysOfEvent(
  event: HeardEvent,
  isOwn: (login: string) => boolean,
): readonly string[] {
  const { name, action, sender, installation, repository } = event;
  if (installation === undefined) return [];
  if (OWN_NOISE.has(`${name}.${action}`) && isOwn(sender)) return [];
  return jobsOfEvent(event).flatMap((job) => {
    if (job.kind === "installation") return formatKey({ ...job, installation }) ?? [];
    if (repository === undefined) return [];
    return formatKey({ installation, repository: repository.id, ...job }) ?? [];
  });
}
