import { FACTS, type FactName } from "../model/fact.ts";
import { cleanBody, parseMarkdown, spanOf, type ParsedPiece } from "./markdown.ts";
import { readSeverity, type SeverityWords } from "../command/severity-words.ts";

/** What an issue form's sections say: a severity's name, patterns and components with spaces between, else Markdown. */
export type IssueForm = Readonly<Partial<Record<FactName, string>>>;

const HEADING_LINE = /^ {0,3}###[ \t]/m;
const NO_RESPONSE = "_No response_";
/** What people put where they have nothing to say. */
const NOTHING =
  /^(?:n\/?a|n\.a\.?|tbd|tba|todo|unknown|idk|not sure(?: yet)?|not known(?: yet)?|don['’]t know(?: yet)?|none yet|\?+|[^\p{L}\p{N}]*)[.!]?$/iu;

/** Answers that may hold headings of their own; where a field's answer is a value, any heading ends it. */
const TEXTS: readonly FactName[] = ["scope", "steps", "works"];

const FACT_BY_HEADING: ReadonlyMap<string, FactName> = new Map(
  factNames().flatMap((fact) => {
    const { section = "", title }: { readonly section?: string; readonly title: string } =
      FACTS[fact];
    return [section, title]
      .filter((heading) => heading !== "")
      .map((heading) => [plain(heading), fact]);
  }),
);

/** GitHub writes a submitted form as `### Heading`, then the answer. Anybody may have edited it since. */
export function parseIssueForm(body: string, words?: SeverityWords): IssueForm {
  if (!HEADING_LINE.test(body)) return {};
  const source = cleanBody(body);
  const headings = parseMarkdown(source, (piece) => HEADING_LINE.test(piece)).flatMap(headingsOf);
  const form: Partial<Record<FactName, string>> = {};
  for (const [index, { title, to }] of headings.entries()) {
    const fact = FACT_BY_HEADING.get(plain(title));
    if (fact === undefined || form[fact] !== undefined) continue;
    const next = headings.slice(index + 1).find((heading) => endsAnswer(heading, fact, source));
    const answer = withoutComments(source.slice(to, next?.from)).trim();
    const isNothing = answer === NO_RESPONSE || NOTHING.test(answer);
    const value = isNothing ? "" : valueOf(fact, answer, words);
    if (value !== "") form[fact] = value;
  }
  return form;
}

/** A heading that somebody wrote in an answer belongs to it; a form's next question does not. */
function endsAnswer({ title, to }: FormHeading, fact: FactName, source: string): boolean {
  if (!TEXTS.includes(fact) || FACT_BY_HEADING.has(plain(title))) return true;
  return /\?\s*$/.test(title) || source.slice(to).trimStart().startsWith(NO_RESPONSE);
}

/** A template's hints that nobody has taken out. */
function withoutComments(answer: string): string {
  return answer.replace(/<!--(?:(?!-->)[^])*(?:-->|$)/g, "");
}

type FormHeading = { readonly title: string; readonly from: number; readonly to: number };

function headingsOf({ from: start, source, root }: ParsedPiece): readonly FormHeading[] {
  return root.children.flatMap((node) => {
    if (node.type !== "heading" || node.depth !== 3) return [];
    const { from, to } = spanOf(node);
    const title = source.slice(from, to).replace(/^#+/, "");
    return [{ title, from: start + from, to: start + to }];
  });
}

function factNames(): readonly FactName[] {
  return Object.keys(FACTS).filter((name): name is FactName => name in FACTS);
}

function plain(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\((?:optional|required)\)/, "")
    .replace(/[\s?:#*_]+$/, "")
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .replace(/\s+/g, " ");
}

function valueOf(fact: FactName, answer: string, words: SeverityWords | undefined): string {
  if (fact === "severity") return readSeverity(ticked(answer), words) ?? "";
  return fact === "paths" || fact === "components" ? wordsOf(answer).join(" ") : answer;
}

/** The lines of an answer, of boxes only the ticked ones. */
function ticked(answer: string): string {
  const lines = answer.split("\n").filter((line) => !/^\s*[-*+] \[ \]/.test(line));
  return lines.map((line) => line.replace(/^\s*[-*+] \[x\] /i, "")).join("\n");
}

/** Answers come as lines, as lists, as ticked boxes, or in the code block of a form's `render`. */
function wordsOf(answer: string): readonly string[] {
  const words = answer
    .split("\n")
    .filter((line) => !/^\s*(?:```|~~~|[-*+] \[ \])/.test(line))
    .flatMap((line) => line.replace(/^\s*[-*+] (?:\[x\] )?/i, "").split(/[\s,]+/))
    .map((word) => word.replace(/^`+|`+$/g, ""));
  return [...new Set(words)].filter((word) => word !== "");
}
