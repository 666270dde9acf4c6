import type { LiveQuestion } from "./play-question.ts";
import { checkOrder, checkWrites } from "./questions/checks.ts";
import { mergedReason, reopenedReason } from "./questions/closed-reason.ts";
import { deadDelivery } from "./questions/dead-delivery.ts";
import { dequeueNotQueued, dequeueQueued } from "./questions/dequeue.ts";
import { eventOrder } from "./questions/event-order.ts";
import { jobPull, redJob, suiteOrder } from "./questions/jobs.ts";
import {
  conflictingRevert,
  plainRevert,
  secondRevert,
  workflowRevert,
} from "./questions/revert.ts";
import { dependabotToken, firstContributor } from "./questions/strangers.ts";
import { mentionWithMembers, mentionWithoutMembers } from "./questions/team-mention.ts";

/** All that only GitHub itself can answer; the one that takes minutes comes last. */
export const QUESTIONS: readonly LiveQuestion[] = [
  mentionWithMembers,
  mentionWithoutMembers,
  dequeueNotQueued,
  dequeueQueued,
  reopenedReason,
  mergedReason,
  eventOrder,
  deadDelivery,
  redJob,
  firstContributor,
  jobPull,
  checkOrder,
  suiteOrder,
  plainRevert,
  conflictingRevert,
  secondRevert,
  workflowRevert,
  dependabotToken,
  checkWrites,
];
