import { CONFIG_PATH, TEMPLATE_PATH } from "../../../core/config/config.ts";
import { parseConfig } from "../../../core/config/parse-config.ts";
import { wordingProblems } from "../../../text/notify/check-wording.ts";
import { fillTemplate } from "../../../text/report/report-template.ts";
import { filesOf } from "../facts.ts";
import type { Facts } from "../facts.ts";
import { FORM_FOLDER } from "../read-here.ts";
import type { Files } from "../read-here.ts";
import { fine, orFine, skipped, warning, wrong } from "../finding.ts";
import type { Verdict } from "../finding.ts";
import { FACTS } from "../../../core/model/fact.ts";
import type { FactName } from "../../../core/model/fact.ts";
import { parseIssueForm } from "../../../core/markdown/issue-form.ts";
import { INCIDENT_LABEL, PHASES } from "../../../core/model/phase.ts";
import { suggest } from "../../../core/command/suggest.ts";
import { FORM_PATH } from "../../init/init-files.ts";
import { parseForm } from "../read-form.ts";
import type { Form, FormField } from "../read-form.ts";

export const NO_FILES = "there is no work tree here, and the repository can't be read";

/** Every section that is read, by the fact that it gives. */
const SECTIONS: readonly { readonly fact: FactName; readonly section: string }[] = Object.entries(
  FACTS,
).flatMap(([fact, rule]) =>
  "section" in rule && isFact(fact) ? [{ fact, section: rule.section }] : [],
);

const NEEDED: readonly string[] = PHASES.diagnose.needs;

export function checkConfig(facts: Facts): readonly Verdict[] {
  const files = filesOf(facts);
  if (files === undefined) return [skipped(NO_FILES)];
  const { status, problems } = parseConfig(files.config);
  if (status === "missing") {
    return [
      warning(`There is no ${CONFIG_PATH}: the defaults count, and nothing is held.`, "dakor init"),
    ];
  }
  return orFine(
    [...problems, ...wordingProblems(files.config ?? "")].map(
      ({ line, column, path, expected, found, suggestion }) =>
        wrong(
          `${CONFIG_PATH}:${line}:${column} ${path}: expected ${expected}, found ${found}.`,
          suggestion === undefined ? `Write ${expected}.` : `Did you mean ${suggestion}?`,
        ),
    ),
    `${CONFIG_PATH} is valid.`,
  );
}

/** In a private repository a target is told nothing unless the configuration says that it may be. */
export function checkTargets(facts: Facts): readonly Verdict[] {
  const { remote } = facts;
  if (!remote.ok) return [skipped(remote.error.why)];
  const { notify } = parseConfig(filesOf(facts)?.config).config;
  const silent = remote.value.isPrivate ? notify.filter(({ internal }) => !internal) : [];
  return orFine(
    silent.map(({ name }) =>
      warning(
        `The repository is private, so ${name} hears nothing of its incidents.`,
        `Add internal: true to notify.${name}: then it hears that there is news, how bad it is, and where.`,
      ),
    ),
    "No target is kept from hearing by a private repository.",
  );
}

export function checkTemplate(facts: Facts): readonly Verdict[] {
  const files = filesOf(facts);
  if (files === undefined) return [skipped(NO_FILES)];
  if (files.template === undefined) return [fine("Reports follow the built-in template.")];
  const filled = fillTemplate(files.template, {});
  if (filled.ok) return [fine(`${TEMPLATE_PATH} can be filled in.`)];
  const { line, message } = filled.error;
  return [
    wrong(
      `${TEMPLATE_PATH}${line === undefined ? "" : `:${line}`} can't be filled in: ${message}.`,
      `Correct that line, or delete ${TEMPLATE_PATH}: then the built-in template is used.`,
    ),
  ];
}

export function checkReports({ here, remote }: Facts): readonly Verdict[] {
  if (!remote.ok) return [skipped(remote.error.why)];
  const { files, reports } = remote.value;
  const { directory } = parseConfig(files.config).config.report;
  const isAhead =
    here !== undefined && parseConfig(here.config).config.report.directory !== directory;
  if (isAhead) return [skipped("Another folder for reports is configured here than on GitHub.")];
  if (reports === "folder") return [fine(`Reports lie in ${directory}.`)];
  return reports === "none"
    ? [fine(`${directory} will be made with the first report.`)]
    : [
        wrong(
          `${directory} is a file, so no report can be put there.`,
          `Set report: { directory: … } in ${CONFIG_PATH} to a folder.`,
        ),
      ];
}

/** GitHub works with the files of the default branch, whatever lies here. */
export function checkPushed({ here, remote }: Facts): readonly Verdict[] {
  if (here === undefined) return [skipped("There is no work tree to compare.")];
  if (!remote.ok) return [skipped(remote.error.why)];
  const { branch = "the default branch", files } = remote.value;
  const [mine, theirs] = [textsOf(here), textsOf(files)];
  const differing = [...new Set([...mine.keys(), ...theirs.keys()])]
    .filter((path) => mine.get(path) !== theirs.get(path))
    .toSorted();
  if (differing.length === 0) return [fine(`What lies here is what is on ${branch}.`)];
  return [
    warning(
      `Not the same here as on ${branch}: ${differing.join(", ")}. GitHub works with what is on ${branch}.`,
      `Commit and push, and merge into ${branch}; or git pull.`,
    ),
  ];
}

function textsOf({ config, template, forms, workflows }: Files): ReadonlyMap<string, string> {
  const whole = [...forms, ...workflows].map(({ path, text }) => [path, text] as const);
  const single = [
    [CONFIG_PATH, config],
    [TEMPLATE_PATH, template],
  ] as const;
  return new Map([
    ...whole,
    ...single.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])),
  ]);
}

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
