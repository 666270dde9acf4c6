import { describe, expect, test } from "vitest";
import { nextWorkingTime } from "../../../src/core/time/working-time.ts";

const timezone = "Europe/Madrid";

describe("F41: when the clocks change", () => {
  test.each([
    ["doesn't exist: an hour later", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z"],
    ["comes twice: the first one", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z"],
    ["has come once already: tomorrow", "2026-10-25T00:45:00Z", "2026-10-26T01:30:00Z"],
  ])("what is due at 02:30, which %s", (_, after, due) => {
    const hours = { days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "23:59" };
    expect(nextWorkingTime({ after, timezone, hours, clock: "02:30" })).toBe(due);
  });
});
