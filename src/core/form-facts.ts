import { parseSeverity } from "./fact.ts";
import type { Incident, Said } from "./incident.ts";
import { MOST_PATTERNS } from "./glob.ts";
import { parseIssueForm } from "./issue-form.ts";
import type { Circumstances } from "./rule.ts";
import { splitWords } from "./rules/diagnose.ts";
import type { Issue } from "./snapshot.ts";
import { parseMoment } from "./time.ts";

const FORM_TEXTS = ["scope", "steps", "works"] as const;

/** What the issue form says, as if it had been said when the issue was opened. */
export function withForm(incident: Incident, issue: Issue, around: Circumstances): Incident {
  const form = parseIssueForm(issue.body);
  const said: Said = { by: issue.author.login, at: issue.createdAt, source: issue.id };
  const facts = { ...incident.facts };
  for (const fact of FORM_TEXTS) {
    const value = form[fact];
    if (value !== undefined) facts[fact] = { ...said, value };
  }
  const severity = parseSeverity(form.severity ?? "");
  const { timezone } = around.config;
  const started =
    form.started === undefined
      ? undefined
      : parseMoment(form.started, { at: issue.createdAt, timezone });
  const moment =
    started?.ok === true && started.value <= issue.createdAt ? started.value : undefined;
  return {
    ...incident,
    facts,
    ...(severity === undefined ? {} : { severity: { ...said, value: severity } }),
    ...(moment === undefined
      ? {}
      : {
          startedAt: moment,
          moments: { started: { ...said, value: moment, original: moment } },
        }),
    paths: splitWords(form.paths ?? "").slice(0, MOST_PATTERNS),
    components: splitWords(form.components ?? ""),
  };
}
