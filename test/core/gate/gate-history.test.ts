import { expect, test } from "vitest";
import { decideGate } from "../../../src/core/gate/decide-gate.ts";
import type { GateDecision, GateReason } from "../../../src/core/gate/gate.ts";
import { replay } from "../../../src/core/replay/replay.ts";
import { at } from "../../text/story.ts";
import { tell } from "../../story.ts";
import type { Step } from "../../story.ts";
import { withSnapshot } from "../../world.ts";
import { files, finished, input } from "./gate-case.ts";

type History = {
  readonly steps: readonly Step[];
  /** What lies on the default branch as the incident's report. */
  readonly published?: string;
  readonly isCandidate?: boolean;
};

const roles = {
  lea: "maintain",
  john: "write",
  kim: "write",
  tess: "triage",
  zoe: "read",
} as const;
const OPEN: Step = { at: at("09:55"), by: "kim", pull: { number: 140, title: "Rounder buttons" } };
const says = (by: string, comment: string): Step => ({ at: at("10:30"), by, comment });

/** What the gate says about #140 after all this happened on the incident. */
function judge({ steps, published, isCandidate = false }: History): GateDecision {
  const { world } = tell({
    story: "",
    issue: {
      title: "Saved cards are refused",
      author: isCandidate ? "zoe" : "lea",
      labels: ["incident"],
      at: at("09:50"),
    },
    roles,
    steps: [OPEN, { ...says("lea", "/paths src/checkout/**"), at: at("10:00") }, ...steps],
  });
  const { report } = world.snapshot;
  const path = "docs/incidents/2026-02-15-42.md";
  const told =
    published === undefined
      ? world
      : withSnapshot(world, { report: { ...report, published: { path, text: published } } });
  const headOid = world.snapshot.pulls.find(({ number }) => number === 140)?.headOid;
  const pull = { ...input.pull, headOid: headOid ?? input.pull.headOid };
  const incidents = [replay(told.snapshot)];
  const asked = { ...input, roles, pull, headSeenAt: at("09:55"), incidents };
  return decideGate(asked, files("src/checkout/pay.ts"));
}

const label = (by: string): Step => ({ at: at("10:30"), by, unlabel: "incident" });
const close = (by: string, as: "completed" | "not_planned"): Step => ({
  at: at("10:30"),
  by,
  close: as,
});
const written = { ...says("lea", "/override #140 because it only rounds"), as: "word" };
const rewritten: Step = {
  at: at("10:31"),
  by: "lea",
  edit: "word",
  comment: "/override #140 because it only rounds, really",
};

const CLOSED_ANYWAY: readonly Step[] = [
  says("lea", "/dakor close anyway because of the provider"),
  close("lea", "completed"),
];

const HISTORIES: readonly (readonly [string, History, GateReason])[] = [
  ["T23 label removed by triage", { steps: [label("tess")] }, "report_missing"],
  ["T23 label removed by somebody with permission", { steps: [label("john")] }, "paths_clear"],
  ["T23 label removed by a bot", { steps: [label("renovate[bot]")] }, "report_missing"],
  ["T23 closed by an outsider", { steps: [close("zoe", "completed")] }, "report_missing"],
  ["T23 dismissed by an outsider", { steps: [close("zoe", "not_planned")] }, "report_missing"],
  [
    "dismissed by somebody with permission",
    { steps: [close("john", "not_planned")] },
    "paths_clear",
  ],
  [
    "dismissed and reopened",
    { steps: [close("john", "not_planned"), { at: at("10:40"), by: "john", reopen: true }] },
    "report_missing",
  ],
  ["closed, but no report", { steps: CLOSED_ANYWAY }, "report_missing"],
  [
    "label spoofing: reported",
    { steps: [{ at: at("10:30"), by: "kim", label: "dakor:reported" }] },
    "report_missing",
  ],
  ["label spoofing: a stranger's incident", { steps: [], isCandidate: true }, "paths_clear"],
  ["T30 an empty report on the default branch", { steps: [], published: "" }, "report_missing"],
  [
    "T30 a report with a TODO on the default branch",
    { steps: [], published: `${finished()}TODO: why?` },
    "report_missing",
  ],
  ["T30 another incident's report", { steps: [], published: finished(41) }, "report_missing"],
  [
    "a complete report of an incident that is open",
    { steps: [], published: finished() },
    "report_missing",
  ],
  [
    "a complete report on the default branch",
    { steps: CLOSED_ANYWAY, published: finished() },
    "paths_clear",
  ],
  [
    "a complete report, but reopened since",
    {
      steps: [...CLOSED_ANYWAY, { at: at("10:40"), by: "zoe", reopen: true }],
      published: finished(),
    },
    "report_missing",
  ],
  ["T21 /fix by a writer", { steps: [says("john", "/fix #140")] }, "report_missing"],
  ["T21 /fix by a maintainer", { steps: [says("lea", "/fix #140")] }, "linked_fix"],
  ["/kludge by a writer", { steps: [says("john", "/kludge Buttons back #140")] }, "report_missing"],
  [
    "/undo by a writer lends nobody's word",
    {
      steps: [
        says("lea", "/kludge Flag off"),
        { ...says("john", "/undo K1 #140"), at: at("10:31") },
      ],
    },
    "report_missing",
  ],
  ["override by a maintainer", { steps: [written] }, "overridden"],
  [
    "override by a writer",
    { steps: [says("john", "/override #140 because I say so")] },
    "report_missing",
  ],
  [
    "override without trail: no reason",
    { steps: [says("lea", "/override #140")] },
    "report_missing",
  ],
  ["override in an edited comment", { steps: [written, rewritten] }, "report_missing"],
  [
    "override in a deleted comment",
    { steps: [written, { at: at("10:31"), by: "lea", delete: "word" }] },
    "report_missing",
  ],
  [
    "override in a quote",
    { steps: [says("lea", "> /override #140 because it only rounds")] },
    "report_missing",
  ],
  [
    "override in code",
    { steps: [says("lea", "```\n/override #140 because it only rounds\n```")] },
    "report_missing",
  ],
  [
    "override by a bot",
    { steps: [says("lea[bot]", "/override #140 because it only rounds")] },
    "report_missing",
  ],
  [
    "override that is over",
    { steps: [says("lea", "/override #140 because it only rounds for 1h")] },
    "report_missing",
  ],
  [
    "override of what doesn't exist",
    { steps: [says("lea", "/override #999 because it only rounds")] },
    "report_missing",
  ],
  ["a drill", { steps: [says("lea", "/drill because we practise")] }, "paths_clear"],
  [
    "a drill of what held merges, without a reason",
    { steps: [says("lea", "/drill")] },
    "report_missing",
  ],
  [
    "a drill of what held merges, by a writer",
    { steps: [says("john", "/drill because I say so")] },
    "report_missing",
  ],
];

test.each(HISTORIES)("%s", (_, history, reason) => {
  expect(judge(history).reason).toBe(reason);
});

test("overrides leave a trail: who, why and when, in the incident's log", () => {
  const { world } = tell({
    story: "",
    issue: { title: "Broken", author: "lea", labels: ["incident"], at: at("09:50") },
    roles,
    steps: [OPEN, written],
  });
  expect(replay(world.snapshot).breadcrumbs.at(-1)).toEqual({
    at: at("10:30"),
    by: "lea",
    kind: "override",
    about: "#140",
    text: "it only rounds",
  });
});

test("/kludge #140 by a maintainer, of a pull request that was open already", () => {
  const steps = [says("lea", "/kludge Buttons back #140")];
  expect(judge({ steps }).reason).toBe("linked_kludge");
});
