import { FACTS } from "../../../core/model/fact.ts";
import type { FactName } from "../../../core/model/fact.ts";
import { parseIssueForm } from "../../../core/markdown/issue-form.ts";
import { INCIDENT_LABEL, PHASES } from "../../../core/model/phase.ts";
import { suggest } from "../../../core/command/suggest.ts";
import { FORM_PATH } from "../../init/init-files.ts";
import { NO_FILES } from "./check-files.ts";
import { filesOf } from "../facts.ts";
import type { Facts } from "../facts.ts";
import { orFine, skipped, warning, wrong } from "../finding.ts";
import type { Verdict } from "../finding.ts";
import { FORM_FOLDER } from "../read-here.ts";
import { parseForm } from "../read-form.ts";
import type { Form, FormField } from "../read-form.ts";

/** Every section that is read, by the fact that it gives. */
const SECTIONS: readonly { readonly fact: FactName; readonly section: string }[] = Object.entries(
  FACTS,
).flatMap(([fact, rule]) =>
  "section" in rule && isFact(fact) ? [{ fact, section: rule.section }] : [],
);

const NEEDED: readonly string[] = PHASES.diagnose.needs;

export function checkForm(facts: Facts): readonly Verdict[] {
  const files = filesOf(facts);
  if (files === undefined) return [skipped(NO_FILES)];
  const forms = files.forms.flatMap((file) => parseForm(file) ?? []);
  const labelled = forms.filter(({ labels }) => labels.includes(INCIDENT_LABEL));
  if (labelled.length > 0) {
    const [{ path } = { path: "" }] = labelled;
    return orFine(
      labelled.flatMap(formVerdicts),
      `${path} asks for what Diagnose needs, and sets the label ${INCIDENT_LABEL}.`,
    );
  }
  const near = forms.find(isNear);
  return near === undefined
    ? [
        warning(
          `No issue form in ${FORM_FOLDER} opens an incident.`,
          `dakor init writes ${FORM_PATH}`,
        ),
      ]
    : [
        wrong(
          `${near.path} doesn't set the label ${INCIDENT_LABEL}: its issues are no incidents.`,
          `Add the line: labels: [${INCIDENT_LABEL}]`,
        ),
      ];
}

/** It is called incident, or asks what only an incident's form asks. */
export function isNear({ path, fields }: Form): boolean {
  return /incident[^/]*$/i.test(path) || fields.filter((field) => factOf(field)).length > 1;
}

function formVerdicts({ path, fields }: Form): readonly Verdict[] {
  const given = new Set(fields.map(factOf));
  const unasked = SECTIONS.filter(({ fact }) => NEEDED.includes(fact) && !given.has(fact));
  const unread = fields.filter((field) => factOf(field) === undefined);
  return [
    ...unread.map(({ title }) => {
      const sections = SECTIONS.map(({ section }) => section);
      const meant = suggest(title, sections) ?? sections.join(" / ");
      return warning(`${path}: nothing reads the section "${title}".`, `Call it: ${meant}`);
    }),
    ...unasked.map(({ section }) =>
      warning(
        `${path} doesn't ask "${section}", which Diagnose needs: the board asks for it afterwards.`,
        `Add a field with label: ${section}`,
      ),
    ),
    ...fields
      .filter((field) => factOf(field) === "severity")
      .flatMap((field) => unreadable(path, field)),
  ];
}

function unreadable(path: string, { title, options }: FormField): readonly Verdict[] {
  return options
    .filter((option) => parseIssueForm(`### ${title}\n\n${option}\n`).severity === undefined)
    .map((option) =>
      wrong(
        `${path}: "${option}" is no severity.`,
        "Let the option begin with critical, major or minor.",
      ),
    );
}

/** The fact that a section gives, as the reader of issues finds it. */
function factOf({ title }: FormField): FactName | undefined {
  const [fact] = Object.keys(parseIssueForm(`### ${title}\n\nminor\n`));
  return fact !== undefined && isFact(fact) ? fact : undefined;
}

function isFact(name: string): name is FactName {
  return Object.hasOwn(FACTS, name);
}
