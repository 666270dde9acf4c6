import { parseSeverity } from "./fact.ts";
import { MOST_PATTERNS } from "./glob.ts";
import type { GivenMoment, Incident, Said } from "./incident.ts";
import type { IssueForm } from "./issue-form.ts";
import { splitWords } from "./rules/diagnose.ts";
import { parseMoment } from "./time.ts";

const FORM_TEXTS = ["scope", "steps", "works"] as const;

export type Formed = {
  readonly form: IssueForm;
  /** The form that it takes the place of. */
  readonly before?: IssueForm;
  /** The issue's own text counts as said when the issue was opened. */
  readonly said: Said;
  readonly timezone: string;
};

/** What the issue form says, in place of what it said before. What a command said outweighs it. */
export function withForm(incident: Incident, formed: Formed): Incident {
  const { form, before = {}, said } = formed;
  const isFormed = (given: Said | undefined): boolean =>
    given === undefined || given.source === said.source;
  const { severity, ...rest } = incident;
  const value = parseSeverity(form.severity ?? "");
  const given = isFormed(severity) ? value && { ...said, value } : severity;
  return withStarted(
    {
      ...rest,
      ...(given === undefined ? {} : { severity: given }),
      facts: factsOf(incident, formed, isFormed),
      paths: wordsOf(incident.paths, incident, [before.paths, form.paths]),
      components: wordsOf(incident.components, incident, [before.components, form.components]),
    },
    formed,
  );
}

function factsOf(
  { facts }: Incident,
  { form, said }: Formed,
  isFormed: (given: Said | undefined) => boolean,
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
  const { form, said, timezone } = formed;
  if (started !== undefined && started.source !== said.source) return incident;
  const parsed =
    form.started === undefined ? undefined : parseMoment(form.started, { at: said.at, timezone });
  const value = parsed?.ok === true && parsed.value <= said.at ? parsed.value : undefined;
  if (value === undefined) return { ...incident, moments, startedAt: said.at };
  const given: GivenMoment = { ...said, value, original: value };
  return { ...incident, moments: { ...moments, started: given }, startedAt: value };
}

/** Before the declaration the last form counts; after it, what the incident holds only grows. */
function wordsOf(
  words: readonly string[],
  { standing }: Incident,
  [before = "", now = ""]: readonly (string | undefined)[],
): readonly string[] {
  const gone = new Set(standing === "declared" ? [] : splitWords(before));
  const kept = words.filter((word) => !gone.has(word));
  return [...new Set([...kept, ...splitWords(now).slice(0, MOST_PATTERNS)])];
}
