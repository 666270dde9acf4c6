import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { between } from "../../../src/core/time/time.ts";
import { nextWorkingTime } from "../../../src/core/time/working-time.ts";

const MADRID = "Europe/Madrid";
const OFFICE = { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };

describe("working time", () => {
  test.each([
    ["Friday evening", "2026-02-13T20:00:00Z", "2026-02-16T09:00:00Z"],
    ["Saturday", "2026-02-14T20:00:00Z", "2026-02-16T09:00:00Z"],
    ["Monday before work", "2026-02-16T05:00:00Z", "2026-02-17T09:00:00Z"],
    ["the eve of summer time", "2026-03-27T20:00:00Z", "2026-03-30T08:00:00Z"],
    ["the eve of winter time", "2026-10-23T20:00:00Z", "2026-10-26T09:00:00Z"],
  ])("after %s a report is due the next working day at 10:00", (_, after, due) => {
    expect(nextWorkingTime({ after, timezone: MADRID, hours: OFFICE, clock: "10:00" })).toBe(due);
  });

  test("without a clock time, work begins when the hours say", () => {
    const after = "2026-02-13T20:00:00Z";
    expect(nextWorkingTime({ after, timezone: "UTC", hours: OFFICE })).toBe("2026-02-16T09:00:00Z");
  });

  test.each([
    ["before work: when it begins", "07:30", "2026-02-16T09:00:00Z"],
    ["when work begins", "09:00", "2026-02-16T09:00:00Z"],
    ["when it ends", "17:00", "2026-02-16T17:00:00Z"],
    ["a minute later: when it ends", "17:01", "2026-02-16T17:00:00Z"],
    ["late at night: when it ends", "23:59", "2026-02-16T17:00:00Z"],
  ])("what is due %s", (_, clock, due) => {
    const after = "2026-02-13T20:00:00Z";
    expect(nextWorkingTime({ after, timezone: "UTC", hours: OFFICE, clock })).toBe(due);
  });
});

const instants = fc
  .integer({ min: Date.UTC(1990, 0), max: Date.UTC(2060, 0) })
  .map((time) => `${new Date(time).toISOString().slice(0, 19)}Z`);
const clocks = fc
  .integer({ min: 0, max: 1439 })
  .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
const hoursOfWork = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    times: fc.tuple(clocks, clocks).filter(([from, to]) => from !== to),
  })
  .map(({ days, times }) => {
    const [from = "", to = ""] = times.toSorted();
    return { days, from, to };
  });
/** Half an hour of summer time, none in Ramadan, two hours, a day that never was, and eleven years of double summer. */
const oddZones = fc.constantFrom(
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Antarctica/Troll",
  "Pacific/Apia",
  "America/Sao_Paulo",
  "Asia/Kathmandu",
  "Pacific/Kiritimati",
  "Etc/GMT+12",
  "Europe/Madrid",
);
const asked = fc.record({ after: instants, timezone: oddZones, hours: hoursOfWork, clock: clocks });

test("a report is never due on a day off, outside of the hours, or before the next day", () => {
  fc.assert(
    fc.property(asked, ({ after, timezone, hours, clock }) => {
      const due = nextWorkingTime({ after, timezone, hours, clock });
      const [date = "", time = ""] = shownIn(due, timezone);
      expect(hours.days).toContain(((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1);
      expect(hours.from <= time && time <= hours.to).toBe(true);
      expect(date > (shownIn(after, timezone)[0] ?? "")).toBe(true);
      expect(between(after, due)).toBeLessThan(15 * 24 * 60 * 60);
    }),
    { numRuns: 500 },
  );
});

test("where clocks jumped over a day, or all of its hours, it is the next day that has them", () => {
  const friday = { after: "2011-12-29T20:00:00Z", timezone: "Pacific/Apia", clock: "10:00" };
  const hours = { ...OFFICE, days: [5] };
  expect(nextWorkingTime({ ...friday, hours })).toBe("2012-01-05T20:00:00Z");
  const sunday = { after: "2026-03-28T12:00:00Z", timezone: MADRID, clock: "02:30" };
  const night = { days: [7], from: "02:00", to: "02:59" };
  expect(nextWorkingTime({ ...sunday, hours: night })).toBe("2026-04-05T00:30:00Z");
});

function shownIn(at: string, timeZone: string): readonly string[] {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" })
    .format(new Date(at))
    .split(" ");
}
