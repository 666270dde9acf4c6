import { isTimezone } from "../../core/time/time.ts";
import { CONFIG_PATH } from "../../core/config/config.ts";
import { REPORT_RULES } from "../../text/report/report-rule-text.ts";
import { incidentForm } from "./incident-form.ts";
import { marked } from "./own-mark.ts";
import type { ActionSource } from "./read-action.ts";
import { workflowFiles } from "./workflows.ts";

export type InitFile = { readonly path: string; readonly text: string };

type Wanted = {
  /** Left out: no workflows, and no links to where this comes from. */
  readonly action: ActionSource | undefined;
  readonly hasWorkflows: boolean;
  /** Where this repository keeps its reports. */
  readonly directory: string;
  /** The default one. */
  readonly branch: string;
  /** Names of the secrets that the configuration has for telling people outside GitHub. */
  readonly secrets?: readonly string[];
};

export const FORM_PATH = ".github/ISSUE_TEMPLATE/incident.yml";

/** Everything that a repository needs, as init would write it now. */
export function initFiles({
  action,
  hasWorkflows,
  directory,
  branch,
  secrets = [],
}: Wanted): readonly InitFile[] {
  const uses =
    action === undefined
      ? undefined
      : `${action.repository}@${action.sha} # pinned; dakor init renews it`;
  return [
    yaml(CONFIG_PATH, configText(action)),
    yaml(FORM_PATH, incidentForm()),
    ...(uses === undefined || !hasWorkflows
      ? []
      : Object.entries(workflowFiles({ uses, branch, secrets })).map(([name, text]) =>
          yaml(`.github/workflows/${name}`, text),
        )),
    { path: `${directory}/README.md`, text: marked(readmeText(), "<!--") },
  ];
}

function yaml(path: string, text: string): InitFile {
  return { path, text: marked(text, "#") };
}

/** The zone of the machine at hand: more likely the team's than UTC, and easy to see in the file. */
function zoneHere(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return isTimezone(timeZone) ? timeZone : "UTC";
}

function configText(action: ActionSource | undefined): string {
  const links = action === undefined ? [] : linksTo(action);
  return `${[
    ...links,
    "# Every line here is optional: what is left out has a default. Take away a # to use a line.",
    "",
    "# Times that somebody writes without a zone are meant in this one.",
    `timezone: ${zoneHere()}`,
    "",
    "# Who is named when there is an alert, and when nobody answers it.",
    "#severities:",
    '#  critical: { mention: ["@acme/oncall"] }',
    '#escalation: ["@acme/leads"]',
    "",
    "# Paths by name: after /component checkout, merges that touch them are held until the report is merged.",
    "#components:",
    "#  checkout: [src/checkout/**]",
    "",
    "# Who is asked to review a report.",
    "#report:",
    "#  reviewers: [lea, acme/support]",
  ].join("\n")}\n`;
}

function linksTo({ repository, sha }: ActionSource): readonly string[] {
  const raw = `https://raw.githubusercontent.com/${repository}/${sha}/docs/reference/dakor.schema.json`;
  return [
    `# yaml-language-server: $schema=${raw}`,
    `# All settings: https://github.com/${repository}/blob/${sha}/docs/reference/config.md`,
  ];
}

function readmeText(): string {
  return `# Incident reports

One file for each incident. When its issue is closed, a pull request brings the file, with the timeline written already; people
write the rest. Nobody needs to finish it tonight.

A report is finished when

${Object.values(REPORT_RULES)
  .map((rule) => `- ${rule};`)
  .join("\n")
  .replace(/;$/, ".")}

Until a finished report is merged, merges into the incident's paths are held. \`dakor lint\` says what is missing, with line and
column.
`;
}
