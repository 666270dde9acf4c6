import { FACTS, parseSeverity, type FactName } from "./fact.ts";
import { cleanBody, parseMarkdown, spanOf, type ParsedPiece } from "./markdown.ts";

/** What an issue form's sections say: a severity's name, patterns and components with spaces between, else Markdown. */
export type IssueForm = Readonly<Partial<Record<FactName, string>>>;

const HEADING_LINE = /^ {0,3}###[ \t]/m;
const NO_RESPONSE = "_No response_";

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
export function parseIssueForm(body: string): IssueForm {
  if (!HEADING_LINE.test(body)) return {};
  const source = cleanBody(body);
  const headings = parseMarkdown(source, (piece) => HEADING_LINE.test(piece)).flatMap(headingsOf);
  const form: Partial<Record<FactName, string>> = {};
  for (const [index, { title, to }] of headings.entries()) {
    const fact = FACT_BY_HEADING.get(plain(title));
    if (fact === undefined || form[fact] !== undefined) continue;
    const answer = source.slice(to, headings[index + 1]?.from).trim();
    const value = answer === NO_RESPONSE ? "" : valueOf(fact, answer);
    if (value !== "") form[fact] = value;
  }
  return form;
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
    .replace(/[\s?:#*_]+$/, "")
    .replace(/^[\s*_]+/, "")
    .replace(/\s+/g, " ");
}

function valueOf(fact: FactName, answer: string): string {
  if (fact === "severity") return parseSeverity(/[a-z]+/i.exec(answer)?.[0] ?? "") ?? "";
  return fact === "paths" || fact === "components" ? wordsOf(answer).join(" ") : answer;
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
