import type { Incident } from "../model/incident.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { replyKey } from "./comments.ts";
import { isSaid, ownComments } from "./own-comments.ts";
import { planReminder } from "./reminders.ts";

/** Whether something should have been said by now and isn't: a run was lost, or a promise fell due meanwhile. */
export function isLagging(incident: Incident, snapshot: Snapshot): boolean {
  const own = ownComments(snapshot);
  const { byKey, copies } = own;
  // What was over before this bot came is none of its business.
  if (snapshot.issue.state === "closed" && byKey.size === 0) return false;
  const { reminder } = planReminder(incident, snapshot);
  const due = [
    ...(incident.status === "declared" ? ["board"] : []),
    ...incident.news.map(({ key }) => key),
    ...incident.replies.map(replyKey),
    ...(reminder === undefined ? [] : [reminder.key]),
  ];
  return copies.length > 0 || due.some((key) => !isSaid(own, key));
}
