import { expect, test } from "vitest";
import type { Incident } from "../../../src/core/model/incident.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { gateInputs } from "../../../src/core/plan/gate-fingerprint.ts";
import { neededWatch } from "../../../src/core/plan/watch.ts";
import { at } from "../../text/story.ts";
import { incident as closed } from "../gate/gate-case.ts";

const { restored, ...begun } = closed.moments;
const open: Incident = { ...closed, isClosed: false, moments: begun };
const override = {
  by: "lea",
  at: at("11:00"),
  source: "IC_9",
  pull: 140,
  because: "only words",
  until: at("13:00"),
};

test.each<readonly [string, Partial<Incident> | undefined, string]>([
  ["nothing is unreported", undefined, ""],
  ["an incident is going on", open, "pulls clock"],
  ["it is restored", { ...open, moments: { ...begun, ...(restored && { restored }) } }, "pulls"],
  ["it is closed", closed, "pulls"],
  ["an override lapses later", { ...closed, overrides: [override] }, "pulls clock"],
  [
    "an override has lapsed",
    { ...closed, overrides: [{ ...override, until: at("11:30") }] },
    "pulls",
  ],
  ["it is reported", { ...closed, isReported: true }, ""],
  ["nobody declared it", { ...open, status: "candidate" }, ""],
  ["it was none", { ...open, status: "dismissed" }, ""],
  ["it is a drill", { ...open, isDrill: true }, "pulls clock"],
])("while %s: %s", (_, change, needed) => {
  const incidents = change === undefined ? [] : [{ ...closed, ...change }];
  const watch = neededWatch({ config: parseConfig(""), incidents }, at("12:00"));
  const on = Object.entries(watch).flatMap(([name, isOn]) => (isOn ? [name] : []));
  expect(on.join(" ")).toBe(needed);
});

test("a wrong configuration holds everything: what would mend it is heard", () => {
  const config = parseConfig("nonsense: 1\n");
  expect(neededWatch({ config, incidents: [] }, at("12:00"))).toEqual({
    pulls: true,
    clock: false,
  });
});

function inputs(change: Partial<Incident>, now = "12:00", text = ""): string {
  const config = parseConfig(text);
  return gateInputs({ config, incidents: [{ ...closed, ...change }] }, at(now));
}

test("what the gate decides by is another text exactly when it may decide otherwise", () => {
  const config = parseConfig("");
  const usual = inputs({});
  expect(inputs({ facts: {}, leads: [] })).toBe(usual);
  expect(inputs({}, "18:00")).toBe(usual);
  expect(
    gateInputs(
      { config, incidents: [closed, { ...closed, number: 7, isReported: true }] },
      at("12:00"),
    ),
  ).toBe(usual);
  const others = [
    inputs({ paths: ["src/else/**"] }),
    inputs({ isReported: true }),
    inputs({ isDrill: true }),
    inputs({ fixes: [{ by: "lea", at: at("11:00"), source: "IC_8", pull: 140 }] }),
    inputs({ overrides: [override] }),
    inputs({}, "12:00", "gate: { permission: admin }\n"),
    inputs({}, "12:00", "nonsense: 1\n"),
  ];
  for (const other of others) expect(other).not.toBe(usual);
  expect(inputs({ overrides: [override] }, "13:30")).toBe(usual);
});
