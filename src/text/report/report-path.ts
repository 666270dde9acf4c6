import type { ReportDraft } from "../../core/plan/effect.ts";
import { localDate } from "../../core/time/time.ts";

const MOST_SLUG = 80;
const MOST_BYTES = 200;

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
export function slug(text: string, most: number = MOST_SLUG): string {
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
