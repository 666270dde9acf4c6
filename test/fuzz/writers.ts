import { block } from "../../src/text/markdown/block.ts";
import { code, fence, inline, mention, plain, quoted } from "../../src/text/markdown/escape.ts";
import { marked, mergeReport } from "../../src/text/report/report-part.ts";
import { fillTemplate } from "../../src/text/report/report-template.ts";
import { actsOf, isCrossReference } from "../text/acts.ts";
import { COMMANDS, OUTSIDE, REPORT, TEMPLATE } from "./grammar.ts";
import { meanText, type Words } from "./mean-text.ts";
import { must, ofText, type Parser } from "./parser.ts";

const ACTING: Words = [
  "@lea",
  "#12",
  "GH-7",
  "<b>",
  "![x](https://a.b/i.png)",
  "www.github.com/a/b/pull/3",
  "deadbeef1",
  ...COMMANDS,
];
const FRESH = `# Report\n\n${marked({ name: "cause", text: "New words" })}\n\n${marked({ name: "summary", text: "S" })}\n`;
const PARTS: Words = [
  marked({ name: "cause", text: "Old words" }),
  "<!-- dakor:begin cause 00000000 -->\n",
  "\n<!-- dakor:end cause -->\n",
  "\n<!-- dakor:begin a 00000000 -->\n",
  "\n# dakor:end front\n",
  ...REPORT,
];

function mustNotAct(markdown: string): void {
  // What people wrote is cut long before it is this long.
  const acts = actsOf(markdown.slice(0, 8_000));
  must(acts.mentions.length === 0, "nobody is mentioned");
  must(acts.references.length === 0, "nothing is referred to");
  must(acts.html.length === 0 && acts.images === 0, "no HTML, no image");
  must(!acts.links.some(isCrossReference), "no link that is a reference");
}

function ofWords(
  name: string,
  words: Words,
  rest: Pick<Parser, "most" | "size"> & { readonly run: (text: string) => unknown },
): Parser {
  return ofText({ name, input: (chance) => meanText(chance, words), ...rest });
}

/** Writers of what people said, and of reports. */
export const WRITERS: readonly Parser[] = [
  ofWords("a line of somebody's", ACTING, {
    most: 10,
    run: (text) => {
      const line = inline(text);
      must(!/[\n\r]|\{\{|\{%/.test(line), "a line is one, and no Liquid");
      if (text.length < 1_000) mustNotAct(line);
      return line;
    },
    size: (length) => 12 * length + 1_000,
  }),
  ofWords("lines of somebody's", ACTING, {
    most: 20,
    run: (text) => {
      const lines = block(text);
      if (text.length < 1_000) mustNotAct(lines);
      return lines;
    },
    size: (length) => 12 * length + 1_000,
  }),
  ofWords("titles, names and code", OUTSIDE, {
    most: 20,
    run: (text) => {
      const title = plain(text);
      must(title.length <= 200 && title.isWellFormed(), "a title is short and whole");
      must(plain(title).length <= 200, "a title can be one again");
      must(
        JSON.parse(quoted(text)) === text.toWellFormed().replaceAll("\0", "\uFFFD"),
        "a quoted string reads back",
      );
      return [title, mention(text), code(text), fence(text)];
    },
    size: (length) => 30 * length + 2_000,
  }),
  ofWords("merging a report", PARTS, {
    most: 50,
    run: (present) => {
      const merged = mergeReport(present, FRESH);
      must(mergeReport(merged, FRESH) === merged, "merged once is merged");
      return merged;
    },
    size: (length) => 10 * length + 2_000,
  }),
  ofWords("Liquid template", TEMPLATE, {
    most: 700,
    run: (template) => {
      const filled = fillTemplate(template, { title: "A {{ title }} @lea", a: "x" });
      must(filled.ok || filled.error.message.length < 2_000, "a mistake is told in some words");
      return filled;
    },
    size: () => 3_000_000,
  }),
];
