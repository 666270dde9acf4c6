import * as v from "valibot";

import { DURATION, parseDuration } from "../time/duration.ts";
import { FACTS, type FactName } from "../model/fact.ts";
import { LONGEST_PATTERN, MOST_PATTERNS } from "../gate/glob.ts";
import { patternProblem } from "../gate/path-words.ts";
import { isTimezone } from "../time/time.ts";
import { notifySchema, peopleSchema, wordingSchema } from "./notify-schema.ts";
import { componentName, EXPECTED, list, LOGIN, noList, oneOf, section } from "./schema-part.ts";

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** "report" is what ends the incident: nothing can wait for it. */
const NEEDABLE: readonly FactName[] = Object.keys(FACTS).filter(
  (name): name is FactName => name in FACTS && name !== "report",
);

const timezone = v.pipe(v.string(EXPECTED.timezone), v.check(isTimezone, EXPECTED.timezone));

const duration = v.pipe(
  v.string(EXPECTED.duration),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const seconds = DURATION.test(dataset.value) ? parseDuration(dataset.value) : undefined;
    if (seconds !== undefined) return seconds;
    addIssue({ message: EXPECTED.duration });
    return NEVER;
  }),
);

const clock = v.pipe(
  v.string(EXPECTED.clock),
  v.regex(/^(?:[01]?\d|2[0-3]):[0-5]\d$/, EXPECTED.clock),
  v.transform((text) => text.padStart(5, "0")),
);

const mention = v.pipe(
  v.string(EXPECTED.mention),
  v.regex(new RegExp(String.raw`^@?${LOGIN}(?:/[\w.-]{1,100})?$`), EXPECTED.mention),
  v.transform((text) => (text.startsWith("@") ? text : `@${text}`)),
);

/** "SEV-1" and "sev 1" are said as "sev1". */
const word = v.pipe(
  v.string(EXPECTED.word),
  v.regex(/^[\p{L}\d](?:[\p{L}\d_-]{0,30}[\p{L}\d])?$/u, EXPECTED.word),
  v.transform((text) => text.toLowerCase().replace(/^(sev|p|s)[_-](?=\d$)/, "$1")),
);

const reviewer = v.pipe(
  mention,
  v.transform((text) => text.slice(1)),
);

const bot = v.pipe(
  v.string(EXPECTED.login),
  v.regex(new RegExp(String.raw`^@?${LOGIN}(?:\[bot\])?$`), EXPECTED.login),
  v.transform((text) => text.replace(/^@|\[bot\]$/g, "")),
);

/** GitHub's paths begin without a slash: with one, a pattern would silently match nothing. */
const pattern = v.pipe(
  v.string(EXPECTED.pattern),
  v.maxLength(LONGEST_PATTERN, EXPECTED.pattern),
  v.regex(/^(?:\.?\/)?[^\s\p{Cc}/](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u, EXPECTED.pattern),
  v.check((text) => patternProblem(text) === undefined, EXPECTED.matching),
  v.transform((text) => text.replace(/^\.?\//, "")),
);

const directory = v.pipe(
  v.string(EXPECTED.directory),
  v.maxLength(200, EXPECTED.directory),
  v.regex(/^[\p{L}\d._-][\p{L}\d._ -]*(?:\/[\p{L}\d._-][\p{L}\d._ -]*)*\/?$/u, EXPECTED.directory),
  v.check(isOwnDirectory, EXPECTED.directory),
  v.transform((text) => text.replace(/\/$/, "")),
);

function isOwnDirectory(path: string): boolean {
  const [first = "", ...folders] = path.toLowerCase().split("/");
  if (first === ".github") return false;
  return [first, ...folders].every((folder) => ![".", "..", ".git"].includes(folder.trim()));
}

const severity = v.optional(
  section({
    acknowledge: v.optional(duration),
    update: v.optional(duration),
    escalate: v.optional(duration),
    mention: list(mention),
    words: list(word),
  }),
);

const needs = list(v.picklist(NEEDABLE, oneOf(NEEDABLE)));

/** The file as people write it; everything may be left out. */
export const configSchema = section({
  timezone: v.optional(timezone),
  permission: v.optional(v.picklist(["triage", "write"], oneOf(["triage", "write"]))),
  severities: v.optional(section({ critical: severity, major: severity, minor: severity })),
  phases: v.optional(section({ diagnose: needs, alert: needs, kludge: needs, optimize: needs })),
  components: v.optional(
    v.pipe(
      noList(
        v.record(componentName, list(pattern, MOST_PATTERNS), EXPECTED.components),
        EXPECTED.components,
      ),
      v.maxEntries(200, "at most 200 components"),
    ),
  ),
  escalation: list(mention),
  gate: v.optional(
    section({
      permission: v.optional(
        v.picklist(["write", "maintain", "admin"], oneOf(["write", "maintain", "admin"])),
      ),
    }),
  ),
  report: v.optional(
    section({
      directory: v.optional(directory),
      reviewers: list(reviewer),
      due: v.optional(clock),
    }),
  ),
  "working-hours": v.optional(
    section({
      days: v.optional(
        v.pipe(
          v.array(v.picklist(WEEKDAYS, oneOf(WEEKDAYS)), EXPECTED.list),
          v.minLength(1, "at least one day"),
        ),
      ),
      from: v.optional(clock),
      to: v.optional(clock),
    }),
  ),
  "quiet-hours": v.optional(section({ from: v.optional(clock), to: v.optional(clock) })),
  bots: list(bot),
  notify: notifySchema,
  wording: wordingSchema,
  people: peopleSchema,
});

/** What the file says, once it is valid. */
export type ConfigFile = v.InferOutput<typeof configSchema>;

/** 1 Monday to 7 Sunday. */
export function weekdayNumber(day: (typeof WEEKDAYS)[number]): number {
  return WEEKDAYS.indexOf(day) + 1;
}
