import { expect, test } from "vitest";

import { parseDuration } from "../../../src/core/time/duration.ts";
import { parseMoment } from "../../../src/core/time/parse-moment.ts";
import { DURATIONS, MOMENTS, SAID_AT } from "../../../scripts/reference/time-examples.ts";

test.each(MOMENTS)("%j is the moment %j", (typed, moment) => {
  const read = parseMoment(typed, { at: SAID_AT, timezone: "UTC" });
  expect(read.ok ? read.value : "").toBe(moment);
});

test.each(DURATIONS)("%j lasts %i seconds", (typed, seconds) => {
  expect(parseDuration(typed) ?? 0).toBe(seconds);
});
