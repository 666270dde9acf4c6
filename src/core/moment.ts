import type { MomentFact } from "./fact.ts";
import type { Incident } from "./incident.ts";
import type { Refusal } from "./refusal.ts";
import { err, ok } from "./result.ts";
import type { Result } from "./result.ts";
import { saidBy } from "./rule.ts";
import type { Order } from "./rule.ts";
import { parseMoment, plus } from "./time.ts";
import type { Instant } from "./time.ts";

/** Clocks of people and of GitHub differ a little. */
const TOLERANCE = 5 * 60;

/** What must not lie after, or before, each moment. */
const ORDER: Readonly<
  Record<
    MomentFact,
    readonly { readonly fact: MomentFact | "alerted"; readonly mustBe: "before" | "after" }[]
  >
> = {
  started: [
    { fact: "alerted", mustBe: "before" },
    { fact: "stable", mustBe: "before" },
    { fact: "restored", mustBe: "before" },
  ],
  stable: [
    { fact: "started", mustBe: "after" },
    { fact: "restored", mustBe: "before" },
  ],
  restored: [
    { fact: "started", mustBe: "after" },
    { fact: "stable", mustBe: "after" },
  ],
};

/** The moment that a person typed, if it is one, and not in the future. */
export function readMoment(typed: string, order: Order): Result<Instant, Refusal> {
  const { line, name } = order.command;
  const { timezone } = order.config;
  const parsed = parseMoment(typed, { at: order.at, timezone });
  if (!parsed.ok) {
    return parsed.error.reason === "skipped"
      ? err({ reason: "moment-skipped", line, typed, timezone })
      : err({ reason: "moment-unreadable", line, name, typed });
  }
  return parsed.value > plus(order.at, TOLERANCE)
    ? err({ reason: "moment-future", line, name, moment: parsed.value })
    : parsed;
}

/** Sets or corrects a moment; a wrong order is refused, and what was first said is kept. */
export function withMoment(
  incident: Incident,
  given: { readonly fact: MomentFact; readonly moment: Instant },
  order: Order,
): Result<Incident, Refusal> {
  const { fact, moment } = given;
  for (const { fact: otherFact, mustBe } of ORDER[fact]) {
    const at = momentOf(incident, otherFact);
    if (at === undefined) continue;
    if (mustBe === "before" ? moment <= at : moment >= at) continue;
    const { line, name } = order.command;
    return err({
      reason: "moment-order",
      line,
      name,
      moment,
      other: { fact: otherFact, at },
      mustBe,
    });
  }
  const original = incident.moments[fact]?.original ?? moment;
  const moments = { ...incident.moments, [fact]: { ...saidBy(order), value: moment, original } };
  return ok({
    ...incident,
    moments,
    startedAt: fact === "started" ? moment : incident.startedAt,
  });
}

function momentOf(incident: Incident, fact: MomentFact | "alerted"): Instant | undefined {
  if (fact === "alerted") return incident.alertedAt;
  return incident.moments[fact]?.value;
}

/** `at 10:40`, or the moment of the comment itself. */
export function momentOfOrder(order: Order): Result<Instant, Refusal> {
  return order.command.at === undefined ? ok(order.at) : readMoment(order.command.at, order);
}
