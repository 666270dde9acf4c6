import { SEVERITIES } from "../model/fact.ts";
import type { Severity } from "../model/fact.ts";
import type { Outage } from "../model/incident.ts";
import { readFrontMatter } from "../report/front-matter.ts";
import { incidentsOfReport } from "../report/report-rule.ts";
import { parseInstant } from "../time/time.ts";
import type { Instant } from "../time/time.ts";
import { defined } from "../model/defined.ts";

export const MOMENTS = [
  "started",
  "declared",
  "acknowledged",
  "alerted",
  "stable",
  "restored",
  "closed",
] as const;

type Moment = (typeof MOMENTS)[number];

/** A moment as the report has it: undefined where it has none, null where nobody can read it. */
export type ToldMoment = Instant | null | undefined;

/** Why a report counts in no figure. */
export type LeftOut = "drill" | "duplicate" | "private";

/** What a report's front matter tells of its incident, as far as it can be read. */
export type ReportRecord = {
  readonly file: string;
  readonly incident: number;
  readonly title: string;
  readonly severity: Severity | undefined;
  readonly leftOut: LeftOut | undefined;
  readonly times: Readonly<Record<Moment, ToldMoment>>;
  /** Each outage by itself; one where it never broke again, none where a time of one can't be read. */
  readonly outages: readonly Outage[];
  readonly promises: { readonly made: number; readonly kept: number } | undefined;
  /** Seconds by which the latest update came after its time; 0 where each was in time. */
  readonly worstLate: number | undefined;
  readonly kludges: readonly {
    /** "K1" */
    readonly id: string;
    readonly state: string;
    readonly announced: ToldMoment;
    readonly applied: ToldMoment;
  }[];
  /** When the report came to the default branch, which only git tells. */
  readonly reported: Instant | undefined;
};

type Values = Readonly<Record<string, unknown>>;

/** Undefined where the text is no report: its front matter names no incident, or can't be read. */
export function readReportRecord(
  file: string,
  text: string,
  reported: Instant | undefined,
): ReportRecord | undefined {
  const front = readFrontMatter(text);
  const [incident] = incidentsOfReport(text);
  if (front.status !== "read" || incident === undefined) return undefined;
  const { values } = front;
  const times = timesIn(sectionOf(values["times"]));
  const promises = sectionOf(values["promises"]);
  const [made, kept] = [countOf(promises["made"]), countOf(promises["kept"])];
  return {
    file,
    incident,
    title: textOf(values["title"]) ?? "",
    severity: SEVERITIES.find((name) => name === values["severity"]),
    leftOut: leftOutOf(values),
    times,
    outages: outagesIn(values["outages"], times),
    promises: made === undefined || kept === undefined || kept > made ? undefined : { made, kept },
    worstLate: countOf(promises["worst-late"]),
    kludges: listOf(values["kludges"]).map((kludge) => {
      const { id, state, announced, applied } = sectionOf(kludge);
      return {
        id: textOf(id) ?? "",
        state: textOf(state) ?? "",
        announced: momentOf(announced),
        applied: momentOf(applied),
      };
    }),
    reported,
  };
}

function leftOutOf(values: Values): LeftOut | undefined {
  if (values["drill"] === true) return "drill";
  if (values["duplicate-of"] !== undefined) return "duplicate";
  return values["private"] === true ? "private" : undefined;
}

function timesIn(section: Values): ReportRecord["times"] {
  const [started, declared, acknowledged, alerted, stable, restored, closed] = MOMENTS.map((name) =>
    momentOf(section[name]),
  );
  return { started, declared, acknowledged, alerted, stable, restored, closed };
}

function outagesIn(value: unknown, times: ReportRecord["times"]): readonly Outage[] {
  const listed = listOf(value).map(sectionOf);
  const told: readonly Values[] =
    listed.length > 0
      ? listed
      : [{ ...times, from: times.started === undefined ? times.declared : times.started }];
  const outages = told.map((outage) => ({
    from: momentOf(outage["from"]),
    stable: momentOf(outage["stable"]),
    restored: momentOf(outage["restored"]),
  }));
  return outages.every(isReadable) ? outages.map(asOutage) : [];
}

type Read = {
  readonly from: Instant;
  readonly stable: Instant | undefined;
  readonly restored: Instant | undefined;
};

function isReadable(outage: Readonly<Record<keyof Read, ToldMoment>>): outage is Read {
  const { from, stable, restored } = outage;
  return from !== undefined && ![from, stable, restored].includes(null);
}

function asOutage({ from, stable, restored }: Read): Outage {
  return {
    from,
    ...defined({ stable, restored }),
  };
}

/** YAML of a hand-written report may give a date as it stands, or a number. */
function momentOf(value: unknown): ToldMoment {
  if (value === undefined || value === null) return undefined;
  return (typeof value === "string" ? parseInstant(value) : undefined) ?? null;
}

function sectionOf(value: unknown): Values {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function countOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
