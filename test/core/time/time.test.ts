import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { err, ok } from "../../../src/core/model/result.ts";
import {
  between,
  formatDatedMoment,
  formatMoment,
  isTimezone,
  localDate,
  parseInstant,
  plus,
} from "../../../src/core/time/time.ts";
import { formatDuration, parseDuration } from "../../../src/core/time/duration.ts";
import { parseMoment } from "../../../src/core/time/parse-moment.ts";

const MADRID = "Europe/Madrid";

describe("parseInstant", () => {
  test.each([
    ["2026-02-15T09:42:00Z", "2026-02-15T09:42:00Z"],
    ["2026-02-15T09:42:59.999Z", "2026-02-15T09:42:59Z"],
    ["2026-02-15T10:42:00+01:00", "2026-02-15T09:42:00Z"],
    ["2026-02-15T09:42:00.123456789Z", "2026-02-15T09:42:00Z"],
    ["2026-02-30T09:42:00Z", undefined],
    ["2026-02-15", undefined],
    ["2026-02-15T09:42:00", undefined],
    ["yesterday", undefined],
    ["", undefined],
  ])("reads %j as %j", (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });
});

describe("parseDuration", () => {
  test.each([
    ["90s", 90],
    ["10m", 600],
    ["10M", 600],
    ["1h30m", 5400],
    ["2d", 172_800],
    ["30d", 2_592_000],
    ["31d", undefined],
    ["0m", undefined],
    ["1h 30m", 5400],
    ["30m1h", undefined],
    ["10", undefined],
    ["10x", undefined],
    ["-5m", undefined],
    ["", undefined],
  ])("reads %j as %j seconds", (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });
});

test.each([
  [1, "1 second"],
  [90, "90 seconds"],
  [60, "1 minute"],
  [1092, "18 minutes"],
  [3600, "1 hour"],
  [5400, "1 h 30 min"],
  [7200, "2 hours"],
  [86_400, "1 day"],
  [97_200, "1 d 3 h"],
  [172_800, "2 days"],
  [-5, "0 seconds"],
])("%i seconds read as %j", (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

describe("parseMoment in Madrid", () => {
  test.each([
    ["a clock time is today's", "10:40", "2026-02-15T10:00:00Z", "2026-02-15T09:40:00Z"],
    ["a later one is yesterday's", "23:50", "2026-02-14T23:10:00Z", "2026-02-14T22:50:00Z"],
    ["clocks may differ by 5 minutes", "11:05", "2026-02-15T10:00:00Z", "2026-02-15T10:05:00Z"],
    ["but not by 6", "11:06", "2026-02-15T10:00:00Z", "2026-02-14T10:06:00Z"],
    ["also over midnight", "00:01", "2026-02-15T22:58:00Z", "2026-02-15T23:01:00Z"],
    ["UTC is UTC", "09:40 UTC", "2026-02-15T10:00:00Z", "2026-02-15T09:40:00Z"],
    ["Z is UTC", "09:40Z", "2026-02-15T10:00:00Z", "2026-02-15T09:40:00Z"],
    ["seconds count", "9:40:30", "2026-02-15T10:00:00Z", "2026-02-15T08:40:30Z"],
    ["a date is its own", "2026-02-10 10:40", "2026-02-15T10:00:00Z", "2026-02-10T09:40:00Z"],
    ["a T does as well", "2026-02-10T10:40:05Z", "2026-02-15T10:00:00Z", "2026-02-10T10:40:05Z"],
    ["a date may be future", "2026-03-01 10:40", "2026-02-15T10:00:00Z", "2026-03-01T09:40:00Z"],
    ["ago counts back", "15m ago", "2026-02-15T10:00:00Z", "2026-02-15T09:45:00Z"],
    ["ago may be left out", "3h", "2026-02-15T10:00:00Z", "2026-02-15T07:00:00Z"],
    ["now is now", " Now ", "2026-02-15T10:00:00Z", "2026-02-15T10:00:00Z"],
    ["a repeated hour is its first", "02:30", "2026-10-25T00:40:00Z", "2026-10-25T00:30:00Z"],
    ["or its second, once it is over", "02:30", "2026-10-25T02:00:00Z", "2026-10-25T01:30:00Z"],
    ["also with its date", "2026-10-25 02:30", "2026-10-25T02:00:00Z", "2026-10-25T01:30:00Z"],
    ["before the gap it is yesterday's", "02:30", "2026-03-29T00:30:00Z", "2026-03-28T01:30:00Z"],
  ])("%s: %j at %s", (...[, text, at, moment]) => {
    expect(parseMoment(text, { at, timezone: MADRID })).toEqual(ok(moment));
  });

  test.each([
    ["02:30", "2026-03-29T10:00:00Z"],
    ["2026-03-29 02:30", "2026-02-15T10:00:00Z"],
  ])("%j at %s was skipped by the clocks", (text, at) => {
    expect(parseMoment(text, { at, timezone: MADRID })).toEqual(err({ reason: "skipped" }));
  });

  test.each(["", "soon", "25:00", "10:60", "10", "2026-02-30 10:40", "ago", "1e3m ago"])(
    "%j is no moment",
    (text) => {
      const at = "2026-02-15T10:00:00Z";
      expect(parseMoment(text, { at, timezone: MADRID })).toEqual(err({ reason: "unreadable" }));
    },
  );
});

describe("formatMoment", () => {
  test.each([
    ["2026-02-15T09:42:00Z", MADRID, undefined, "09:42 UTC (10:42 Europe/Madrid)"],
    ["2026-02-15T09:42:00Z", "UTC", undefined, "09:42 UTC"],
    [
      "2026-02-15T23:42:00Z",
      MADRID,
      undefined,
      "2026-02-15 23:42 UTC (2026-02-16 00:42 Europe/Madrid)",
    ],
    ["2026-02-15T09:42:00Z", MADRID, "2026-02-15T12:00:00Z", "09:42 UTC (10:42 Europe/Madrid)"],
    [
      "2026-02-15T09:42:00Z",
      MADRID,
      "2026-02-16T12:00:00Z",
      "2026-02-15 09:42 UTC (10:42 Europe/Madrid)",
    ],
    ["2026-02-15T09:42:00Z", "UTC", "2026-02-16T12:00:00Z", "2026-02-15 09:42 UTC"],
  ])("shows %s in %s, seen from %s, as %j", (...[instant, timezone, reference, text]) => {
    const seen = reference === undefined ? {} : { reference };
    expect(formatMoment(instant, timezone, seen)).toBe(text);
  });

  test("shows the date when asked", () => {
    expect(formatDatedMoment("2026-02-15T09:42:00Z", MADRID)).toBe(
      "2026-02-15 09:42 UTC (10:42 Europe/Madrid)",
    );
  });
});

test.each([
  ["UTC", true],
  [MADRID, true],
  ["Asia/Kolkata", true],
  ["+01:00", false],
  ["Madrid", false],
  ["", false],
  ["Europe/Madrid\n", false],
])("whether %j is a time zone: %j", (text, is) => {
  expect(isTimezone(text)).toBe(is);
});

test("localDate is the day there", () => {
  expect(localDate("2026-02-15T23:42:00Z", MADRID)).toBe("2026-02-16");
});

const instants = fc
  .integer({ min: Date.UTC(1990, 0), max: Date.UTC(2060, 0) })
  .map((time) => `${new Date(time).toISOString().slice(0, 19)}Z`);
const zones = fc.constantFrom(MADRID, "UTC", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu");

test("between undoes plus", () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: -1e6, max: 1e6 }), (from, duration) => {
      expect(between(from, plus(from, duration))).toBe(duration);
    }),
  );
});

test("what formatDatedMoment shows, parseMoment reads back to the minute", () => {
  fc.assert(
    fc.property(instants, zones, (instant, timezone) => {
      const [shown] = formatDatedMoment(instant, timezone).split(" (");
      const read = parseMoment(shown ?? "", { at: instant, timezone });
      expect(read).toEqual(ok(`${instant.slice(0, 17)}00Z`));
    }),
  );
});

test("a bare clock time is never in the future, and at most two days old", () => {
  fc.assert(
    fc.property(instants, zones, fc.nat(23), (at, timezone, hour) => {
      const read = parseMoment(`${hour}:30`, { at, timezone });
      if (!read.ok) return;
      const age = between(read.value, at);
      expect(age >= -300 && age <= 2 * 86_400).toBe(true);
    }),
  );
});

/** Any UTF-16, halves of characters too. */
const anyText = fc
  .array(fc.nat(0xffff), { maxLength: 30 })
  .map((units) => String.fromCharCode(...units));

test("a parser reads any text to an instant, a duration, or nothing", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const at = "2026-02-15T10:00:00Z";
      const moment = parseMoment(text, { at, timezone: MADRID });
      expect(moment.ok ? parseInstant(moment.value) : undefined).toBe(
        moment.ok ? moment.value : undefined,
      );
      expect(parseInstant(text)?.length ?? 20).toBe(20);
      expect(parseDuration(text) ?? 1).toBeGreaterThan(0);
      expect(isTimezone(` ${text}`)).toBe(false);
    }),
  );
});
