import { parseSeverity } from "../model/fact.ts";
import type { Config } from "../config/config.ts";
import { MOST_PATTERNS } from "../gate/glob.ts";
import type { Incident } from "../model/incident.ts";
import type { MomentWithSource, Source } from "../model/timeline.ts";
import type { IssueForm } from "../markdown/issue-form.ts";
import { componentNames, splitWords } from "./commands/diagnose.ts";
import { parseMoment, type MomentProblem } from "../time/parse-moment.ts";
import { readPaths } from "../gate/path-words.ts";
import type { Refusal } from "../model/refusal.ts";
import type { Result } from "../model/result.ts";
import type { Instant } from "../time/time.ts";
import { defined } from "../model/defined.ts";

const FORM_TEXTS = ["scope", "steps", "works"] as const;

type Formed = {
  readonly form: IssueForm;
  /** The form that it takes the place of. */
  readonly before?: IssueForm;
  /** The issue's own text counts as said when the issue was opened. */
  readonly said: Source;
  readonly config: Config;
};

/** What the issue form says, in place of what it said before. What a command said outweighs it. */
export function withForm(incident: Incident, formed: Formed): Incident {
  const { form, before = {}, said } = formed;
  const isFormed = (given: Source | undefined): boolean =>
    given === undefined || given.source === said.source;
  const { severity, ...rest } = incident;
  const value = parseSeverity(form.severity ?? "");
  const given = isFormed(severity) ? value && { ...said, value } : severity;
  return withStarted(
    {
      ...rest,
      ...defined({ severity: given }),
      facts: factsOf(incident, formed, isFormed),
      paths: wordsOf(incident.paths, incident, [pathsIn(before), pathsIn(form)]),
      components: wordsOf(incident.components, incident, [
        componentsIn(before, formed),
        componentsIn(form, formed),
      ]),
    },
    formed,
  );
}

function factsOf(
  { facts }: Incident,
  { form, said }: Formed,
  isFormed: (given: Source | undefined) => boolean,
): Incident["facts"] {
  const kept = Object.entries(facts).filter(
    ([name, given]) => !FORM_TEXTS.some((fact) => fact === name) || !isFormed(given),
  );
  const told = FORM_TEXTS.flatMap((fact) => {
    const value = form[fact];
    return value === undefined || !isFormed(facts[fact]) ? [] : [[fact, { ...said, value }]];
  });
  return Object.fromEntries([...kept, ...told]);
}

function withStarted(incident: Incident, formed: Formed): Incident {
  const { started, ...moments } = incident.moments;
  const { form, said } = formed;
  if (started !== undefined && started.source !== said.source) return incident;
  const parsed = startedIn(form, formed);
  const value = parsed?.ok === true && parsed.value <= said.at ? parsed.value : undefined;
  if (value === undefined) return { ...incident, moments, startedAt: said.at };
  const given: MomentWithSource = { ...said, value, original: value };
  return { ...incident, moments: { ...moments, started: given }, startedAt: value };
}

/** Before the declaration the last form counts; after it, what the incident holds only grows. */
function wordsOf(
  words: readonly string[],
  { status }: Incident,
  [before = [], now = []]: readonly (readonly string[])[],
): readonly string[] {
  const gone = new Set(status === "declared" ? [] : before);
  const kept = words.filter((word) => !gone.has(word));
  return [...new Set([...kept, ...now.slice(0, MOST_PATTERNS)])];
}

function pathsIn(form: IssueForm): readonly string[] {
  const paths = readPaths(form.paths ?? "");
  return paths.ok ? paths.value : [];
}

function componentsIn(form: IssueForm, { config }: Formed): readonly string[] {
  return componentNames(splitWords(form.components ?? ""), Object.keys(config.components));
}

function startedIn(form: IssueForm, formed: Formed): Result<Instant, MomentProblem> | undefined {
  const { said, config } = formed;
  const typed = startedWords(form);
  return typed === "" ? undefined : parseMoment(typed, { at: said.at, timezone: config.timezone });
}

function startedWords(form: IssueForm): string {
  return form.started?.replaceAll("`", "").replace(/\s+/g, " ").trim() ?? "";
}

/** What a form says that can't be read; nobody is asked about what was said since. */
export function formRefusals(incident: Incident, formed: Formed): readonly Refusal[] {
  const { form } = formed;
  const typed = startedWords(form).slice(0, 100);
  const isUnread = incident.moments.started === undefined && startedIn(form, formed)?.ok === false;
  const paths = readPaths(form.paths ?? "");
  const isPathless = form.paths !== undefined && !paths.ok && incident.paths.length === 0;
  return [
    ...(isUnread
      ? [
          {
            reason: "moment-unreadable",
            line: `/started ${typed}`,
            name: "started",
            typed,
          } as const,
        ]
      : []),
    ...(isPathless
      ? [{ reason: "path-unreadable", line: `/paths ${form.paths}`, ...paths.error } as const]
      : []),
  ];
}
