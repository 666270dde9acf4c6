import { describe, expect, test } from "vitest";
import { codeKludgesIn, isDueCode, stateOfCode } from "../../../src/core/model/code-kludge.ts";
import type { IncidentFate } from "../../../src/core/model/code-kludge.ts";

/** With a sign for the word, so that this file has no mark itself. */
const marksIn = (line: string): ReturnType<typeof codeKludgesIn> =>
  codeKludgesIn(line.replaceAll("@", "KLUDGE"));

describe("a line of code", () => {
  test.each([
    ["// @(#42)", [{ incident: 42 }]],
    ["# @(#42): cards are hidden", [{ incident: 42 }]],
    ["/* @( #42 ) */", [{ incident: 42 }]],
    ["-- @(#42, until 2027-03-01)", [{ incident: 42, until: "2027-03-01" }]],
    ["@(#42 until 2027-03-01)", [{ incident: 42, until: "2027-03-01" }]],
    ["@(#42 K2)", [{ incident: 42, kludge: "K2" }]],
    ["@(#42, k2, until 2027-03-01)", [{ incident: 42, kludge: "K2", until: "2027-03-01" }]],
    ["@(#42) @(#43)", [{ incident: 42 }, { incident: 43 }]],
    ["@(42)", ["unreadable"]],
    ["@(#42 until tomorrow)", ["unreadable"]],
    ["@(#42, until 2027-02-30)", ["unreadable"]],
    ["@(#42 because of the cards)", ["unreadable"]],
    ["@(#42", [{ incident: 42 }]],
    ["@(#0)", ["unreadable"]],
    ["@(x)", []],
    ["@()", []],
    ["@: later", []],
    ["NO_@(#42)", []],
    ["kludge(#42)", []],
  ])("%s", (line, marks) => {
    expect(marksIn(line)).toEqual(marks);
  });
});

const over = (...states: readonly string[]): IncidentFate => ({
  is: "over",
  kludges: states.map((state, index) => ({ id: `K${index + 1}`, state })),
});

describe("on 2027-03-01,", () => {
  test.each<readonly [string, IncidentFate | undefined, string]>([
    ["@(#42)", undefined, "unknown"],
    ["@(#42)", { is: "open" }, "open"],
    ["@(#42, until 2027-03-01)", { is: "open" }, "open"],
    ["@(#42, until 2027-02-28)", { is: "open" }, "expired, due"],
    ["@(#42, until 2027-02-28)", undefined, "expired, due"],
    ["@(#42)", { is: "missing" }, "no-incident, due"],
    ["@(#42)", over("undone"), "over, due"],
    ["@(#42)", over("standing"), "over, due"],
    ["@(#42)", over("undone", "kept"), "kept"],
    ["@(#42 K1)", over("undone", "kept"), "over, due"],
    ["@(#42 K2)", over("undone", "kept"), "kept"],
    ["@(#42 K2, until 2027-02-28)", over("undone", "kept"), "expired, due"],
    ["@(#42 K3)", over("undone", "kept"), "no-kludge, due"],
    ["@(#42)", over(), "no-kludge, due"],
  ])("%s of %j is %s", (line, fate, state) => {
    const [mark] = marksIn(line);
    if (mark === undefined || mark === "unreadable") throw new Error("It can be read.");
    const found = stateOfCode(mark, { fate, today: "2027-03-01" });
    expect(isDueCode(found) ? `${found}, due` : found).toBe(state);
  });
});
