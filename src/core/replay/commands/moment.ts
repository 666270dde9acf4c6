import type { Duration } from "../../time/duration.ts";
import type { MomentFact } from "../../model/fact.ts";
import type { Incident } from "../../model/incident.ts";
import { brokenSince } from "../../model/outage.ts";
import type { Refusal } from "../../model/refusal.ts";
import { err, ok } from "../../model/result.ts";
import type { Result } from "../../model/result.ts";
import { saidBy } from "./rule.ts";
import type { CommandContext } from "./rule.ts";
import { parseComing, readMoment as readSpoken } from "../../time/parse-moment.ts";
import { between, plus } from "../../time/time.ts";
import { isDayAlone, readTimeWords } from "../../time/time-words.ts";
import type { Instant } from "../../time/time.ts";

/** Clocks of people and of GitHub differ a little. */
const TOLERANCE = 5 * 60;
const HALF_DAY = 12 * 60 * 60;
const DAY = 2 * HALF_DAY;
/** Nobody who says "11:15" at 11:20 means tomorrow; who says "9:00" in the evening does. */
const FARTHEST = 18 * 60 * 60;
const MONTH = 30 * DAY;

type Limit = {
  readonly fact: MomentFact | "alerted";
  readonly at: Instant;
  readonly mustBe: "before" | "after";
};

/** The moment that a person typed, if it is one, and not in the future. */
export function readMoment(typed: string, order: CommandContext): Result<Instant, Refusal> {
  const { line, name } = order.command;
  const { timezone } = order.config;
  const parsed = readSpoken(typed, { at: order.at, timezone });
  if (!parsed.ok) {
    return parsed.error.reason === "skipped"
      ? err({ reason: "moment-skipped", line, typed, timezone })
      : err({ reason: "moment-unreadable", line, name, typed });
  }
  const { moment, isDaySaid } = parsed.value;
  if (moment > plus(order.at, TOLERANCE)) {
    return err({ reason: "moment-future", line, name, moment });
  }
  // Half a day ahead is nearer than that: nobody may find it in yesterday by mistake.
  const isFar = !isDaySaid && moment < plus(order.at, -HALF_DAY);
  return isFar
    ? err({ reason: "moment-far", line, name, typed, moment, coming: plus(moment, DAY) })
    : ok(moment);
}

/** A moment to come that a person typed, and how long it is until then: at most a month. */
export function readComing(typed: string, order: CommandContext): Result<Duration, Refusal> {
  const { line, name } = order.command;
  const { timezone } = order.config;
  if (isDayAlone(typed)) return err({ reason: "clock-missing", line, name, typed });
  const parsed = parseComing(typed, { at: order.at, timezone });
  const duration = parsed.ok ? between(order.at, parsed.value) : 0;
  const words = readTimeWords(typed);
  const isDaySaid = words?.type === "clock" && words.day !== undefined;
  if (parsed.ok && !isDaySaid && duration > FARTHEST) {
    return err({ reason: "coming-far", line, name, typed, coming: parsed.value });
  }
  return duration > 0 && duration <= MONTH
    ? ok(duration)
    : err({ reason: "duration-unreadable", line, name, typed });
}

/** Sets or corrects a moment; a wrong order is refused, and what was first said is kept. */
export function withMoment(
  incident: Incident,
  given: { readonly fact: MomentFact; readonly moment: Instant },
  order: CommandContext,
): Result<Incident, Refusal> {
  const { fact, moment } = given;
  const broken = outOfOrder(moment, limitsOf(incident, fact), order);
  if (broken !== undefined) return err(broken);
  const original = incident.moments[fact]?.original ?? moment;
  const moments = { ...incident.moments, [fact]: { ...saidBy(order), value: moment, original } };
  return ok({
    ...incident,
    moments,
    startedAt: fact === "started" ? moment : incident.startedAt,
  });
}

/** What must not lie after, or before, each moment. */
function limitsOf(incident: Incident, fact: MomentFact): readonly Limit[] {
  const { moments, outages, alertedAt } = incident;
  const past = outages.at(-1);
  const [first = { stable: moments.stable?.value, restored: moments.restored?.value }] = outages;
  switch (fact) {
    case "started":
      return [
        ...limit("alerted", "before", alertedAt),
        ...limit("stable", "before", first.stable),
        ...limit("restored", "before", first.restored),
      ];
    case "broken":
      return [
        ...limit("stable", "after", past?.stable),
        ...limit("restored", "after", past?.restored),
        ...limit("stable", "before", moments.stable?.value),
        ...limit("restored", "before", moments.restored?.value),
      ];
    case "stable":
      return [beginning(incident), ...limit("restored", "before", moments.restored?.value)];
    case "restored":
      return [beginning(incident), ...limit("stable", "after", moments.stable?.value)];
  }
}

function limit(
  fact: Limit["fact"],
  mustBe: Limit["mustBe"],
  at: Instant | undefined,
): readonly Limit[] {
  return at === undefined ? [] : [{ fact, mustBe, at }];
}

/** Nothing can be done about an outage before it began; people say times to the minute. */
function beginning(incident: Incident): Limit {
  const at = brokenSince(incident);
  const fact = incident.moments.broken === undefined ? "started" : "broken";
  return { fact, mustBe: "after", at: `${at.slice(0, 17)}00Z` };
}

function outOfOrder(
  moment: Instant,
  limits: readonly Limit[],
  order: CommandContext,
): Refusal | undefined {
  const crossed = limits.find(({ at, mustBe }) =>
    mustBe === "before" ? moment > at : moment < at,
  );
  if (crossed === undefined) return undefined;
  const { line, name } = order.command;
  const { mustBe, ...other } = crossed;
  return { reason: "moment-order", line, name, moment, other, mustBe };
}

/** `at 10:40`, or the moment of the comment itself; yesterday is no choice where it lies before the outage. */
export function momentOfOrder(incident: Incident, order: CommandContext): Result<Instant, Refusal> {
  if (order.command.at === undefined) return ok(order.at);
  const moment = readMoment(order.command.at, order);
  if (moment.ok || moment.error.reason !== "moment-far") return moment;
  const { line, name, coming } = moment.error;
  return moment.error.moment < brokenSince(incident)
    ? err({ reason: "moment-future", line, name, moment: coming })
    : moment;
}

/** When a kludge was applied, or settled: not before the incident began. */
export function momentWithin(incident: Incident, order: CommandContext): Result<Instant, Refusal> {
  const moment = momentOfOrder(incident, order);
  if (!moment.ok || order.command.at === undefined) return moment;
  const at = `${incident.startedAt.slice(0, 17)}00Z`;
  const wrong = outOfOrder(moment.value, [{ fact: "started", mustBe: "after", at }], order);
  return wrong === undefined ? moment : err(wrong);
}
