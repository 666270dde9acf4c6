import { TEMPLATE_PATH } from "../../core/config/config.ts";
import type { ReportDraft } from "../../core/plan/effect.ts";
import { withoutFront } from "../../core/report/front-matter.ts";
import { code, inline } from "../markdown/escape.ts";
import { phaseChart } from "./report-chart.ts";
import { frontMatter } from "./report-front.ts";
import { marked, markedYaml } from "./report-part.ts";
import {
  causeText,
  containedText,
  fixedText,
  impactText,
  promisesText,
  recommendationsText,
  stabilityText,
  summaryText,
  titleText,
} from "./report-section.ts";
import { timelineText } from "./report-timeline.ts";
import { fillTemplate } from "./report-template.ts";
import type { TemplateValues } from "./report-template.ts";

/** What a template may show: each generated part with its markers, so that it can be refreshed. */
function reportParts(draft: ReportDraft): TemplateValues {
  return {
    title: marked({ name: "title", text: titleText(draft) }),
    summary: marked({ name: "summary", text: summaryText(draft) }),
    impact: marked({ name: "impact", text: impactText(draft) }),
    timeline: marked({ name: "timeline", text: timelineText(draft) }),
    chart: marked({ name: "chart", text: phaseChart(draft.incident, draft.config.timezone) }),
    cause: marked({ name: "cause", text: causeText(draft) }),
    contained: marked({ name: "contained", text: containedText(draft) }),
    stability: marked({ name: "stability", text: stabilityText(draft) }),
    fixed: marked({ name: "fixed", text: fixedText(draft) }),
    recommendations: marked({ name: "recommendations", text: recommendationsText(draft) }),
    promises: marked({ name: "promises", text: promisesText(draft) }),
    ...reportFacts(draft),
  };
}

/** Single facts for a template's own sentences; words of people are escaped. */
function reportFacts({ incident, repository }: ReportDraft): TemplateValues {
  return {
    number: String(incident.number),
    url: incident.url,
    repository: `${repository.owner}/${repository.name}`,
    name: inline(incident.facts.summary?.value ?? "", 200),
    severity: incident.severity?.value ?? "",
    components: inline(incident.components.join(", ")),
    leads: inline(incident.leads.join(", ")),
    started: incident.startedAt,
    stable: incident.moments.stable?.value ?? "",
    restored: incident.moments.restored?.value ?? "",
    drill: incident.isDrill ? "yes" : "no",
  };
}

/** The report as it is before anybody has written in it. */
export function renderReport(draft: ReportDraft): string {
  const front = [
    "<!-- dakor:report",
    markedYaml({ name: "front", text: frontMatter(draft.incident) }),
    "-->",
  ];
  const parts = reportParts(draft);
  const filled = draft.template === undefined ? undefined : fillTemplate(draft.template, parts);
  const body =
    filled === undefined
      ? builtIn(parts, [])
      : filled.ok
        ? filled.value
        : builtIn(parts, [templateNote(filled.error)]);
  // The record is always ours: a template's own front matter would make a second one.
  return `${front.join("\n")}\n\n${withoutFront(body.trimStart()).trim()}\n`;
}

function templateNote(error: { readonly line?: number; readonly message: string }): string {
  const place = error.line === undefined ? "" : ` in line ${error.line}`;
  return [
    "> [!WARNING]",
    `> ${code(TEMPLATE_PATH)} has a mistake${place}, so this is the built-in report: ${inline(error.message, 300)}`,
  ].join("\n");
}

function builtIn(parts: TemplateValues, notes: readonly string[]): string {
  const part = (name: string): string => parts[name] ?? "";
  return [
    part("title"),
    ...notes,
    "## Summary",
    part("summary"),
    "TODO: Tell it in three sentences that somebody outside the team understands.",
    "## Impact",
    part("impact"),
    "TODO: How many people were affected, and what did it mean for them? Numbers help.",
    "## Timeline",
    part("timeline"),
    part("chart"),
    "## Cause",
    part("cause"),
    "## How we contained it",
    part("contained"),
    "## How stable it was while contained",
    part("stability"),
    "TODO: Did it break again in that time, and for whom? Did the kludges have side effects?",
    "## How we fixed it",
    part("fixed"),
    "## What went well",
    "TODO: What helped?",
    "## What went badly",
    "TODO: What made it slower or bigger than it had to be?",
    "## Where we were lucky",
    "TODO: What could have made it worse, and did not?",
    "## Recommendations",
    part("recommendations"),
    "## Promises kept",
    part("promises"),
  ].join("\n\n");
}
