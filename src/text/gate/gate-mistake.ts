import type { ConfigProblem } from "../../core/config/config.ts";
import { KINDS } from "../../core/report/recommendation.ts";
import type { RecommendationPart } from "../../core/report/recommendation.ts";
import type { ReportProblem } from "../../core/report/report-rule.ts";
import { clamp, code, inline, plain } from "../markdown/escape.ts";
import { RECOMMENDATION_END } from "../report/report-rule-text.ts";

/** How people's words are written: as Markdown in a summary, plain in an annotation. */
type TextStyle = {
  readonly quote: (text: string) => string;
  readonly say: (text: string) => string;
};

const LONGEST_WORD = 200;

export const MARKDOWN: TextStyle = {
  quote: (text) => code(clamp(text, LONGEST_WORD)),
  say: (text) => inline(text, LONGEST_WORD),
};
export const PLAIN: TextStyle = {
  quote: (text) => `"${plain(text, LONGEST_WORD)}"`,
  say: (text) => plain(text, LONGEST_WORD),
};

const PARTS: Readonly<Record<RecommendationPart, string>> = {
  kind: `kind (${KINDS.join(", ")})`,
  owner: "owner",
  due: "date",
};

export function configLine(problem: ConfigProblem, { quote, say }: TextStyle): string {
  const { line, column, path, expected, found, suggestion } = problem;
  const where = path === "" ? "" : ` ${quote(path)}`;
  const hint = suggestion === undefined ? "" : ` Did you mean ${quote(suggestion)}?`;
  return `${line}:${column}${where}: expected ${say(expected)}, found ${quote(found)}.${hint}`;
}

export function reportLine(problem: ReportProblem, { quote }: TextStyle): string {
  switch (problem.reason) {
    case "front-matter-missing":
      return `The report begins with its front matter, between a line ${quote("<!-- dakor:report")} and a line ${quote("-->")}. It is missing.`;
    case "front-matter-unreadable":
      return `The front matter, the lines at the top of the report, can't be read as YAML.`;
    case "incident-missing":
      return problem.found === ""
        ? `The front matter doesn't say which incident it is about, such as ${quote("incident: 42")}.`
        : `The front matter is about another incident: ${quote(problem.found)}.`;
    case "section-missing":
      return `There is no section ${quote(`## ${problem.section}`)}.`;
    case "section-empty":
      return `The section ${quote(`## ${problem.section}`)} is still empty.`;
    case "too-many-reports":
      return `More than ${problem.most} reports are changed at once, and not all of them can be looked into. Split this pull request.`;
    case "todo-left":
      return `There is a ${quote("TODO")} left. Answer it, and take the word away.`;
    case "recommendation-incomplete":
      return `This recommendation has no ${problem.missing.map((part) => PARTS[part]).join(", no ")} yet. Its line ends with ${quote(RECOMMENDATION_END)}.`;
    case "time-too-early":
      return problem.found === undefined
        ? `The front matter doesn't say when it was over, so the report may be older than that. Add ${quote(`times: { ${problem.name}: "${problem.needed}" }`)}.`
        : `It is about an earlier outage: ${quote(`times: ${problem.name}:`)} in its front matter must be ${quote(problem.needed)} or later, and is ${quote(problem.found)}.`;
    case "outage-missing":
      return problem.name === "outages"
        ? `It broke again within the same minute, and the report is about an earlier outage: ${quote("outages:")} in its front matter must list all ${problem.needed}, and lists ${problem.found}.`
        : `It was reopened within the same minute, and the report is older: ${quote("reopened:")} in its front matter must be ${problem.needed}, and is ${problem.found}.`;
  }
}
