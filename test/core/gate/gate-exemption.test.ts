import { expect, test } from "vitest";
import { mustVerify } from "../../../src/core/gate/gate-exemption.ts";
import type { GateFiles } from "../../../src/core/gate/gate-input.ts";
import type { Kludge } from "../../../src/core/model/kludge.ts";
import type { Vouch } from "../../../src/core/model/timeline.ts";
import { at, said } from "../../text/story.ts";
import { asPull, answer, expected, files, finished, incident, input } from "./gate-case.ts";
import { override, renamed, rollback, told, unlisted } from "./gate-case.ts";
import type { Case } from "./gate-case.ts";

const kludged = (...kludges: readonly Partial<Kludge>[]) =>
  told({ kludges: kludges.map((more) => ({ ...rollback, ...more })) });
/** Somebody with the role wrote the number of a pull request. */
const word = { ...said("lea", "11:45"), head: input.pull.headOid };
const vouched = { by: "lea", source: "IC_9", vouched: word };
const saidByWriter = { by: "john", source: "IC_9" };
const revert = asPull({ title: 'Revert "Save cards (#12)"', body: "Reverts #12, for #42" });
const reverting = (...kludges: readonly Partial<Kludge>[]) => ({
  ...revert,
  ...kludged(...kludges),
});
const kludgeUndone = { ...vouched, pull: 124, undonePull: 140 };
const PAY = "src/checkout/pay.ts";
const reverted = { pull: 12, files: [PAY, "a"], differing: ["a"] };

const NAMES: readonly Case[] = [
  ["a branch: fix", asPull({ head: "hotfix/42", title: "fix: #42" }), {}, "report_missing"],
  ["a branch: report", asPull({ head: "dakor/report-42" }), {}, "report_missing"],
  ["a branch: revert", asPull({ head: "revert-12-x" }), { reverted }, "report_missing"],
  ["a label", asPull({ labels: ["kludge", "dakor:reported"] }), {}, "report_missing"],
  ["a title: no incident knows this revert", revert, { reverted }, "report_missing"],
];

const KLUDGES: readonly Case[] = [
  ["by its own claim", kludged({}), {}, "report_missing"],
  ["a revert, unverified", reverting({}), {}, "report_missing"],
  ["a revert and more", reverting({}), { ...files(PAY, "b"), reverted }, "report_missing"],
  ["a revert that renames", reverting({}), { ...renamed(PAY, "b"), reverted }, "report_missing"],
  ["a revert, not all listed", reverting({}), { ...unlisted(PAY), reverted }, "report_missing"],
  ["a revert of nothing", reverting({}), { ...files(), reverted }, "paths_clear"],
  ["a verified revert", reverting({}), { reverted }, "linked_kludge"],
  ["verified files of no revert", kludged({}), { reverted }, "report_missing"],
  ["a maintainer's word", kludged(vouched), {}, "linked_kludge"],
  ["a writer's word", kludged(saidByWriter), {}, "report_missing"],
  [
    "a writer's word, then a maintainer's",
    kludged({ ...saidByWriter, vouched: word }),
    {},
    "linked_kludge",
  ],
  ["a word of somebody who left since", { ...kludged(vouched), roles: {} }, {}, "linked_kludge"],
  ["another pull request's", kludged({ ...vouched, pull: 141 }), {}, "report_missing"],
  ["a maintainer's own claim", kludged({ by: "lea" }), {}, "report_missing"],
  [
    "slips into /rollback #12",
    reverting({ ...saidByWriter, rollbackOf: 12 }),
    {},
    "report_missing",
  ],
  [
    "is the rollback",
    reverting({ ...saidByWriter, rollbackOf: 12 }),
    { reverted },
    "linked_kludge",
  ],
  ["slips in as the end of K1", reverting(kludgeUndone), {}, "report_missing"],
  ["is the end of K1", reverting(kludgeUndone), { reverted }, "linked_kludge"],
  ["a claim, then a word", kludged({}, { ...vouched, id: "K2" }), {}, "linked_kludge"],
];

const fixed = (
  by: string,
  more: { readonly pull?: number; readonly text?: string; readonly vouched?: Vouch },
) => told({ fixes: [{ ...said(by, "11:45"), ...more }] });
const FIXES: readonly Case[] = [
  [
    "T21 a writer's word links, but exempts nothing",
    fixed("john", { pull: 140 }),
    {},
    "report_missing",
  ],
  ["T21 a maintainer's word", fixed("lea", { pull: 140, vouched: word }), {}, "linked_fix"],
  ["T21 another pull request", fixed("lea", { pull: 999, vouched: word }), {}, "report_missing"],
  ["T21 in words", fixed("lea", { text: "see #140" }), {}, "report_missing"],
];

const given = (...overrides: readonly Partial<typeof override & { readonly until: string }>[]) =>
  told({ overrides: overrides.map((more) => ({ ...override, ...more })) });
const shorter = { at: at("11:50"), until: at("11:55") };
const OVERRIDES: readonly Case[] = [
  ["by a maintainer", given({}), {}, "overridden"],
  ["of another pull request", given({ pull: 141 }), {}, "report_missing"],
  ["T35 before a push", { ...given({}), headSeenAt: at("11:46") }, {}, "report_missing"],
  ["over", given({ until: at("12:00") }), {}, "report_missing"],
  ["not over yet", given({ until: at("12:01") }), {}, "overridden"],
  ["a longer one and a shorter", given({}, shorter), {}, "overridden"],
  ["by somebody who was maintainer then", { ...given({}), roles: {} }, {}, "overridden"],
];

const reports = (...texts: readonly string[]): GateFiles => ({
  ...files(...texts.map((_, index) => `docs/incidents/${index}.md`)),
  reports: texts.map((text, index) => ({ path: `docs/incidents/${index}.md`, text })),
});
const withMore = { ...reports(finished()), ...files("docs/incidents/0.md", PAY) };
const moved = { ...reports(finished()), ...renamed("docs/incidents/0.md", PAY) };
const alike = { ...reports(finished()), ...files("docs/incidents-old/0.md") };
const onBranch = asPull({ head: "dakor/report-42" });
const fromFork = asPull({ head: "dakor/report-42", isLocal: false });
const REPORTS: readonly Case[] = [
  ["complete", onBranch, reports(finished()), "report_pull_request"],
  ["complete, from any branch", {}, reports(finished()), "report_pull_request"],
  ["T30 empty", onBranch, reports(""), "report_incomplete"],
  ["T30 empty, from a fork: exempt from nothing", fromFork, reports(""), "paths_clear"],
  ["T30 with the change", {}, withMore, "report_missing"],
  ["junk", onBranch, reports("<<<<\0{{"), "report_incomplete"],
  ["with a TODO", onBranch, reports(`${finished()}\nTODO: why?`), "report_incomplete"],
  ["of another incident", onBranch, reports(finished(41)), "report_incomplete"],
  ["one of two unfinished", {}, reports(finished(), `${finished()}TODO: x`), "report_incomplete"],
  ["the change becomes a report", {}, moved, "report_missing"],
  ["more files than listed", {}, { ...reports(finished()), isComplete: false }, "files_unlisted"],
  [
    "reports are what broke",
    told({ paths: ["docs/"] }),
    reports(finished()),
    "report_pull_request",
  ],
  ["an old one is corrected", {}, reports(finished(7)), "paths_clear"],
  ["a folder that begins alike", told({ paths: ["**"] }), alike, "report_missing"],
];

test.each(NAMES)("exemption by %s", (...row) => {
  expect(answer(...row)).toBe(expected(...row));
});
test.each(KLUDGES)("a kludge: %s", (...row) => {
  expect(answer(...row)).toBe(expected(...row));
});
test.each(FIXES)("a fix: %s", (...row) => {
  expect(answer(...row)).toBe(expected(...row));
});
test.each(OVERRIDES)("an override: %s", (...row) => {
  expect(answer(...row)).toBe(expected(...row));
});
test.each(REPORTS)("a report: %s", (...row) => {
  expect(answer(...row)).toBe(expected(...row));
});

const isUnsure = (...kludges: readonly Partial<Kludge>[]): boolean =>
  mustVerify({ ...incident, kludges: kludges.map((more) => ({ ...rollback, ...more })) }, input);

test("only what nobody has vouched for must be verified", () => {
  expect(isUnsure()).toBe(false);
  expect(isUnsure(vouched)).toBe(false);
  expect(isUnsure({ pull: 141 })).toBe(false);
  expect(isUnsure({})).toBe(true);
  expect(isUnsure(kludgeUndone)).toBe(true);
  expect(isUnsure({ ...saidByWriter, pull: 140, rollbackOf: 12 })).toBe(true);
});
