import { counted } from "../../core/model/counted.ts";
import { writeDuration } from "../../core/time/duration.ts";
import type { Measure, IncidentMetrics, Series } from "../../core/metrics/metrics.ts";
import { MOMENTS } from "../../core/metrics/report-record.ts";
import type { LeftOut } from "../../core/metrics/report-record.ts";
import { plain } from "../markdown/escape.ts";

const LABEL = 36;
const FIGURE = 8;

/** A table for a terminal: how many, quartiles and median, and a dot for each incident. */
export function metricsTable(metrics: IncidentMetrics, columns: number): string {
  const { counted: incidents, series } = metrics;
  const known = series.filter(({ figures }) => figures.length > 0);
  const room = Math.max(10, columns - LABEL - 4 - 3 * FIGURE - 2);
  if (incidents.length === 0) return [`No report counts yet${leftOutWords(metrics)}.`].join("\n");
  const head = `${"".padEnd(LABEL)}${"n".padStart(4)}${["lower", "median", "upper"].map((word) => word.padStart(FIGURE)).join("")}`;
  return [
    `${counted(incidents.length, "incident")}${leftOutWords(metrics)}`,
    "",
    head,
    ...known.map((one) => row(one, { room, axis: axisOf(one.measure, known) })),
    "",
    ...(known.some(({ measure }) => measure.unit === "duration")
      ? [
          `A dot is an incident. All durations stand on one logarithmic scale, up to ${writtenFigure(longest(known), "duration")}.`,
        ]
      : []),
    "lower, median, upper: a quarter, half, three quarters of the incidents are at or below.",
    ...series.flatMap(({ measure, invalid }) =>
      invalid.map(({ file }) => `${measure.title}: the times in ${plain(file)} can’t be right.`),
    ),
  ].join("\n");
}

function row(
  { measure, figures, spread }: Series,
  { room, axis }: { readonly room: number; readonly axis: (value: number) => number },
): string {
  const cells = [spread?.lower, spread?.median, spread?.upper].map((value) =>
    (value === undefined ? "" : writtenFigure(value, measure.unit)).padStart(FIGURE),
  );
  const dots = dotsOf(
    figures.map(({ value }) => axis(value)),
    room,
  );
  return `${measure.title.padEnd(LABEL)}${String(figures.length).padStart(4)}${cells.join("")}  ${dots}`.trimEnd();
}

/** From 0 to 1: durations by their size, since most are minutes and some are days. */
function axisOf({ unit }: Measure, series: readonly Series[]): (value: number) => number {
  if (unit === "share") return (value) => value;
  if (unit === "duration") {
    const most = Math.log10(Math.max(10, longest(series)));
    return (value) => Math.log10(Math.max(1, value)) / most;
  }
  const most = Math.max(
    1,
    ...series.flatMap(({ measure, figures }) =>
      measure.unit === unit ? [figures.at(-1)?.value ?? 0] : [],
    ),
  );
  return (value) => value / most;
}

function longest(series: readonly Series[]): number {
  return series.reduce(
    (most, { measure, figures }) =>
      measure.unit === "duration" ? Math.max(most, figures.at(-1)?.value ?? 0) : most,
    0,
  );
}

const DOTS = ["·", ":", "⁝"] as const;

/** One sign for one, two, and more incidents in the same place. */
function dotsOf(places: readonly number[], room: number): string {
  const counts = Array.from({ length: room }, () => 0);
  for (const place of places) {
    const at = Math.min(room - 1, Math.round(place * (room - 1)));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts
    .map((count) => (count === 0 ? " " : (DOTS[count - 1] ?? "⁝")))
    .join("")
    .trimEnd();
}

/** "95s", "2h5m", "3d4h", "80 %": two units at most, rounded. */
function writtenFigure(value: number, unit: Measure["unit"]): string {
  if (unit === "share") return `${Math.round(value * 100)} %`;
  if (unit === "count") return String(Math.round(value * 10) / 10);
  const grain = value < 600 ? 1 : value < 36_000 ? 60 : 3600;
  const rounded = Math.round(value / grain) * grain;
  return rounded === 0 ? "0s" : writeDuration(rounded);
}

function leftOutWords({ leftOut }: IncidentMetrics): string {
  const kinds: readonly LeftOut[] = ["drill", "duplicate", "private"];
  const words = kinds.flatMap((kind) => {
    const count = leftOut.filter((record) => record.leftOut === kind).length;
    return count === 0 ? [] : [kind === "private" ? `${count} private` : counted(count, kind)];
  });
  return words.length === 0 ? "" : ` (left out: ${words.join(", ")})`;
}

/** For programs: the figures of each measure, and each incident's own. */
export function metricsJson({ counted: incidents, leftOut, series }: IncidentMetrics): unknown {
  return {
    schema_version: 1,
    incidents: incidents.length,
    left_out: leftOut.map(({ file, leftOut: because }) => ({ file, because })),
    measures: series.map(({ measure, figures, invalid, spread }) => ({
      name: measure.name,
      unit: measure.unit === "duration" ? "seconds" : measure.unit,
      n: figures.length,
      ...spread,
      figures: figures.map(({ record, value }) => ({ incident: record.incident, value })),
      invalid: invalid.map(({ file }) => file),
    })),
  };
}

/** A line an incident, as RFC 4180 has it; what spreadsheets would take for a formula is a text. */
export function metricsCsv({ counted: incidents, series }: IncidentMetrics): string {
  const head = [
    "incident",
    "file",
    "title",
    "severity",
    ...MOMENTS,
    ...series.map(({ measure }) => measure.name),
  ];
  const rows = incidents.map((record) => [
    String(record.incident),
    record.file,
    record.title,
    record.severity ?? "",
    ...MOMENTS.map((name) => record.times[name] ?? ""),
    ...series.map(({ measure }) => String(measure.of(record) ?? "")),
  ]);
  return [head, ...rows]
    .map((cells) => cells.map(csvCell).join(","))
    .join("\r\n")
    .concat("\r\n");
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
