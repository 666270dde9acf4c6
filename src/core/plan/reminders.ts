import type { SeverityConfig } from "../config/config.ts";
import type { Reminder } from "./effect.ts";
import type { Incident } from "../model/incident.ts";
import { openPromise } from "../model/promise.ts";
import { presentConfig } from "../record/recorded.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { plus } from "../time/time.ts";
import type { Instant } from "../time/time.ts";
import { replyKey } from "./comments.ts";
import { isSaid, ownComments } from "./own-comments.ts";

type ReminderPlan = {
  readonly reminder?: Reminder;
  /** When the next one would be due. */
  readonly wakeAt?: Instant;
};

/** Asks for news when a promise has passed, and for anybody when nobody has answered. */
export function planReminder(incident: Incident, snapshot: Snapshot): ReminderPlan {
  if (incident.status !== "declared" || incident.isClosed) return {};
  if (incident.moments.restored !== undefined) return {};
  const config = presentConfig(snapshot);
  const severity = config.severities[incident.severity?.value ?? "major"];
  const escalation = incident.isDrill ? [] : config.escalation;
  const promised = openPromise(incident);
  if (promised !== undefined) {
    const leads = incident.leads.length > 0 ? incident.leads : [promised.by];
    return stepOf(
      {
        kind: "late",
        key: `late:${promised.source}`,
        due: promised.due,
        first: leads,
        escalated: escalation,
      },
      severity,
      snapshot.now,
    );
  }
  const { acknowledged, alertedAt, declared } = incident;
  if (
    incident.isAfterTheFact ||
    acknowledged !== undefined ||
    alertedAt !== undefined ||
    declared === undefined
  )
    return {};
  return stepOf(
    {
      kind: "unanswered",
      key: "unanswered",
      due: plus(declared.at, severity.acknowledge),
      first: incident.isDrill ? [] : severity.mention,
      escalated: escalation,
    },
    severity,
    snapshot.now,
  );
}

type Silence = {
  readonly kind: "late" | "unanswered";
  readonly key: string;
  readonly due: Instant;
  /** Who is asked at the time, and who after the escalation time. */
  readonly first: readonly string[];
  readonly escalated: readonly string[];
};

function stepOf(silence: Silence, severity: SeverityConfig, now: Instant): ReminderPlan {
  const { kind, key, due, first, escalated } = silence;
  const escalatesAt = plus(due, severity.escalate);
  if (now < due) return { wakeAt: due };
  if (escalated.length === 0 || now < escalatesAt) {
    const reminder: Reminder = { kind, key, due, at: now, mention: first };
    return escalated.length === 0 ? { reminder } : { reminder, wakeAt: escalatesAt };
  }
  return {
    reminder: {
      kind: `${kind}-escalated`,
      key: `${key}:escalated`,
      due,
      at: now,
      mention: escalated,
    },
  };
}

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
