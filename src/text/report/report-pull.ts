import type { ReportDraft } from "../../core/plan/effect.ts";
import { inline, listed, person, plain } from "../markdown/escape.ts";
import { LIMITS } from "../../core/markdown/text-limits.ts";
import { cutTo } from "../markdown/limit.ts";
import { REPORT_RULES } from "./report-rule-text.ts";
import { when } from "../markdown/when.ts";
import { localDate } from "../../core/time/time.ts";

const MOST_SLUG = 80;
const MOST_BYTES = 200;

/** Title and first comment of the report's pull request. No word here closes an issue. */
export function renderReportPull(draft: ReportDraft): {
  readonly title: string;
  readonly body: string;
} {
  const { incident, config, due } = draft;
  const summary = incident.facts.summary?.value ?? "";
  const clock = { timezone: config.timezone, reference: incident.startedAt };
  const leads = listed(incident.leads.map(person));
  return {
    title: cutTo(`Report for #${incident.number}: ${plain(summary)}`, LIMITS.title),
    body: [
      `This is the report of incident #${incident.number}: ${inline(summary, 200)}`,
      `It is due by **${when(due, clock)}**. Nobody needs to write it tonight: rest first, then write.`,
      [
        "What is known is filled in already. What is left to do:",
        "",
        "- Answer each `TODO`, and take the word away.",
        "- Read the timeline, and correct what is wrong. Parts that you change are yours: they are not refreshed any more.",
        "- Say what happened, not who did it. Everybody did what made sense with what they knew.",
        "- Give each recommendation a kind, an owner and a date.",
      ].join("\n"),
      [
        "It is finished, and can be merged, when",
        "",
        ...Object.values(REPORT_RULES).map((rule) => `- ${rule}`),
      ].join("\n"),
      `Once it is merged, the incident is over, and merges that wait for it are free.${leads === "" ? "" : ` ${leads} ${incident.leads.length === 1 ? "knows" : "know"} most about it.`}`,
    ].join("\n\n"),
  };
}

export function commitMessage({ incident, state }: ReportDraft): string {
  const verb = state.file === undefined ? "Begin" : "Refresh";
  return `${verb} the report of incident #${incident.number}`;
}

/** Where the report lies; a file that is there keeps its path, also when the incident is renamed. */
export function reportPath({ incident, config, state }: ReportDraft): string {
  if (state.file !== undefined) return state.file.path;
  const directory = config.report.directory.replace(/^\/+|\/+$/g, "");
  const date = localDate(incident.startedAt, config.timezone);
  const start = `${directory === "" ? "" : `${directory}/`}${date}-${incident.number}-`;
  const room = MOST_BYTES - new TextEncoder().encode(`${start}.md`).length;
  return `${start}${slug(incident.facts.summary?.value ?? "", Math.min(MOST_SLUG, room))}.md`;
}

/** Letters, digits and single hyphens: never a path, never empty. */
function slug(text: string, most: number = MOST_SLUG): string {
  const words = text
    .toWellFormed()
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, Math.max(1, most + 1))
    .replace(/^-+/, "");
  const short = words.slice(0, Math.max(1, most)).replace(/-+$/, "");
  return short === "" ? "incident".slice(0, Math.max(1, most)) : short;
}
