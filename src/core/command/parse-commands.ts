import type { Nodes } from "mdast";
import { commandParagraphs } from "./command-lines.ts";
import type { CommandParagraph } from "./command-lines.ts";
import { DECORATION, callReader, isPredicate, plainCall, wordOfOwn } from "./command-name.ts";
import type { Call, CallReader, CommandScope } from "./command-name.ts";
import { parseOptions, saysSomething } from "./command-options.ts";
import type { CommandRule } from "./command-rule.ts";
import { ruleOf } from "./command.ts";
import { cleanBody, parseMarkdown } from "../markdown/markdown.ts";
import { MOST_COMMANDS } from "./parsed-command.ts";
import type { Command, CommandProblem, ParsedLine } from "./parsed-command.ts";
import { withoutQuotedMail } from "./quoted-mail.ts";
import { withoutCourtesy } from "../time/time-words.ts";
import { defined } from "../model/defined.ts";
import { LIMITS } from "../markdown/text-limits.ts";

/** One call as it stands in its paragraph. */
type Called = {
  readonly call: Call;
  readonly line: string;
  /** The paragraph's lines after it, up to the next call. */
  readonly following: readonly string[];
  readonly attached?: string;
  readonly isWithin?: true;
};

/** A quoted line must leave room for the answer in one comment. */
const LONGEST_LINE = 500;

/** What an offered line leaves open: it stands in angle brackets, and a line that still has it is not obeyed. */
const BLANKS = [
  "<reason>",
  "<time>",
  "<10m>",
  "<number>",
  "<#number>",
  "<@user>",
  "<user>",
  "<K1>",
  "<news>",
  "<name>",
  "<folder>",
  "<target>",
  "<words>",
  "<phase>",
  "<severity>",
  "<what is broken>",
  "<what happened>",
  "<what to do>",
  "<what to tell>",
  "<what you know>",
  "<what you do>",
  "<what you did>",
  "<what users notice>",
  "<what caused it>",
  "<what still works>",
  "<who or what is affected>",
  "<how to see it>",
  "<where and how>",
] as const;

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
  if (!mayHoldCommand(body)) return [];
  const source = cleanBody(body);
  const readCall = callReader(scope);
  const isCall = (line: string): boolean => readCall(line) !== undefined;
  if (!source.split("\n").some(isCall)) return [];
  const called = commandParagraphs(source, isCall).flatMap((paragraph) =>
    callsIn(paragraph, readCall),
  );
  const parsed = oneAlert(
    called.slice(0, MOST_COMMANDS).map((call) => parseLine(call, repository)),
  );
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

const BEGINNING = new RegExp(
  String.raw`^${DECORATION}(?:@dakor|[/\uFF0F][^\S\r\n]?[a-z?\uFF21-\uFF5A])`,
  "imu",
);

/** Whether any line begins as a command does. */
export function mayHoldCommand(body: string): boolean {
  return BEGINNING.test(body.slice(0, LIMITS.comment.most));
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

function callsIn(
  { lines, attached, isWithin }: CommandParagraph,
  readCall: CallReader,
): readonly Called[] {
  const calls = lines.map(({ source, isPlain }) => (isPlain ? readCall(source) : undefined));
  const starts = calls.flatMap((call, index) => (call === undefined ? [] : [{ call, index }]));
  return starts.map(({ call, index }, order) => {
    const end = starts[order + 1]?.index;
    const [first = "", ...below] = lines.slice(index, end).map(({ source }) => source.trimStart());
    const following = withoutQuotedMail(below);
    const isLast = end === undefined && attached !== undefined && following.length === below.length;
    return {
      call,
      line: quotable(plainCall(first)),
      following,
      ...(isLast ? { attached } : {}),
      ...defined({ isWithin }),
    };
  });
}

function quotable(line: string): string {
  const typed = line.trim();
  return typed.length > LONGEST_LINE ? `${typed.slice(0, LONGEST_LINE).toWellFormed()}…` : typed;
}

function parseLine(
  { call, line, following, attached, isWithin }: Called,
  repository: string | undefined,
): ParsedLine {
  if (isWithin) return problemOf({ reason: "within-quote", line });
  if (call.type === "unknown") {
    return problemOf({ reason: "unknown-command", line, suggestions: call.suggestions });
  }
  const { name, rest } = call;
  const rule = ruleOf(name);
  const blank = blankIn(rest);
  if (blank !== undefined) return problemOf({ reason: "blank-left", line, name, blank });
  const isLong = rule.text === "long" || rule.text === undefined;
  const {
    badNext,
    unclear,
    text: said,
    ...options
  } = parseOptions(isLong ? [rest, ...following].join("\n") : rest, rule, repository);
  const text =
    rule.text === "long" && attached !== undefined ? `${said}\n${attached}`.trim() : said;
  if (badNext !== undefined) {
    return problemOf({ reason: "duration-unreadable", line, name, typed: badNext });
  }
  if (unclear !== undefined) {
    const { typed, meant } = unclear;
    return problemOf({ reason: "option-unclear", line, name, typed, meant: `/${name} ${meant}` });
  }
  if (
    !saysSomething(text) &&
    options.public === undefined &&
    !isPattern(name, text) &&
    (rule.text === "line" || rule.text === "long")
  ) {
    return problemOf({ reason: "text-missing", line, name });
  }
  if (rule.text === "none" && !isEmpty(text) && wordOfOwn(rule, text) === "") {
    return problemOf({ reason: "text-unexpected", line, name, typed: text });
  }
  if (rule.text === "optional" && isPredicate(text)) {
    return problemOf({ reason: "text-unexpected", line, name, typed: text });
  }
  return { type: "command", command: { name, line, text: wordsFor(rule, text), ...options } };
}

/** Where no text is asked for, a command has words of its own at most; politeness is none. */
function wordsFor(rule: CommandRule, text: string): string {
  if (rule.text === "none" || rule.text === "alone") return wordOfOwn(rule, text);
  // A smile is no news.
  return isEmpty(text) || wordOfOwn(rule, text) !== "" ? "" : text;
}

/** Nothing but what ends a sentence. */
function isEmpty(text: string): boolean {
  return withoutCourtesy(text) === "";
}

/** Said twice in one comment, it is one alert: everybody is told once. */
function oneAlert(lines: readonly ParsedLine[]): readonly ParsedLine[] {
  const alerts = lines.flatMap((line) =>
    line.type === "command" && line.command.name === "alert" ? [line.command] : [],
  );
  const [first, ...others] = alerts;
  if (first === undefined || others.length === 0) return lines;
  const promised = alerts.findLast(({ next, by }) => (next ?? by) !== undefined) ?? first;
  const { next, by } = promised;
  const texts = alerts.map(({ text }) => text).filter((text) => text !== "");
  const { next: _next, by: _by, public: _public, ...bare } = first;
  const told = alerts.flatMap(({ public: words }) => words ?? []).join(" ");
  const one: Command = {
    ...bare,
    text: [...new Set(texts)].join("\n"),
    ...defined({ next, by }),
    ...(told === "" ? {} : { public: told }),
  };
  return lines.flatMap((line): readonly ParsedLine[] => {
    if (line.type !== "command" || line.command.name !== "alert") return [line];
    return line.command === first ? [{ type: "command", command: one }] : [];
  });
}

function problemOf(problem: CommandProblem): ParsedLine {
  return { type: "problem", problem };
}

/** "/paths **" holds everything: stars are words there, and only there. */
function isPattern(name: string, text: string): boolean {
  return name === "paths" && /^\*{1,2}$/.test(text);
}

/** The first blank that a line has not filled in. */
function blankIn(line: string): string | undefined {
  if (!line.includes("<")) return undefined;
  const words = line.toLowerCase();
  return BLANKS.find((blank) => words.includes(blank.toLowerCase()));
}
