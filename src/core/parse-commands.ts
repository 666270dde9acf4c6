import type { Nodes } from "mdast";

import { commandParagraphs, type CommandParagraph } from "./command-lines.ts";
import { callReader, type Call, type CallReader, type CommandScope } from "./command-name.ts";
import { parseOptions } from "./command-options.ts";
import { ruleOf } from "./command.ts";
import { cleanBody, parseMarkdown } from "./markdown.ts";
import { MOST_COMMANDS, type CommandProblem, type ParsedLine } from "./parsed-command.ts";

export type { CommandScope } from "./command-name.ts";

/** One call as it stands in its paragraph. */
type Called = {
  readonly call: Call;
  readonly line: string;
  /** The paragraph's lines after it, up to the next call. */
  readonly following: readonly string[];
  readonly attached?: string;
};

/** A quoted line must leave room for the answer in one comment. */
const LONGEST_LINE = 500;

/**
 * The commands in a comment's top-level paragraphs, and what is wrong with lines that look like some. `repository` is
 * the address of the one whose numbers are meant.
 */
export function parseCommands(
  body: string,
  scope: CommandScope,
  repository?: string,
): readonly ParsedLine[] {
  // Most comments hold no command, and never meet the Markdown parser.
  if (!/^[ \t]*\/[a-z]/im.test(body.slice(0, 65_536))) return [];
  const source = cleanBody(body);
  const readCall = callReader(scope);
  const isCall = (line: string): boolean => readCall(line) !== undefined;
  if (!source.split("\n").some(isCall)) return [];
  const called = commandParagraphs(source, isCall).flatMap((paragraph) =>
    callsIn(paragraph, readCall),
  );
  const parsed = called.slice(0, MOST_COMMANDS).map((call) => parseLine(call, repository));
  const extra = called[MOST_COMMANDS];
  return extra === undefined
    ? parsed
    : [
        ...parsed,
        {
          type: "problem",
          problem: { reason: "too-many-commands", line: extra.line, count: called.length },
        },
      ];
}

/** What a comment says in its top-level paragraphs: no code, no quotes, no lists. */
export function visibleText(body: string): string {
  return parseMarkdown(cleanBody(body), () => true)
    .flatMap(({ root }) => root.children.filter(({ type }) => type === "paragraph").map(textOf))
    .join("\n");
}

function textOf(node: Nodes): string {
  if (node.type === "text") return node.value;
  if (node.type === "break") return "\n";
  return "children" in node ? node.children.map(textOf).join("") : "";
}

function callsIn({ lines, attached }: CommandParagraph, readCall: CallReader): readonly Called[] {
  const calls = lines.map(({ source, isPlain }) => (isPlain ? readCall(source) : undefined));
  const starts = calls.flatMap((call, index) => (call === undefined ? [] : [{ call, index }]));
  return starts.map(({ call, index }, order) => {
    const end = starts[order + 1]?.index;
    const [first = "", ...following] = lines
      .slice(index, end)
      .map(({ source }) => source.trimStart());
    const isLast = end === undefined && attached !== undefined;
    return { call, line: quotable(first), following, ...(isLast ? { attached } : {}) };
  });
}

function quotable(line: string): string {
  const typed = line.trim();
  return typed.length > LONGEST_LINE ? `${typed.slice(0, LONGEST_LINE).toWellFormed()}…` : typed;
}

function parseLine(
  { call, line, following, attached }: Called,
  repository: string | undefined,
): ParsedLine {
  if (call.type === "unknown") {
    return problemOf({ reason: "unknown-command", line, suggestion: call.suggestion });
  }
  const { name, rest } = call;
  const rule = ruleOf(name);
  const isLong = rule.text === "long" || rule.text === undefined;
  const {
    badNext,
    text: said,
    ...options
  } = parseOptions(isLong ? [rest, ...following].join("\n") : rest, rule, repository);
  const text =
    rule.text === "long" && attached !== undefined ? `${said}\n${attached}`.trim() : said;
  if (badNext !== undefined) {
    return problemOf({ reason: "duration-unreadable", line, name, typed: badNext });
  }
  if (text === "" && (rule.text === "line" || rule.text === "long")) {
    return problemOf({ reason: "text-missing", line, name });
  }
  if (text !== "" && rule.text === "none") {
    return problemOf({ reason: "text-unexpected", line, name });
  }
  return { type: "command", command: { name, line, text, ...options } };
}

function problemOf(problem: CommandProblem): ParsedLine {
  return { type: "problem", problem };
}
