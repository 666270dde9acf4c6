import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/core/command.ts";
import type { CommandName } from "../../src/core/command.ts";
import type { Refusal } from "../../src/core/refusal.ts";
import { parseCommands } from "../../src/core/parse-commands.ts";
import { parseMoment } from "../../src/core/time.ts";
import { correctedLine, example } from "../../src/text/corrected-line.ts";
import { renderRefusal } from "../../src/text/refusal.ts";
import { at, kludge } from "./story.ts";

const clock = { timezone: "Europe/Madrid", reference: at("09:42") };
const other = { fact: "started", at: "2026-02-15T09:42:30Z" } as const;

const REFUSALS: readonly (readonly [string, Refusal, string | undefined])[] = [
  [
    "a misspelt command",
    { reason: "unknown-command", line: "/kluge Cards hidden #12", suggestion: "/kludge" },
    "/kludge Cards hidden #12",
  ],
  [
    "a misspelt command without its text",
    { reason: "unknown-command", line: "/scpoe", suggestion: "/scope" },
    "/scope Customers who pay with a saved card",
  ],
  [
    "a misspelt command that takes none",
    { reason: "unknown-command", line: "/chekcing now", suggestion: "/checking" },
    "/checking",
  ],
  [
    "a misspelt alias",
    { reason: "unknown-command", line: "/mitigatd at 10:40", suggestion: "/mitigated" },
    "/mitigated at 10:40",
  ],
  [
    "a misspelt name after /dakor",
    { reason: "unknown-command", line: "/dakor halp", suggestion: "/dakor help" },
    "/dakor help",
  ],
  [
    "/dakor misspelt",
    { reason: "unknown-command", line: "/dakro help", suggestion: "/dakor" },
    "/dakor help",
  ],
  [
    "/dakor with a time",
    { reason: "unknown-command", line: "/dakor 10:40", suggestion: "/dakor help" },
    "/dakor help",
  ],
  [
    "missing words",
    { reason: "text-missing", line: "/scope", name: "scope" },
    "/scope Customers who pay with a saved card",
  ],
  [
    "too many words",
    { reason: "text-unexpected", line: "/suspect #12 since noon", name: "suspect" },
    "/suspect #12",
  ],
  [
    "a duration that is none",
    { reason: "duration-unreadable", line: "/alert next 9x", name: "alert", typed: "9x" },
    "/alert next 10m",
  ],
  ["eleven commands", { reason: "too-many-commands", line: "/note eleven", count: 11 }, undefined],
  [
    "a severity that is none",
    { reason: "severity-unknown", line: "/severity high", typed: "high" },
    "/severity major",
  ],
  [
    "a time that is none",
    { reason: "moment-unreadable", line: "/stable at 25:99", name: "stable", typed: "25:99" },
    "/stable at 10:40",
  ],
  [
    "a time that the clocks skipped",
    {
      reason: "moment-skipped",
      line: "/started 2026-03-29 02:30",
      typed: "2026-03-29 02:30",
      timezone: "Europe/Madrid",
    },
    "/started 2026-03-29 03:30",
  ],
  [
    "a time to come",
    {
      reason: "moment-future",
      line: "/stable at 23:00 next 30m",
      name: "stable",
      moment: at("22:00"),
    },
    "/stable next 30m",
  ],
  [
    "a time in the wrong order",
    {
      reason: "moment-order",
      line: "/stable at 10:30",
      name: "stable",
      moment: at("09:30"),
      other,
      mustBe: "after",
    },
    "/stable at 2026-02-15 09:42:30 UTC",
  ],
  [
    "a start after the alert",
    {
      reason: "moment-order",
      line: "/started 11:30",
      name: "started",
      moment: at("10:30"),
      other: { fact: "alerted", at: at("10:00") },
      mustBe: "before",
    },
    "/started 2026-02-15 10:00 UTC",
  ],
  [
    "an unknown kludge",
    { reason: "kludge-unknown", line: "/undo K9 #131", typed: "K9", known: ["K1", "K2"] },
    "/undo K2 #131",
  ],
  [
    "a kludge before there is one",
    { reason: "kludge-unknown", line: "/undo K1", typed: "K1", known: [] },
    "/kludge Saved cards hidden behind the flag #124 impact: saved cards are not offered",
  ],
  [
    "a kludge that is gone",
    { reason: "kludge-not-standing", line: "/undo K1", kludge: { ...kludge, state: "undone" } },
    undefined,
  ],
  [
    "a missing reason",
    { reason: "reason-missing", line: "/keep K1", name: "keep" },
    "/keep K1 because …",
  ],
  [
    "a missing pull request",
    { reason: "pull-missing", line: "/rollback", name: "rollback" },
    "/rollback #12",
  ],
  [
    "an unknown pull request",
    { reason: "pull-unknown", line: "/fix #999", name: "fix", pull: 999 },
    undefined,
  ],
  [
    "a rollback of what is not merged",
    { reason: "pull-not-merged", line: "/rollback #12", pull: 12 },
    undefined,
  ],
  ["nobody named", { reason: "person-missing", line: "/lead", name: "lead" }, "/lead @lea"],
  [
    "an unknown phase",
    { reason: "phase-unknown", line: "/skip testing because no time", typed: "testing" },
    "/skip diagnose because no time",
  ],
  [
    "a role that is too low",
    { reason: "role-too-low", line: "/override #140", needed: "maintain" },
    undefined,
  ],
  ["an edited override", { reason: "comment-edited", line: "/override #140" }, undefined],
  [
    "too many paths",
    { reason: "too-many-paths", line: "/paths a", most: 200, longest: 256 },
    undefined,
  ],
  [
    "facts that are missing",
    {
      reason: "facts-missing",
      line: "/alert next 10m",
      phase: "diagnose",
      target: "alert",
      missing: ["severity", "scope"],
    },
    undefined,
  ],
];

describe.each(REFUSALS)("%s", (name, refusal, expected) => {
  test("is answered kindly", async () => {
    const file = name.replace(/\W+/g, "-");
    await expect(`${renderRefusal(refusal, clock)}\n`).toMatchFileSnapshot(
      `golden/refusal/${file}.md`,
    );
  });

  test("is corrected by a line that parses", () => {
    const line = correctedLine(refusal);
    expect(line).toBe(expected);
    const parsed = line === undefined ? [] : parseCommands(line, "incident");
    expect(parsed.map(({ type }) => type)).toEqual(line === undefined ? [] : ["command"]);
  });
});

test("a moment in the right order is read as the moment that it is", () => {
  const moment = "2026-02-15 09:42:30 UTC";
  expect(parseMoment(moment, { at: at("12:00"), timezone: "Europe/Madrid" })).toEqual({
    ok: true,
    value: other.at,
  });
});

test("every command's example parses", () => {
  const names = Object.keys(COMMANDS).filter((name): name is CommandName => name in COMMANDS);
  for (const name of names) {
    expect(parseCommands(example(name), "incident")).toMatchObject([
      { type: "command", command: { name } },
    ]);
  }
});

test("a quoted line can't break out of its code span", () => {
  const refusal: Refusal = {
    reason: "unknown-command",
    line: "/kluge `` ` ``` @lea",
    suggestion: "/kludge",
  };
  expect(renderRefusal(refusal, clock)).toContain("````/kluge `` ` ``` @lea````");
});
