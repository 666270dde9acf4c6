import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterQuietHours } from "../../../src/core/time/quiet-hours.ts";
import { localClock } from "../../../src/core/time/wall-clock.ts";
import { plus } from "../../../src/core/time/time.ts";

const NIGHT = { from: "22:00", to: "07:00" };

describe("what falls into the quiet hours waits for their end", () => {
  test.each([
    // An ordinary night, and its edges.
    ["Europe/Madrid", NIGHT, "2026-02-10T20:59:59Z", "2026-02-10T20:59:59Z"],
    ["Europe/Madrid", NIGHT, "2026-02-10T21:00:00Z", "2026-02-11T06:00:00Z"],
    ["Europe/Madrid", NIGHT, "2026-02-11T03:00:00Z", "2026-02-11T06:00:00Z"],
    ["Europe/Madrid", NIGHT, "2026-02-11T06:00:00Z", "2026-02-11T06:00:00Z"],
    ["UTC", NIGHT, "2026-02-10T23:30:00Z", "2026-02-11T07:00:00Z"],
    // Hours of one day.
    ["UTC", { from: "12:00", to: "14:00" }, "2026-02-10T12:30:00Z", "2026-02-10T14:00:00Z"],
    ["UTC", { from: "12:00", to: "14:00" }, "2026-02-10T14:00:00Z", "2026-02-10T14:00:00Z"],
    ["UTC", { from: "12:00", to: "14:00" }, "2026-02-10T02:00:00Z", "2026-02-10T02:00:00Z"],
    // The same twice: none.
    ["UTC", { from: "00:00", to: "00:00" }, "2026-02-10T00:00:00Z", "2026-02-10T00:00:00Z"],
    // Summer time begins and ends within the night.
    ["Europe/Madrid", NIGHT, "2026-03-28T22:30:00Z", "2026-03-29T05:00:00Z"],
    ["Europe/Madrid", NIGHT, "2026-10-24T21:30:00Z", "2026-10-25T06:00:00Z"],
    ["America/New_York", NIGHT, "2026-03-08T04:00:00Z", "2026-03-08T11:00:00Z"],
    ["America/New_York", NIGHT, "2026-11-01T03:00:00Z", "2026-11-01T12:00:00Z"],
    ["Australia/Lord_Howe", NIGHT, "2026-10-03T12:00:00Z", "2026-10-03T20:00:00Z"],
    ["Australia/Lord_Howe", NIGHT, "2026-04-04T12:00:00Z", "2026-04-04T20:30:00Z"],
    // A zone without it, on the same days.
    ["Asia/Tokyo", NIGHT, "2026-03-28T14:00:00Z", "2026-03-28T22:00:00Z"],
    ["Asia/Tokyo", NIGHT, "2026-10-24T14:00:00Z", "2026-10-24T22:00:00Z"],
    // The end itself is skipped, or comes twice.
    [
      "Europe/Madrid",
      { from: "22:00", to: "02:30" },
      "2026-03-29T00:50:00Z",
      "2026-03-29T01:00:00Z",
    ],
    [
      "Europe/Madrid",
      { from: "22:00", to: "02:30" },
      "2026-10-25T00:10:00Z",
      "2026-10-25T00:30:00Z",
    ],
    [
      "Europe/Madrid",
      { from: "22:00", to: "02:30" },
      "2026-10-25T01:10:00Z",
      "2026-10-25T01:30:00Z",
    ],
    [
      "Australia/Lord_Howe",
      { from: "22:00", to: "02:15" },
      "2026-10-03T15:00:00Z",
      "2026-10-03T15:30:00Z",
    ],
    // A day that never was.
    ["Pacific/Apia", NIGHT, "2011-12-30T08:30:00Z", "2011-12-30T17:00:00Z"],
  ])("%s %o: %s is told at %s", (...[timezone, hours, moment, told]) => {
    expect(afterQuietHours(moment, { hours, timezone })).toBe(told);
  });
});

const clocks = fc
  .integer({ min: 0, max: 95 })
  .map((quarter) => new Date(quarter * 900_000).toISOString().slice(11, 16));
const asked = fc.record({
  moment: fc
    .integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) })
    .map((time) => `${new Date(time).toISOString().slice(0, 19)}Z`),
  timezone: fc.constantFrom(
    "Europe/Madrid",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Antarctica/Troll",
  ),
  hours: fc.record({ from: clocks, to: clocks }),
});

test("it is never quiet at the end, and always up to it", () => {
  fc.assert(
    fc.property(asked, fc.double({ min: 0, max: 1, noNaN: true }), (given, part) => {
      const { moment, timezone, hours } = given;
      const told = afterQuietHours(moment, { hours, timezone });
      expect(isQuiet(told, hours, timezone)).toBe(false);
      const wait = (Date.parse(told) - Date.parse(moment)) / 1000;
      expect(wait).toBeGreaterThanOrEqual(0);
      if (wait === 0) return;
      const before = plus(moment, Math.floor((wait - 1) * part));
      expect(isQuiet(before, hours, timezone)).toBe(true);
      expect(afterQuietHours(before, { hours, timezone }) <= told).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

function isQuiet(at: string, { from, to }: typeof NIGHT, timezone: string): boolean {
  const clock = localClock(at, timezone);
  return from <= to ? from <= clock && clock < to : clock >= from || clock < to;
}
