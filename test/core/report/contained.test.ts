import { expect, test } from "vitest";
import { containedBy } from "../../../src/core/report/contained.ts";
import type { Kludge } from "../../../src/core/model/kludge.ts";
import type { Outage } from "../../../src/core/model/incident.ts";
import { at, closed, kludge, said } from "../../text/story.ts";

const undone = (id: string, applied: string, settled: string): Kludge => ({
  ...kludge,
  id,
  appliedAt: at(applied),
  settledAt: at(settled),
  state: "undone",
});
const kept: Kludge = { ...undone("K1", "10:00", "10:20"), state: "kept" };
const { appliedAt: _, ...announced } = { ...kludge, state: "announced" as const };
const standing = { ...kludge, appliedAt: at("10:00") };

/** It began at 09:42 and everything worked at 11:02, unless said. */
test.each<readonly [string, readonly Kludge[], readonly [string, string, number]]>([
  ["one, undone before", [undone("K1", "10:03", "10:33")], ["10:03", "10:33", 30]],
  [
    "one, undone long after everything worked",
    [undone("K1", "10:50", "12:00")],
    ["10:50", "11:02", 12],
  ],
  ["one that stays on purpose", [kept], ["10:00", "11:02", 62]],
  ["one that still stands", [standing], ["10:00", "11:02", 62]],
  [
    "two at once",
    [undone("K1", "10:00", "10:30"), undone("K2", "10:20", "10:40")],
    ["10:00", "10:40", 40],
  ],
  [
    "two with a gap",
    [undone("K1", "10:00", "10:10"), undone("K2", "10:20", "10:40")],
    ["10:00", "10:40", 30],
  ],
  [
    "one that was in place before it began",
    [undone("K1", "09:00", "09:52")],
    ["09:42", "09:52", 10],
  ],
])("%s", (_name, kludges, [from, until, minutes]) => {
  expect(containedBy({ ...closed, kludges })).toEqual({
    kludges,
    from: at(from),
    until: at(until),
    seconds: minutes * 60,
  });
});

test.each<readonly [string, readonly Kludge[]]>([
  ["none", []],
  ["one that was never in place", [announced]],
  ["one that came when everything worked", [undone("K1", "11:30", "11:40")]],
])("nothing: %s", (_name, kludges) => {
  expect(containedBy({ ...closed, kludges })).toBeUndefined();
});

test("the good hours between two outages don't count", () => {
  const first: Outage = { from: at("09:42"), stable: at("10:00"), restored: at("10:10") };
  const again = at("10:40");
  const moments = {
    ...closed.moments,
    broken: { ...said("lea", "10:40"), value: again, original: again },
  };
  const incident = {
    ...closed,
    moments,
    outages: [first],
    kludges: [undone("K1", "10:00", "10:50")],
  };
  expect(containedBy(incident)?.seconds).toBe(20 * 60);
});

test("what still stands while it is broken has no end", () => {
  const { restored: _restored, ...moments } = closed.moments;
  expect(containedBy({ ...closed, moments, kludges: [standing] })).toEqual({
    kludges: [standing],
    from: at("10:00"),
    seconds: 0,
  });
});
