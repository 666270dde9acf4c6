import { lost } from "../model/outage.ts";
import { between } from "../time/time.ts";
import type { ReportRecord, ToldMoment } from "./report-record.ts";

/** Seconds, a share from 0 to 1, or a number of things. */
type Unit = "duration" | "share" | "count";

/** One incident's figure; "invalid" where its times can't be right, undefined where it has none. */
type Figure = number | "invalid" | undefined;

export type Measure = {
  readonly name: string;
  readonly title: string;
  readonly unit: Unit;
  readonly of: (record: ReportRecord) => Figure;
};

/** Everything that is measured, in the order of the table. */
const MEASURES: readonly Measure[] = [
  {
    name: "to-acknowledge",
    title: "declared to acknowledged",
    unit: "duration",
    of: ({ times }) => since(times.declared, times.acknowledged),
  },
  {
    name: "to-alert",
    title: "declared to first alert",
    unit: "duration",
    of: ({ times }) => since(times.declared, times.alerted),
  },
  {
    name: "to-stable",
    title: "broken until usable",
    unit: "duration",
    of: (record) => broken(record, "stable"),
  },
  {
    name: "to-restored",
    title: "broken until restored",
    unit: "duration",
    of: (record) => broken(record, "restored"),
  },
  {
    name: "to-report",
    title: "closed to report",
    unit: "duration",
    of: ({ times, reported }) => since(times.closed, reported),
  },
  {
    name: "promises-kept",
    title: "promises kept",
    unit: "share",
    of: ({ promises }) =>
      promises === undefined || promises.made === 0 ? undefined : promises.kept / promises.made,
  },
  {
    name: "worst-late",
    title: "latest update after its time",
    unit: "duration",
    of: ({ worstLate }) => worstLate,
  },
  {
    name: "announced-first",
    title: "kludges announced first",
    unit: "share",
    of: announcedFirst,
  },
  {
    name: "kludges-standing",
    title: "kludges that stood at the end",
    unit: "count",
    of: ({ kludges }) => kludges.filter(({ state }) => state === "standing").length,
  },
  {
    name: "broken-again",
    title: "broken again",
    unit: "count",
    of: ({ outages }) => (outages.length === 0 ? undefined : outages.length - 1),
  },
  {
    name: "broken-again-for",
    title: "broken between usable and restored",
    unit: "duration",
    of: brokenAgainFor,
  },
];

function since(from: ToldMoment, to: ToldMoment): Figure {
  if (from === undefined || to === undefined) return undefined;
  if (from === null || to === null) return "invalid";
  const seconds = between(from, to);
  return seconds < 0 ? "invalid" : seconds;
}

function broken({ outages, times }: ReportRecord, until: "stable" | "restored"): Figure {
  if (outages.length === 0) return times.started === undefined ? undefined : "invalid";
  const isOrdered = outages.every(({ from, stable = from, restored = stable }, index) => {
    const next = outages[index + 1]?.from ?? restored;
    return from <= stable && stable <= restored && restored <= next;
  });
  return isOrdered ? lost(outages, until) : "invalid";
}

function announcedFirst({ kludges }: ReportRecord): Figure {
  const applied = kludges.flatMap((kludge) => (kludge.applied === undefined ? [] : [kludge]));
  if (applied.length === 0) return undefined;
  const times = applied.flatMap((kludge) => [kludge.announced, kludge.applied]);
  if (times.includes(null)) return "invalid";
  const first = applied.filter(({ announced, applied: at }) => announced && at && announced < at);
  return first.length / applied.length;
}

/** What broke again after it was usable, before it was over for good: how long that lasted. */
function brokenAgainFor(record: ReportRecord): Figure {
  const [first, ...again] = record.outages;
  if (first === undefined || again.length === 0) return first === undefined ? undefined : 0;
  return broken({ ...record, outages: again }, "stable");
}

/** One measure over all incidents that have it: never a lone mean. */
export type Series = {
  readonly measure: Measure;
  /** By size. */
  readonly figures: readonly { readonly record: ReportRecord; readonly value: number }[];
  readonly invalid: readonly ReportRecord[];
  /** Undefined where nothing has a figure. */
  readonly spread:
    | { readonly lower: number; readonly median: number; readonly upper: number }
    | undefined;
};

export type IncidentMetrics = {
  readonly counted: readonly ReportRecord[];
  readonly leftOut: readonly ReportRecord[];
  readonly series: readonly Series[];
};

/** Drills, duplicates and private incidents count in nothing. */
export function metricsOf(records: readonly ReportRecord[]): IncidentMetrics {
  const counted = records.filter(({ leftOut }) => leftOut === undefined);
  return {
    counted,
    leftOut: records.filter(({ leftOut }) => leftOut !== undefined),
    series: MEASURES.map((measure) => seriesOf(measure, counted)),
  };
}

function seriesOf(measure: Measure, records: readonly ReportRecord[]): Series {
  const all = records.map((record) => ({ record, value: measure.of(record) }));
  const figures = all
    .flatMap(({ record, value }) => (typeof value === "number" ? [{ record, value }] : []))
    .toSorted((one, other) => one.value - other.value);
  const values = figures.map(({ value }) => value);
  return {
    measure,
    figures,
    invalid: all.flatMap(({ record, value }) => (value === "invalid" ? [record] : [])),
    spread:
      values.length === 0
        ? undefined
        : { lower: quantile(values, 1), median: quantile(values, 2), upper: quantile(values, 3) },
  };
}

/** The value below which so many quarters lie, between its neighbours where it falls between them (as spreadsheets do). */
function quantile(sorted: readonly number[], quarters: 1 | 2 | 3): number {
  const at = ((sorted.length - 1) * quarters) / 4;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}
