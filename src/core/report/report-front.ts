import * as v from "valibot";

import { problemOf, wrongPartsOf } from "../config/config-problem.ts";
import { oneOf } from "../config/schema-part.ts";
import { readYaml } from "../config/config-yaml.ts";
import type { ConfigProblem } from "../config/config.ts";
import { SEVERITIES } from "../model/fact.ts";
import { frontOf, readFrontMatter } from "./front-matter.ts";
import { PHASE_ORDER } from "../model/phase.ts";
import { parseInstant } from "../time/time.ts";
import type { Instant } from "../time/time.ts";

const NUMBER = "a whole number such as 42";
const SECONDS = "seconds, a whole number such as 540";
const TEXT = "a text, in quotes";
const INSTANT = 'a moment in UTC such as "2026-05-04T09:42:00Z"';
const LIST = "a list such as [a, b]";
const SECTION = "a section of names and values";
const STATES = ["announced", "standing", "withdrawn", "undone", "kept"] as const;

const issue = v.pipe(v.number(NUMBER), v.integer(NUMBER), v.minValue(1, NUMBER));
const count = v.pipe(v.number(NUMBER), v.integer(NUMBER), v.minValue(0, NUMBER));
const seconds = v.pipe(v.number(SECONDS), v.integer(SECONDS), v.minValue(0, SECONDS));
const text = v.string(TEXT);
const texts = v.array(text, LIST);
const issues = v.array(issue, LIST);
const instant = v.pipe(
  v.string(INSTANT),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z$/, INSTANT),
);

function described<const Schema extends v.GenericSchema>(
  schema: Schema,
  words: string,
): v.OptionalSchema<
  v.SchemaWithPipe<readonly [Schema, v.DescriptionAction<v.InferOutput<Schema>, string>]>,
  undefined
> {
  return v.optional(v.pipe(schema, v.description(words)));
}

const moments = v.looseObject(
  {
    started: v.optional(instant),
    declared: v.optional(instant),
    acknowledged: v.optional(instant),
    alerted: v.optional(instant),
    stable: v.optional(instant),
    restored: v.optional(instant),
    closed: v.optional(instant),
  },
  SECTION,
);

const durations = v.looseObject(
  {
    "to-declare": v.optional(seconds),
    "to-acknowledge": v.optional(seconds),
    "to-alert": v.optional(seconds),
    "to-stable": v.optional(seconds),
    "to-restored": v.optional(seconds),
  },
  SECTION,
);

const outage = v.looseObject(
  { from: v.optional(instant), stable: v.optional(instant), restored: v.optional(instant) },
  SECTION,
);

const kludge = v.looseObject(
  {
    id: v.optional(text),
    what: v.optional(text),
    by: v.optional(text),
    state: v.optional(v.picklist(STATES, oneOf(STATES))),
    announced: v.optional(instant),
    applied: v.optional(instant),
    settled: v.optional(instant),
    impact: v.optional(text),
    undo: v.optional(text),
    because: v.optional(text),
    pull: v.optional(issue),
    "undone-pull": v.optional(issue),
  },
  SECTION,
);

/** The record at the top of a report. A team's own names may stand beside ours. */
export const reportFrontSchema = v.looseObject(
  {
    incident: v.pipe(
      v.union([issue, v.pipe(v.array(issue, NUMBER), v.minLength(1, NUMBER))], NUMBER),
      v.description("The issue that the report is about, or a list where it is about several."),
    ),
    schema: described(count, "The version of these names."),
    url: described(text, "The issue's address."),
    title: described(text, "What was broken, in one line."),
    severity: described(v.nullable(v.picklist(SEVERITIES, oneOf(SEVERITIES))), "How bad it was."),
    drill: described(v.boolean("true or false"), "It was an exercise."),
    private: described(
      v.boolean("true or false"),
      "It counts in no figure, and no search finds it.",
    ),
    "duplicate-of": described(
      issue,
      "The incident that has the report: this one counts in no figure.",
    ),
    components: described(texts, "What it was in."),
    paths: described(texts, "The paths that it held."),
    leads: described(texts, "Logins of who was on it."),
    times: described(moments, "When what happened, corrections included."),
    originals: described(moments, "The same moments as they were first said."),
    outages: described(v.array(outage, LIST), "Where it broke again: each outage by itself."),
    durations: described(durations, "Seconds, from the start of the impact or the declaration."),
    promises: described(
      v.looseObject(
        { made: v.optional(count), kept: v.optional(count), "worst-late": v.optional(seconds) },
        SECTION,
      ),
      "How many updates were promised, how many came in time, and by how much the latest was late.",
    ),
    reopened: described(count, "How often the issue was reopened."),
    kludges: described(v.array(kludge, LIST), "Every workaround, and what became of it."),
    fixes: described(issues, "Pull requests that fixed it."),
    suspects: described(issues, "Pull requests that may have caused it."),
    skipped: described(
      v.array(v.picklist(PHASE_ORDER, oneOf(PHASE_ORDER)), LIST),
      "Steps that were left out.",
    ),
  },
  ({ expected }) => (expected === '"incident"' ? NUMBER : SECTION),
);

/** The moments in a report's front matter, as far as they are some; undefined where it has none of that name. */
export function timesOfReport(
  report: string,
): { readonly restored: Instant | undefined; readonly closed: Instant | undefined } | undefined {
  const front = readFrontMatter(report);
  const read = v.safeParse(FrontTimes, front.status === "read" ? front.values : undefined);
  if (!read.success) return undefined;
  const { restored, closed } = read.output.times;
  return { restored: instantIn(restored), closed: instantIn(closed) };
}

/** How many outages a report's front matter lists, and how often it says that the issue was reopened. */
export function countsOfReport(report: string): {
  readonly outages: number;
  readonly reopened: number;
} {
  const front = readFrontMatter(report);
  const { outages, reopened } = front.status === "read" ? front.values : {};
  return {
    outages: Array.isArray(outages) ? outages.length : 0,
    reopened: typeof reopened === "number" ? reopened : 0,
  };
}

const FrontTimes = v.looseObject({
  times: v.looseObject({ restored: v.optional(v.unknown()), closed: v.optional(v.unknown()) }),
});

function instantIn(value: unknown): Instant | undefined {
  return typeof value === "string" ? parseInstant(value) : undefined;
}

/** What is wrong in a report's front matter, in the order of its lines; nothing where there is none. */
export function checkReportFront(report: string): readonly ConfigProblem[] {
  const front = frontOf(report);
  if (front === undefined) return [];
  const yaml = readYaml(front);
  const result = v.safeParse(reportFrontSchema, yaml.value ?? {});
  const wrong = result.success || yaml.problems.length > 0 ? [] : wrongPartsOf(result.issues);
  return (
    [...yaml.problems, ...wrong.map((part) => problemOf(part, yaml))]
      // The line that opens it is above them.
      .map((problem) => ({ ...problem, line: problem.line + 1 }))
      .toSorted((one, other) => one.line - other.line || one.column - other.column)
  );
}
