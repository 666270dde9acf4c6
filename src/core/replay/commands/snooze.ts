import { withBreadcrumb } from "../../model/incident.ts";
import type { Incident } from "../../model/incident.ts";
import type { Refusal } from "../../model/refusal.ts";
import { err, ok } from "../../model/result.ts";
import type { Result } from "../../model/result.ts";
import { parseDuration } from "../../time/duration.ts";
import { plus } from "../../time/time.ts";
import type { Instant } from "../../time/time.ts";
import { withLeads } from "./alert.ts";
import { readComing } from "./moment.ts";
import { refuse, saidBy } from "./rule.ts";
import type { CommandContext, CommandOutcome } from "./rule.ts";

/** Whoever is away for longer hands over. */
const LONGEST_SNOOZE = 4 * 60 * 60;

/** `/checking`: somebody is on it, now or a little later; who comes back says so by saying it without a time. */
export function check(incident: Incident, order: CommandContext): CommandOutcome {
  const led = withLeads(incident, [...incident.leads, order.by], saidBy(order));
  if (order.command.away === undefined) return { incident: backAgain(led, order.by) };
  const until = untilOf(order.command.away, order);
  // They are on it, whatever time was meant.
  return until.ok
    ? { incident: withSnooze(led, until.value, order) }
    : { incident: led, refusals: [until.error] };
}

/** `/snooze 30m`: the next reminder waits. */
export function snooze(incident: Incident, order: CommandContext): CommandOutcome {
  const { away, text } = order.command;
  const until = untilOf(away ?? text, order);
  return until.ok
    ? { incident: withSnooze(incident, until.value, order) }
    : refuse(incident, until.error);
}

function withSnooze(incident: Incident, until: Instant, order: CommandContext): Incident {
  const { text } = order.command;
  return withBreadcrumb(
    { ...incident, snooze: { ...saidBy(order), until } },
    { at: order.at, by: order.by, kind: "away", until, ...(text === "" ? {} : { text }) },
  );
}

function backAgain(incident: Incident, by: string): Incident {
  const { snooze: until, ...present } = incident;
  return until?.by === by ? present : incident;
}

function untilOf(typed: string, order: CommandContext): Result<Instant, Refusal> {
  const { line, name } = order.command;
  const said = parseDuration(typed);
  const coming = said === undefined ? readComing(typed, order) : ok(said);
  if (coming.ok && coming.value <= LONGEST_SNOOZE) return ok(plus(order.at, coming.value));
  const isLong = coming.ok || coming.error.reason === "coming-far";
  return err({ reason: "snooze-how", line, name, typed, why: isLong ? "long" : "unreadable" });
}
