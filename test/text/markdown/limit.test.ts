import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outputsOf } from "../../../src/action/outputs.ts";
import type { GateDecision, GateHit } from "../../../src/core/gate/gate.ts";
import { decision } from "../../../src/core/gate/gate.ts";
import { renderComment } from "../../../src/text/comments/comment.ts";
import { renderGate, renderShortGate } from "../../../src/text/gate/gate.ts";
import { LABEL_STYLES } from "../../../src/text/label-style.ts";
import { LIMITS } from "../../../src/core/markdown/text-limits.ts";
import { cutLines, cutTo, isWithin, sizeOf } from "../../../src/text/markdown/limit.ts";
import { commitMessage, renderReportPull } from "../../../src/text/report/report-pull.ts";
import { reportWrites } from "../../../src/text/report/report-write.ts";
import { renderRevert } from "../../../src/text/comments/revert.ts";
import { input } from "../../core/gate/gate-case.ts";
import { hostileDraft } from "../hostile.ts";
import { kludge, pull, repository, view } from "../story.ts";

type Room = Parameters<typeof isWithin>[1];
type LimitName = keyof typeof LIMITS;
type Limit = Parameters<typeof cutTo>[1];

/** Texts whose characters are short, three bytes, four bytes, and escaped to six each. */
const WRITINGS = ["a", "日", "🚒", "{", "\n日", "日本 🚒 {x}\n"];

const LONG = WRITINGS.map((sign) => sign.repeat(100_000 / sign.length));

function hits(sign: string, many: number): readonly GateHit[] {
  const name = sign.repeat(200);
  return Array.from({ length: many }, (_, index) => ({
    incident: index + 1,
    title: name,
    url: `${repository.url}/issues/${index + 1}`,
    paths: [
      {
        pattern: name,
        files: Array.from({ length: 20 }, (__, file) => `${name}/${file}`),
        count: 20,
      },
    ],
    filesCount: 20,
  }));
}

function held(sign: string): GateDecision {
  return { ...decision(input, "report_missing"), incidents: hits(sign, 60) };
}

function misconfigured(sign: string): GateDecision {
  const said = sign.repeat(1000);
  return {
    ...decision(input, "config_invalid"),
    incidents: hits(sign, 60),
    configProblems: Array.from({ length: 60 }, () => ({
      path: said,
      line: 1,
      column: 1,
      expected: said,
      found: said,
    })),
  };
}

const WORDS = WRITINGS.flatMap((sign) =>
  [held(sign), misconfigured(sign)].map((one) => renderGate(one, { repository })),
);

/** What is written under each limit when people write as much, and as oddly, as they can. */
const WRITTEN: Readonly<Record<LimitName, () => readonly string[]>> = {
  comment: () =>
    LONG.flatMap((text) => [
      renderReportPull(hostileDraft(text)).body,
      renderComment({
        kind: "board",
        key: "board",
        view: { ...view, incident: hostileDraft(text).incident },
      }),
      renderComment({
        kind: "reply",
        key: "IC_1",
        view,
        reply: {
          type: "refused",
          source: "IC_1",
          to: "lea",
          refusals: Array.from({ length: 20 }, () => ({
            reason: "unknown-command",
            line: text,
            suggestions: [text],
          })),
        },
      }),
    ]),
  title: () =>
    LONG.flatMap((text) => [
      renderReportPull(hostileDraft(text)).title,
      renderRevert({
        type: "revert",
        pull: pull(1, { title: text }),
        repository,
        incident: 4_200_000,
        issue: "I_1",
        kludge,
      }).title,
    ]),
  checkTitle: () => [...WORDS.map(({ title }) => title), renderShortGate("hold").title],
  checkSummary: () => WORDS.map(({ summary }) => summary),
  // None of these is written; they are told so that nobody has to guess who does one day.
  checkText: () => [],
  annotationDetails: () => [],
  releaseBody: () => [],
  annotationTitle: () => WORDS.flatMap(({ annotations }) => annotations.map(({ title }) => title)),
  annotationMessage: () =>
    WORDS.flatMap(({ annotations }) => annotations.map(({ message }) => message)),
  statusDescription: () => WORDS.map(({ title }) => title),
  labelName: () => Object.keys(LABEL_STYLES),
  labelDescription: () => Object.values(LABEL_STYLES).map(({ description }) => description),
  ref: () =>
    LONG.flatMap((text) =>
      reportWrites(hostileDraft(text)).flatMap((write) =>
        write.type === "create-branch" ? [`refs/heads/${write.branch}`] : [],
      ),
    ),
  commitHeadline: () => LONG.map((text) => commitMessage(hostileDraft(text))),
  jobSummary: () => LONG.map((text) => cutLines(text.repeat(20), LIMITS.jobSummary, "more")),
  workflowCommand: () => LONG.map((text) => cutTo(text, LIMITS.workflowCommand)),
  jobOutput: () =>
    WRITINGS.map((sign) =>
      Object.values(outputsOf({ ...held(sign), incidents: hits(sign, 1500) })).join(""),
    ),
};

function limitOf(name: string): Limit {
  const limits: Readonly<Record<string, Limit>> = LIMITS;
  const limit = limits[name];
  if (limit === undefined) throw new Error(`${name} is no limit`);
  return limit;
}

const UNWRITTEN: ReadonlySet<string> = new Set(["checkText", "annotationDetails", "releaseBody"]);

describe("what GitHub has a limit for is within it, in every writing", () => {
  test.each(Object.entries(WRITTEN))("%s", (name, written) => {
    const limit = limitOf(name);
    const texts = written();
    expect(texts.length > 0).toBe(!UNWRITTEN.has(name));
    expect(texts.filter((text) => !isWithin(text, limit)).map((text) => text.slice(0, 80))).toEqual(
      [],
    );
    expect(texts.every((text) => text.isWellFormed())).toBe(true);
  });
});

const ROOMS: readonly Room[] = [
  { most: 10, unit: "bytes" },
  { most: 10, unit: "characters" },
  { most: 10, unit: "UTF-16 units" },
  { most: 3, unit: "bytes" },
  { most: 0, unit: "characters" },
];

describe("cutting", () => {
  test.each([
    ["ありがとう", [15, 5, 5]],
    ["🚒🚒", [8, 2, 4]],
    ["e\u0301", [3, 2, 2]],
    ["plain", [5, 5, 5]],
    ["", [0, 0, 0]],
  ])("%j is counted as GitHub counts it", (text, sizes) => {
    const units = ["bytes", "characters", "UTF-16 units"] as const;
    expect(units.map((unit) => sizeOf(text, unit))).toEqual(sizes);
  });

  test("keeps what fits, and of anything else a whole beginning", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "é", "日", "🚒", "\n"), maxLength: 30 }),
        fc.constantFrom(...ROOMS),
        (text, room) => {
          const cut = cutTo(text, room);
          expect(isWithin(cut, room)).toBe(true);
          expect(cut.isWellFormed()).toBe(true);
          expect(cut === text).toBe(isWithin(text, room));
          expect(text.startsWith(cut === text ? cut : cut.replace(/…$/, ""))).toBe(true);
        },
      ),
    );
  });

  test("keeps whole lines, with a note, where it is Markdown", () => {
    const text = "日本\n".repeat(100);
    const cut = cutLines(text, { most: 100, unit: "bytes" }, "more");
    expect(cut.endsWith("日本\n\nmore")).toBe(true);
    expect(sizeOf(cut, "bytes")).toBeLessThanOrEqual(100);
  });
});
