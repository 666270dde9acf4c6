import type { Incident, Kludge } from "../core/incident.ts";
import { isKept } from "../core/promise.ts";
import { between } from "../core/time.ts";
import type { Instant } from "../core/time.ts";
import { quoted } from "./escape.ts";

/** The machine-readable record: YAML of plain keys, quoted strings, and seconds. */
export function frontMatter(incident: Incident): string {
  const { moments } = incident;
  return [
    "schema: 1",
    `incident: ${incident.number}`,
    `url: ${quoted(incident.url)}`,
    `title: ${quoted(incident.facts.summary?.value ?? "")}`,
    `severity: ${incident.severity === undefined ? "null" : quoted(incident.severity.value)}`,
    `drill: ${incident.isDrill}`,
    `components: ${list(incident.components)}`,
    `paths: ${list(incident.paths)}`,
    `leads: ${list(incident.leads)}`,
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
    ...durations(incident),
    "promises:",
    `  made: ${incident.promises.length}`,
    `  kept: ${incident.promises.filter(isKept).length}`,
    `reopened: ${incident.reopenings.length}`,
    ...kludges(incident.kludges),
    `fixes: [${incident.fixes.flatMap(({ pull }) => pull ?? []).join(", ")}]`,
    `suspects: [${incident.suspects.join(", ")}]`,
    `skipped: ${list(incident.skips.map((skip) => skip.phase))}`,
  ].join("\n");
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

/** Acknowledging and alerting count from the declaration, the rest from the start of the impact. */
function durations(incident: Incident): readonly string[] {
  const { startedAt, declared, acknowledged, alertedAt, moments } = incident;
  const entries: readonly (readonly [string, Instant | undefined, Instant | undefined])[] = [
    ["to-declare", startedAt, declared?.at],
    ["to-acknowledge", declared?.at, acknowledged?.at],
    ["to-alert", declared?.at, alertedAt],
    ["to-stable", startedAt, moments.stable?.value],
    ["to-restored", startedAt, moments.restored?.value],
  ];
  const known = entries.flatMap(([key, from, to]) =>
    from === undefined || to === undefined ? [] : [`  ${key}: ${Math.max(0, between(from, to))}`],
  );
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
