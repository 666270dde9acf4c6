import { COMMANDS, ruleOf } from "../../core/command/command.ts";
import type { CommandName } from "../../core/command/command.ts";
import { parseDuration } from "../../core/time/duration.ts";
import { withoutCourtesy } from "../../core/time/time-words.ts";
import { blankLine } from "./blank-line.ts";

/** `suggestion` is "/kludge" or "/dakor kludge", "/dakor" alone when that was misspelt, or a line with blanks. */
export function renamed(line: string, suggestion: string): string {
  if (suggestion.includes("<")) return filled(suggestion, line);
  const isNamespaced = /^\s*\/\s?dakor(?!\S)/i.test(line) && suggestion !== "/dakor";
  const head = isNamespaced ? /^\s*\/\s?dakor(?:\s+\S+)?\s*/i : /^\s*\/\s?\S+\s*/;
  const rest = line.replace(head, "").trim();
  if (suggestion === "/dakor") return `/dakor ${rest === "" ? "help" : rest}`;
  const name = nameOf(suggestion.split(/[\s/]+/).at(-1) ?? "");
  if (name === undefined) return `${suggestion} ${rest}`.trim();
  if (rest !== "" && takesWords(name)) return `${suggestion} ${rest}`;
  return isEnough(name)
    ? suggestion
    : `${suggestion} ${blankLine(name).replace(/^\/(?:dakor )?\S+\s*/, "")}`.trim();
}

/** The blanks that the typed line fills: who, which number, how long. */
function filled(suggestion: string, line: string): string {
  const [, person] = /(?<!\S)(@[a-z\d][\w-]{0,38})(?![\w/])/i.exec(line) ?? [];
  const [number] = /(?<!\S)#\d{1,9}\b/.exec(line) ?? [];
  const [, rest = ""] = /^\s*\/\s?\S+\s+(.*)$/.exec(line) ?? [];
  const duration = withoutCourtesy(rest).replace(/^(?:for|in|by)\s+/i, "");
  // Whoever goes is not who comes.
  const isLeaving = /^\s*\/\s?un/i.test(line);
  return suggestion
    .replace("<@user>", person === undefined || isLeaving ? "<@user>" : person)
    .replace("<#number>", number ?? "<#number>")
    .replace("<10m>", parseDuration(duration) === undefined ? "<10m>" : duration);
}

function takesWords(name: CommandName): boolean {
  const { text, options = [] } = ruleOf(name);
  const hasOptions = options.some((option) => option !== "promise");
  return text !== "alone" && (text !== undefined || hasOptions);
}

/** The name alone is a whole command. */
function isEnough(name: CommandName): boolean {
  return !blankLine(name).includes("<");
}

function nameOf(word: string): CommandName | undefined {
  return Object.keys(COMMANDS)
    .filter((name): name is CommandName => Object.hasOwn(COMMANDS, name))
    .find((name) => name === word || ruleOf(name).aliases?.includes(word) === true);
}
