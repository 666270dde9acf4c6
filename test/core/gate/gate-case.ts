import type { GateFiles, GateInput } from "../../../src/core/gate/gate-input.ts";
import { GATE_REASONS } from "../../../src/core/gate/gate.ts";
import { decideGate } from "../../../src/core/gate/decide-gate.ts";
import type { GateDecision, GateReason } from "../../../src/core/gate/gate.ts";
import type { Incident } from "../../../src/core/model/incident.ts";
import type { Kludge } from "../../../src/core/model/kludge.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import type { Pull } from "../../../src/core/model/snapshot.ts";
import { at, closed, kludge, pull, said } from "../../text/story.ts";

/** What the gate is asked in nearly every test: #140 of kim's, on top of an unreported incident in src/checkout. */
export const roles = { lea: "maintain", john: "write", kim: "write", ana: "admin" } as const;

export const incident: Incident = {
  ...closed,
  kludges: [],
  fixes: [],
  suspects: [],
};

export const input: GateInput = {
  now: at("12:00"),
  config: parseConfig(""),
  pull: pull(140, {
    state: "open",
    title: "Rounder buttons",
    author: { login: "kim", isBot: false },
    createdAt: at("11:20"),
    head: "rounder-buttons",
  }),
  headSeenAt: at("11:30"),
  incidents: [incident],
  roles,
};

export const files = (...paths: readonly string[]): GateFiles => ({
  files: paths.map((path) => ({ path })),
  isComplete: true,
});

export const rollback: Kludge = {
  ...kludge,
  what: "Roll back #12",
  by: "john",
  source: "PR_140",
  pull: 140,
  state: "announced",
};

/** A report that nobody can object to. */
export const finished = (number = 42): string =>
  [
    "---",
    `incident: ${number}`,
    'times: { restored: "2026-02-15T23:00:00Z", closed: "2026-02-15T23:00:00Z" }',
    "---",
    "",
    "# Saved cards are refused",
    ...["Summary", "Impact", "Timeline", "Cause"].map((name) => `\n## ${name}\n\nIt is told.\n`),
  ].join("\n");

/** What differs from the usual question, and the answer. */
export type Case = readonly [
  name: string,
  asked: Partial<GateInput>,
  listed: Partial<GateFiles>,
  reason: GateReason,
];

export const touching = files("src/checkout/pay.ts");

export function ask(asked: Partial<GateInput>, listed: Partial<GateFiles>): GateDecision {
  return decideGate({ ...input, ...asked }, { ...touching, ...listed });
}

/** Reason and verdict, as a case expects them. */
export function answer(...[, asked, listed]: Case): string {
  const { reason, verdict } = ask(asked, listed);
  return `${verdict}: ${reason}`;
}

export function expected(...[, , , reason]: Case): string {
  return `${GATE_REASONS[reason].verdict}: ${reason}`;
}

export const asPull = (more: Partial<Pull>): Partial<GateInput> => ({
  pull: { ...input.pull, ...more },
});

export const told = (more: Partial<Incident>): Partial<GateInput> => ({
  incidents: [{ ...incident, ...more }],
});

export const renamed = (path: string, previousPath: string): Partial<GateFiles> => ({
  files: [{ path, previousPath }],
});

export const unlisted = (...paths: readonly string[]): Partial<GateFiles> => ({
  ...files(...paths),
  isComplete: false,
});

export const override = {
  ...said("lea", "11:45"),
  pull: 140,
  because: "it only rounds",
  head: input.pull.headOid,
};
