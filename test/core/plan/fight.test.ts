import { describe, expect, test } from "vitest";
import { writesOf } from "../../settle.ts";
import type { Step } from "../../story.ts";
import { formatThread } from "../../thread.ts";
import { acts, says, told } from "../record/decided.ts";

const BEGUN: readonly Step[] = [says("10:01 lea: /checking")];

/** The same act again and again; the bot is run after each. */
function rounds(count: number, minutes: number, step: Omit<Step, "at">): readonly Step[] {
  return Array.from({ length: count }, (_, index) => ({
    ...acts("10:02", step),
    at: new Date(Date.parse("2026-02-15T10:02:00Z") + index * minutes * 60_000)
      .toISOString()
      .replace(".000Z", "Z"),
  }));
}

const MONTH = 30 * 24 * 60;
const STALE = { by: "stale[bot]", close: "not_planned" } as const;
const LABELER = { by: "labeler[bot]", unlabel: "dakor:diagnose" } as const;

describe("what is undone again and again", () => {
  test.each([
    ["a bot that closes", STALE, 1, "reopen"],
    ["a bot that closes once a month", STALE, MONTH, "reopen"],
    ["a workflow that closes", { ...STALE, by: "github-actions[bot]" }, 1, "reopen"],
    ["a workflow with the bot's own account", { ...STALE, by: "dakor[bot]" }, MONTH, "reopen"],
    ["a bot that takes a label off", LABELER, 1, "add-label"],
    ["a bot that takes a label off once a month", LABELER, MONTH, "add-label"],
    [
      "a bot that takes the incident's label off",
      { ...LABELER, unlabel: "incident" },
      5,
      "add-label",
    ],
    [
      "a bot that sets another phase",
      { by: "labeler[bot]", label: "dakor:report" },
      1,
      "remove-label",
    ],
    ["a person who closes it", { by: "lea", close: "completed" }, 5, "reopen"],
    ["a person who takes a label off", { by: "lea", unlabel: "dakor:diagnose" }, 5, "add-label"],
    ["a stranger who closes it", { by: "mia", close: "completed" }, 5, "reopen"],
  ] as const)(
    "by %s is put right three times, and then left to people",
    (...[, step, every, repair]) => {
      const of = told([...BEGUN, ...rounds(6, every, step)]);
      const repairs = of.log
        .slice(-6)
        .flatMap(({ writes }) => writes.filter(({ type }) => type === repair));
      expect(repairs).toHaveLength(3);
      expect(
        of.log
          .slice(-2)
          .flatMap(({ writes }) => writes.filter(({ type }) => type !== "edit-comment")),
      ).toEqual([]);
      expect(formatThread(of)).toMatch(/again and again, so from now on I leave/);
      expect(writesOf(of.world)).toEqual([]);
    },
  );

  test("by people who take their time is put right each time", () => {
    const of = told([...BEGUN, ...rounds(6, 45, { by: "mia", unlabel: "dakor:diagnose" })]);
    expect(formatThread(of)).not.toMatch(/from now on I leave/);
    expect(of.world.snapshot.issue.labels).toContain("dakor:diagnose");
  });

  test("by a stranger who takes the incident's own label off is put right each time", () => {
    const of = told([...BEGUN, ...rounds(6, 5, { by: "mia", unlabel: "incident" })]);
    expect(formatThread(of)).not.toMatch(/from now on I leave/);
    expect(of.world.snapshot.issue.labels).toContain("incident");
  });

  test.each([
    ["closes it", STALE, "A bot (**stale**) closed this; a person has to."],
    ["takes a label off", LABELER, "**labeler** is a bot and took the label `dakor:diagnose` off."],
  ] as const)("a bot that %s is spoken of once", (...[, step, words]) => {
    const of = told([...BEGUN, ...rounds(6, MONTH, step)]);
    expect(formatThread(of).split(words)).toHaveLength(2);
  });

  test("goes on where a person puts it right", () => {
    const of = told([
      ...BEGUN,
      ...rounds(5, 1, LABELER),
      acts("10:20", { label: "dakor:diagnose" }),
      acts("10:21", LABELER),
    ]);
    expect(of.world.snapshot.issue.labels).toContain("dakor:diagnose");
    expect(formatThread(of)).not.toMatch(/from now on I leave/);
  });
});
