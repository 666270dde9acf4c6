import type { Incident } from "../../core/model/incident.ts";
import type { Kludge } from "../../core/model/kludge.ts";
import { lost, outagesOf } from "../../core/model/outage.ts";
import { isKept, worstLate } from "../../core/model/promise.ts";
import { between } from "../../core/time/time.ts";
import type { Instant } from "../../core/time/time.ts";
import { quoted } from "../markdown/escape.ts";

/** The machine-readable record: YAML of plain keys, quoted strings, and seconds. */
export function frontMatter(incident: Incident): string {
  const { moments } = incident;
  const late = worstLate(incident);
  return [
    "schema: 1",
    `incident: ${incident.number}`,
    `url: ${quoted(incident.url)}`,
    `title: ${quoted(incident.facts.summary?.value ?? "")}`,
    `severity: ${incident.severity === undefined ? "null" : quoted(incident.severity.value)}`,
    `drill: ${incident.isDrill}`,
    `components: ${list(incident.components)}`,
    `paths: ${list(incident.paths)}`,
    `leads: ${list(incident.led)}`,
    ...section("times", [
      ["started", incident.startedAt],
      ["declared", incident.declared?.at],
      ["acknowledged", incident.acknowledged?.at],
      ["alerted", incident.alertedAt],
      ["stable", moments.stable?.value],
      ["restored", moments.restored?.value],
      ["closed", incident.closed?.at],
    ]),
    ...section("originals", [
      ["started", moments.started?.original],
      ["stable", moments.stable?.original],
      ["restored", moments.restored?.original],
    ]),
    ...outages(incident),
    ...durations(incident),
    "promises:",
    `  made: ${incident.promises.length}`,
    `  kept: ${incident.promises.filter(isKept).length}`,
    ...(late === undefined ? [] : [`  worst-late: ${late}`]),
    `reopened: ${incident.reopenings.length}`,
    ...kludges(incident.kludges),
    `fixes: [${incident.fixes.flatMap(({ pull, gone }) => (gone === undefined ? (pull ?? []) : [])).join(", ")}]`,
    `suspects: [${incident.suspects.join(", ")}]`,
    `skipped: ${list(incident.skips.map((skip) => skip.phase))}`,
  ].join("\n");
}

/** Each with its own times, where it broke again. */
function outages(incident: Incident): readonly string[] {
  if (incident.outages.length === 0) return [];
  return [
    "outages:",
    ...outagesOf(incident).flatMap(({ from, stable, restored }) => [
      `  - from: ${quoted(from)}`,
      ...(stable === undefined ? [] : [`    stable: ${quoted(stable)}`]),
      ...(restored === undefined ? [] : [`    restored: ${quoted(restored)}`]),
    ]),
  ];
}

function list(words: readonly string[]): string {
  return `[${words.map(quoted).join(", ")}]`;
}

type Entry = readonly [string, Instant | undefined];

function section(name: string, entries: readonly Entry[]): readonly string[] {
  const known = entries.flatMap(([key, value]) =>
    value === undefined ? [] : [`  ${key}: ${quoted(value)}`],
  );
  return known.length === 0 ? [`${name}: {}`] : [`${name}:`, ...known];
}

/**
 * Acknowledging and alerting count from the declaration, the rest from the start of the impact; where it broke again,
 * the hours between the outages don't count.
 */
function durations(incident: Incident): readonly string[] {
  const { startedAt, declared, acknowledged, alertedAt } = incident;
  const entries: readonly (readonly [string, Instant | undefined, Instant | undefined])[] = [
    ["to-declare", startedAt, declared?.at],
    ["to-acknowledge", declared?.at, acknowledged?.at],
    ["to-alert", declared?.at, alertedAt],
  ];
  const sums = (["stable", "restored"] as const).flatMap((until) => {
    const seconds = lost(outagesOf(incident), until);
    return seconds === undefined ? [] : [`  to-${until}: ${seconds}`];
  });
  const spans = entries.flatMap(([key, from, to]) =>
    from === undefined || to === undefined ? [] : [`  ${key}: ${Math.max(0, between(from, to))}`],
  );
  const known = [...spans, ...sums];
  return known.length === 0 ? ["durations: {}"] : ["durations:", ...known];
}

function kludges(all: readonly Kludge[]): readonly string[] {
  if (all.length === 0) return ["kludges: []"];
  return ["kludges:", ...all.flatMap(kludgeFields)];
}

function kludgeFields(kludge: Kludge): readonly string[] {
  const optional: readonly (readonly [string, string | undefined])[] = [
    ["applied", kludge.appliedAt],
    ["settled", kludge.settledAt],
    ["impact", kludge.impact],
    ["undo", kludge.undo],
    ["because", kludge.because],
  ];
  return [
    `  - id: ${quoted(kludge.id)}`,
    `    what: ${quoted(kludge.what)}`,
    `    by: ${quoted(kludge.by)}`,
    `    state: ${quoted(kludge.state)}`,
    `    announced: ${quoted(kludge.announcedAt)}`,
    ...optional.flatMap(([key, value]) =>
      value === undefined ? [] : [`    ${key}: ${quoted(value)}`],
    ),
    ...(kludge.pull === undefined ? [] : [`    pull: ${kludge.pull}`]),
    ...(kludge.undonePull === undefined ? [] : [`    undone-pull: ${kludge.undonePull}`]),
  ];
}
