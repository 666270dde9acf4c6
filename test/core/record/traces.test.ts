import { describe, expect, test } from "vitest";
import type { TimelineEvent } from "../../../src/core/model/timeline.ts";
import { sourceOf, tracesIn, withSource } from "../../../src/core/record/traces.ts";
import { newWorld } from "../../world.ts";
import { costOf } from "../../cost-of.ts";

const AT = "2026-02-11T10:00:00Z";
const { issue } = newWorld({ title: "Checkout fails", createdAt: AT, roles: {} }).snapshot;

function reopened(id: string, login: string): TimelineEvent {
  return { type: "reopened", id, at: AT, by: { login, isBot: false } };
}

describe("what happened is known by when and by whom", () => {
  const timeline = [reopened("E_1", "lea"), reopened("E_2", "john"), reopened("E_3", "john")];
  const traces = tracesIn({ issue, timeline });

  test.each([
    ["I_42", `${AT}/lea`],
    ["I_42.body", `${AT}/lea.body`],
    ["E_1", `${AT}/lea/2`],
    ["E_2", `${AT}/john`],
    ["E_2.2", `${AT}/john.2`],
    ["E_3", `${AT}/john/2`],
  ])("%s is %s, there and back", (id, trace) => {
    expect(traces.of(id)).toBe(trace);
    expect(traces.idOf(trace)).toBe(id);
  });

  test("what isn't there is neither", () => {
    expect(traces.of("E_4")).toBeUndefined();
    expect(traces.idOf(`${AT}/mia`)).toBeUndefined();
  });

  test("20,000 events of one second cost no more than each its own", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => reopened(`E_${index}`, "john"));
    const last = (): string | undefined => tracesIn({ issue, timeline: many }).of("E_19999");
    expect(last()).toBe(`${AT}/john/20000`);
    expect(costOf(last)).toBeLessThan(2000);
  });
});

test.each([
  ["alert:E_1", "E_1", "alert:E_9"],
  ["kludge-applied:IC_kw-1.2=K1", "IC_kw-1.2", "kludge-applied:E_9=K1"],
  ["late:E_1:escalated", "E_1", "late:E_9:escalated"],
  ["board", undefined, "board"],
  ["unanswered", undefined, "unanswered"],
])("%s answers to %s", (key, source, moved) => {
  expect(sourceOf(key)).toBe(source);
  expect(withSource(key, "E_9")).toBe(moved);
});
