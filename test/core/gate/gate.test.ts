import { describe, expect, test } from "vitest";
import { GATE_REASONS, decideWithoutFiles, decision } from "../../../src/core/gate/gate.ts";
import { decideGate } from "../../../src/core/gate/decide-gate.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { at, pull } from "../../text/story.ts";
import {
  ask,
  asPull,
  answer,
  expected,
  files,
  incident,
  input,
  override,
  renamed,
} from "./gate-case.ts";
import { told, unlisted } from "./gate-case.ts";
import type { Case } from "./gate-case.ts";

/*
 * Every way in which gates go wrong elsewhere (the last section of the design) and the threats T21 to T35 that the
 * decision answers by itself. Those that only a whole process shows are elsewhere:
 *
 * | what goes wrong                                         | shown by                                            |
 * | ------------------------------------------------------- | --------------------------------------------------- |
 * | path filters leave a required check pending (T33)       | test/docs/workflows.test.ts                         |
 * | skipped jobs count as success (T33)                     | test/docs/workflows.test.ts                         |
 * | cancelled runs                                          | test/docs/workflows.test.ts                         |
 * | fork tokens; stale payloads; 30, 300, 3,000 file pages  | test/action/bundle.test.ts                          |
 * | checks in the wrong suite; one head, two pull requests  | test/github/check/check-publisher.test.ts, renew.test.ts   |
 * | forged checks and statuses of the same name (T27, T28)  | test/github/check/check-publisher.test.ts                  |
 * | force-push between listing and posting                  | test/github/gate/judge-gate.test.ts; its code here       |
 * | bot pull requests without checks                        | docs/how-to/block-merges.md; the App has its events |
 * | direct pushes past the gate                             | test/github/check/recheck.test.ts                           |
 * | labels, closings, overrides, reports as history (T23…)  | test/core/gate/gate-history.test.ts                      |
 */

const many = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `docs/${index}.md`);
const other = { ...incident, number: 57 };
const overridden = { ...incident, overrides: [override] };
const broken = { config: parseConfig("timezone: Madrid\n") };
const brokenBy = (login: string, isBot = false) => ({
  ...broken,
  ...asPull({ author: { login, isBot } }),
});
const CONFIG = ".github/dakor.yml";

const INCIDENTS: readonly Case[] = [
  ["a change in the paths", {}, {}, "report_missing"],
  ["a change elsewhere", {}, files("docs/help.md"), "paths_clear"],
  ["an empty pull request", {}, files(), "paths_clear"],
  ["no paths hold nothing", told({ paths: [] }), {}, "paths_clear"],
  ["the worst of two", { incidents: [overridden, other] }, {}, "report_missing"],
  ["T34 green before the incident opened", { incidents: [] }, {}, "paths_clear"],
  ["a drill", told({ isDrill: true }), {}, "paths_clear"],
  ["a false alarm", told({ status: "dismissed" }), {}, "paths_clear"],
  ["a stranger's label", told({ status: "candidate" }), {}, "paths_clear"],
  ["an open incident", told({ isClosed: false }), {}, "report_missing"],
  ["a closed incident without its report", told({ isClosed: true }), {}, "report_missing"],
  ["a reported incident lets go by itself", told({ isReported: true }), {}, "paths_clear"],
];

const overriding = told({ overrides: [override] });
const FILES: readonly Case[] = [
  ["30 files: the 31st", {}, files(...many(30), "src/checkout/a.ts"), "report_missing"],
  ["300 files: the 301st", {}, files(...many(300), "src/checkout/a.ts"), "report_missing"],
  ["T32 3,000 files: the rest may be anything", {}, unlisted(...many(3000)), "files_unlisted"],
  ["3,000 files: what is known is known", {}, unlisted("src/checkout/a.ts"), "report_missing"],
  ["T32 3,000 files: an override", overriding, unlisted(...many(3000)), "overridden"],
  ["3,000 files: no paths", told({ paths: [] }), unlisted(...many(3000)), "paths_clear"],
  ["T31 a rename out of it", {}, renamed("src/pay.ts", "src/checkout/pay.ts"), "report_missing"],
  ["T31 a rename into it", {}, renamed("src/checkout/pay.ts", "src/pay.ts"), "report_missing"],
  ["T31 a change of case", {}, renamed("SRC/CHECKOUT/a", "src/checkout/a"), "report_missing"],
  ["T31 a submodule or link in its place", {}, files("src/checkout"), "report_missing"],
  ["T31 a dot file", {}, files("src/checkout/.env"), "report_missing"],
  ["T31 case counts", {}, files("src/CHECKOUT/pay.ts"), "paths_clear"],
  ["a path that only begins alike", {}, files("src/checkout-old/pay.ts"), "paths_clear"],
];

const configIsTagged = { ...broken, ...told({ paths: [".github/"] }) };
const remembered = told({ isRemembered: true });
const CONFIGURATION: readonly Case[] = [
  ["T29 read from the head", {}, files(CONFIG, "src/checkout/pay.ts"), "report_missing"],
  ["broken", broken, {}, "config_invalid"],
  ["broken, but remembered: in the paths", { ...broken, ...remembered }, {}, "report_missing"],
  [
    "broken, but remembered: elsewhere",
    { ...broken, ...remembered },
    files("docs/help.md"),
    "paths_clear",
  ],
  [
    "broken, and one of two remembers",
    { ...broken, incidents: [...(remembered.incidents ?? []), other] },
    files("docs/help.md"),
    "config_invalid",
  ],
  ["F42: broken, and no incident", { ...broken, incidents: [] }, {}, "config_invalid"],
  ["its own repair", broken, files(CONFIG, ".github/dakor/report.md"), "paths_clear"],
  ["a repair by nobody", brokenBy("mia"), files(CONFIG), "config_invalid"],
  ["a repair by a bot", brokenBy("lea", true), files(CONFIG), "config_invalid"],
  ["a repair and more", broken, files(CONFIG, "src/a.ts"), "config_invalid"],
  ["a repair by renaming", broken, renamed(".github/dakor/a", "src/a"), "config_invalid"],
  ["a repair of unlisted files", broken, unlisted(CONFIG), "config_invalid"],
  ["a repair of what broke", configIsTagged, files(CONFIG), "report_missing"],
  ["F43: none, but an incident", { config: parseConfig(undefined) }, {}, "report_missing"],
];

test.each(INCIDENTS)("incidents: %s", (...row) => {
  expect(answer(...row)).toBe(expected(...row));
});
test.each(FILES)("files: %s", (...row) => {
  expect(answer(...row)).toBe(expected(...row));
});
test.each(CONFIGURATION)("configuration: %s", (...row) => {
  expect(answer(...row)).toBe(expected(...row));
});

test("a decision without files lets nothing pass that files would hold", () => {
  for (const [name, asked, , reason] of [...INCIDENTS, ...FILES, ...CONFIGURATION]) {
    const early = decideWithoutFiles({ ...input, ...asked });
    const isSame = early === undefined || (early.verdict === "pass" && reason === "paths_clear");
    expect([name, isSame]).toEqual([name, true]);
  }
  expect(decideWithoutFiles({ ...input, incidents: [] })?.reason).toBe("no_unreported_incident");
  const unset = { ...input, incidents: [], config: parseConfig(undefined) };
  expect(decideWithoutFiles(unset)?.reason).toBe("not_configured");
});

test("retargeted and stacked: the base makes no difference, nor does what the payload said", () => {
  const keys = Object.keys(pull(1));
  expect(keys.filter((key) => /base|mergeCommit/i.test(key))).toEqual([]);
  expect(ask(asPull({ state: "closed" }), {})).toEqual(ask({}, {}));
});

test("T34 an incident opens: exactly the three of fifty that touch it turn red", () => {
  const pulls = Array.from({ length: 50 }, (_, index) => ({
    ...files(index % 20 === 7 ? "src/checkout/pay.ts" : `src/other/${index}.ts`),
  }));
  const before = pulls.map((listed) => decideGate({ ...input, incidents: [] }, listed).verdict);
  const after = pulls.map((listed) => decideGate(input, listed).verdict);
  expect(before.filter((verdict) => verdict !== "pass")).toEqual([]);
  expect(after.flatMap((verdict, index) => (verdict === "hold" ? [index] : []))).toEqual([
    7, 27, 47,
  ]);
});

test("a head that moved, and an unreadable GitHub, never pass", () => {
  for (const reason of ["ref_changed", "unavailable"] as const) {
    expect(decision(input, reason)).toMatchObject({ verdict: "unavailable", pull: 140 });
  }
});

describe("the decision explains itself", () => {
  test("by files for each path, the first twenty and their number", () => {
    const paths = Array.from({ length: 25 }, (_, index) => `src/checkout/${index}.ts`);
    const asked = told({ paths: ["src/checkout/", "**/7.ts", "docs/"] });
    const [hit] = ask(asked, files(...paths, ...paths)).incidents;
    expect(hit?.paths).toEqual([
      { pattern: "src/checkout/", files: paths.slice(0, 20), count: 25 },
      { pattern: "**/7.ts", files: ["src/checkout/7.ts"], count: 1 },
    ]);
    expect(hit?.filesCount).toBe(25);
  });

  test("by who lets it pass, why, and until when", () => {
    const until = at("13:00");
    const { incidents } = ask(told({ overrides: [{ ...override, until }] }), {});
    expect(incidents[0]?.exemption).toEqual({
      reason: "overridden",
      by: "lea",
      because: "it only rounds",
      until,
    });
  });

  test("by the commit that was judged", () => {
    const { headOid: head } = input.pull;
    expect(ask({}, {})).toMatchObject({ schema_version: 1, pull: 140, head });
  });

  test("by the incidents that may be touched where files are missing", () => {
    const { incidents } = ask({}, unlisted("a"));
    expect(incidents).toMatchObject([{ incident: 42, filesCount: 0, paths: [{ count: 0 }] }]);
  });
});

test("every reason has its verdict and its words", () => {
  for (const [reason, { verdict, says }] of Object.entries(GATE_REASONS)) {
    expect(reason).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
    expect(["pass", "hold", "unavailable"]).toContain(verdict);
    expect(says).toMatch(/^[A-Z].*\.$/);
  }
});
