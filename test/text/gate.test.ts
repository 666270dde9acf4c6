import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GateDecision, GateHit, GateReason } from "../../src/core/gate/gate.ts";
import { GATE_REASONS, decision } from "../../src/core/gate/gate.ts";
import { decideGate } from "../../src/core/gate/decide-gate.ts";
import { parseConfig } from "../../src/core/config/parse-config.ts";
import { renderGate } from "../../src/text/gate/gate.ts";
import type { GateAround } from "../../src/text/gate/gate-around.ts";
import { files, finished, incident, input, rollback } from "../core/gate/gate-case.ts";
import { actsOf } from "./acts.ts";
import { nasty } from "./nasty.ts";
import { at, repository, said } from "./story.ts";

type GateWords = ReturnType<typeof renderGate>;

const around: GateAround = { repository };

const exports50 = Array.from({ length: 25 }, (_, index) => `src/checkout/export-${index}.ts`);
const touching = files("src/checkout/pay.ts", "src/checkout/card/save.ts", "docs/help.md");
const word = { ...said("lea", "11:45"), head: input.pull.headOid };
const because = "it only changes the help page";
const override = { ...word, pull: 140, because, until: at("13:45") };
const other = {
  ...incident,
  number: 57,
  url: `${repository.url}/issues/57`,
  facts: { summary: { ...said("nico", "09:50"), value: "Exports are empty" } },
  paths: ["src/checkout/export-*", "src/export/", "**/*.csv.ts"],
};
const broken = parseConfig("timezone: Madrid\nsevrities:\n  critical: { update: 10 }\n");

function words(part: Partial<typeof input>, listed = touching): GateWords {
  return renderGate(decideGate({ ...input, ...part }, listed), around);
}

const report = (text: string): GateWords =>
  words(
    { pull: { ...input.pull, head: "dakor/report-42" } },
    {
      ...files("docs/incidents/2026-02-15-42.md"),
      reports: [{ path: "docs/incidents/2026-02-15-42.md", text }],
    },
  );

const unread = (more: Partial<GateAround>): GateWords =>
  renderGate(decision(input, "unavailable"), { ...around, ...more });

/** Every reason code at least once, as people see it. */
const SEEN: readonly (readonly [string, GateReason, GateWords])[] = [
  ["hold", "report_missing", words({})],
  [
    "hold-two-incidents",
    "report_missing",
    words({ incidents: [incident, other] }, files(...exports50, "src/export/all.ts")),
  ],
  [
    "hold-one-of-two",
    "report_missing",
    words(
      { incidents: [{ ...incident, overrides: [override] }, other] },
      files("src/checkout/pay.ts", "src/export/all.ts"),
    ),
  ],
  ["pass-overridden", "overridden", words({ incidents: [{ ...incident, overrides: [override] }] })],
  [
    "pass-kludge",
    "linked_kludge",
    words({
      incidents: [
        {
          ...incident,
          kludges: [{ ...rollback, source: "IC_9", vouched: word }],
        },
      ],
    }),
  ],
  [
    "pass-fix",
    "linked_fix",
    words({
      incidents: [
        {
          ...incident,
          fixes: [
            {
              ...said("lea", "11:45"),
              pull: 140,
              vouched: word,
            },
          ],
        },
      ],
    }),
  ],
  ["pass-report", "report_pull_request", report(finished())],
  ["pass-clear", "paths_clear", words({}, files("docs/help.md"))],
  [
    "pass-quiet",
    "no_unreported_incident",
    renderGate(decision(input, "no_unreported_incident"), around),
  ],
  ["pass-not-configured", "not_configured", renderGate(decision(input, "not_configured"), around)],
  [
    "hold-report",
    "report_incomplete",
    report(`${finished(41)}\n## Cause\n\n- TODO: why?\n`.replace("## Impact\n\nIt is told.", "")),
  ],
  ["hold-config", "config_invalid", words({ config: broken })],
  ["hold-unlisted", "files_unlisted", words({}, { ...files("docs/help.md"), isComplete: false })],
  ["unread-ref", "ref_changed", renderGate(decision(input, "ref_changed"), around)],
  [
    "unread",
    "unavailable",
    unread({ error: "502 Bad Gateway", requestId: "A1B2:3C4D:5E6F", isRenewed: false }),
  ],
  ["unread-allowed", "unavailable", unread({ error: "timed out", isAllowedOnError: true })],
];

const shown = ({ title, summary, annotations }: GateWords): string =>
  [
    title,
    "",
    summary,
    "",
    ...annotations.map(
      ({ path, line, ...note }) => `${path}:${line} ${note.title}: ${note.message}`,
    ),
    "",
  ].join("\n");

describe("what people see", () => {
  test.each(SEEN)("%s (%s)", async (name, _reason, seen) => {
    expect(seen.title.length).toBeLessThanOrEqual(140);
    await expect(shown(seen)).toMatchFileSnapshot(`golden/gate/${name}.md`);
  });

  test("is there for every reason code", () => {
    expect(new Set(SEEN.map(([, reason]) => reason))).toEqual(new Set(Object.keys(GATE_REASONS)));
  });

  test("is about the reason that it stands for", () => {
    for (const [name, reason, { title }] of SEEN) {
      const start = { pass: "Free to merge", hold: "Held", unavailable: "Not judged" };
      const { verdict } = GATE_REASONS[reason];
      expect([name, title]).toEqual([
        name,
        expect.stringContaining(name === "unread-allowed" ? "Let through" : start[verdict]),
      ]);
    }
  });
});

test("one annotation for each path, at its first file", () => {
  const { annotations } = words({ incidents: [incident, other] }, files(...exports50));
  expect(annotations.map(({ path, line }) => `${path}:${line}`)).toEqual([
    "src/checkout/export-0.ts:1",
    "src/checkout/export-0.ts:1",
  ]);
});

test("what an exemption lets go has no annotation", () => {
  const exempt = { ...incident, overrides: [override] };
  expect(words({ incidents: [exempt] }).annotations).toEqual([]);
});

test("the role that the configuration asks for is named", () => {
  const seen = renderGate(decideGate(input, touching), { ...around, permission: "admin" });
  expect(seen.summary).toContain("somebody with at least the `admin` role");
});

const long = Array.from({ length: 20 }, (_, index) => `${"`&<".repeat(1300)}${index}`);
const hit = (number: number, patterns: number): GateHit => ({
  incident: number,
  title: "@".repeat(300),
  url: `${repository.url}/issues/${number}`,
  filesCount: 3000,
  paths: Array.from({ length: patterns }, (_, index) => ({
    pattern: `${"p".repeat(250)}${index}`,
    files: long,
    count: 3000,
  })),
});

const worst = (hits: readonly GateHit[]): GateDecision => ({
  ...decideGate(input, touching),
  incidents: hits,
});

describe("never too long, never cut in silence", () => {
  test.each([
    [1, 1],
    [1, 200],
    [20, 3],
    [20, 200],
    [150, 200],
  ])("%i incidents with %i paths each", (incidents, patterns) => {
    const hits = Array.from({ length: incidents }, (_, index) => hit(index + 1, patterns));
    const { title, summary, annotations } = renderGate(worst(hits), around);
    expect(title.length).toBeLessThanOrEqual(140);
    expect(summary.length).toBeLessThanOrEqual(60_000);
    expect(annotations.length).toBe(Math.min(50, incidents * patterns));
    const told = summary.match(/^### /gm)?.length ?? 0;
    const untold = Number(/It touches (\d+) more incident/.exec(summary)?.[1] ?? 0);
    expect(told + untold).toBe(incidents);
    const left = Number(/(\d+) more annotations are left out/.exec(summary)?.[1] ?? 0);
    expect(left).toBe(incidents * patterns - annotations.length);
    const paths = Number(/(\d+) more of its paths/.exec(summary)?.[1] ?? 0);
    const named = summary.split(/^### /m)[1]?.match(/^3000 files match/gm)?.length;
    expect((named ?? 0) + paths).toBe(patterns);
  });

  test("a hundred thousand TODOs", () => {
    const { summary, annotations } = report(`${finished()}${"TODO: x\n".repeat(100_000)}`);
    // Of what is read: a report is cut at 256 KiB.
    expect(summary).toMatch(/… and 32\d{3} more/);
    expect(summary.length).toBeLessThanOrEqual(60_000);
    expect(annotations).toHaveLength(50);
  });
});

test("what people wrote mentions nobody, links nothing and breaks nothing", () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const summary = { ...said("nico", "09:50"), value: text };
      const hostile = { ...incident, facts: { summary }, paths: ["**"] };
      const exempt = { ...hostile, overrides: [{ ...override, by: text, because: text }] };
      const bad = parseConfig(`timezone: ${JSON.stringify(text)}`);
      const forbidden = /[\p{Cc}\u2028\u2029]/u;
      for (const decided of [
        decideGate({ ...input, incidents: [hostile] }, files(`a/${text}`)),
        decideGate(
          { ...input, incidents: [exempt], roles: { [text.toLowerCase()]: "admin" } },
          files(text),
        ),
        decideGate({ ...input, config: bad }, files("a")),
        decision(input, "unavailable"),
      ]) {
        const seen = renderGate(decided, { ...around, error: text, requestId: text });
        expect(actsOf(seen.summary).mentions).toEqual([]);
        expect(actsOf(seen.summary).html).toEqual([]);
        expect(seen.title).not.toMatch(forbidden);
        for (const { message, title } of seen.annotations) {
          expect(`${title}${message}`).not.toMatch(forbidden);
        }
      }
    }),
    { numRuns: 60 },
  );
});
