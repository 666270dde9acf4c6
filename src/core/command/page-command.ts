import { plainCall } from "./command-name.ts";
import { ruleOf } from "./command.ts";
import type { CommandName } from "./command.ts";
import type { ParsedLine } from "./parsed-command.ts";

/** Where they name no pull request, the one on whose page they were said is meant. */
const ABOUT_A_PULL: ReadonlySet<CommandName> = new Set([
  "override",
  "kludge",
  "rollback",
  "fix",
  "unfix",
  "suspect",
  "unsuspect",
]);

/** Other bots have commands of the same names: this one is meant for sure. */
const NAMESPACED = /^\s*(?:\/\s?|@)dakor\b/i;

export function isNamespaced(line: ParsedLine): boolean {
  return NAMESPACED.test(typedIn(line));
}

/** What is only near a command, or shared with other bots, is theirs on a pull request. */
export function isForUs(line: ParsedLine): boolean {
  const name = nameIn(line);
  return isNamespaced(line) || (name !== undefined && ruleOf(name).isShared !== true);
}

/** The first line of a command with the pull request that it means; as it is where it names one, or means none. */
export function withPull(line: ParsedLine, typed: string, pull: number): string {
  if (line.type === "problem") return typed;
  const { name, pulls } = line.command;
  if (pulls.length > 0 || !ABOUT_A_PULL.has(name)) return typed;
  return plainCall(typed)
    .replace(
      /^\s*\/\s?((?:dakor\s+)?[^\s:,;]+)[:,;]?\s*/i,
      (_, call: string) => `/${call} #${pull} `,
    )
    .trim();
}

/** A comment's text as it counts on an incident: other bots' lines are left out. */
export function wordsOnIncident(body: string, lines: readonly ParsedLine[], pull: number): string {
  return body
    .split(/\r?\n/)
    .flatMap((typed) => {
      const line = lines.find((one) => isLine(typedIn(one), plainCall(typed).trim()));
      if (line === undefined) return [typed];
      return isForUs(line) ? [withPull(line, typed, pull)] : [];
    })
    .join("\n");
}

/** A long line is quoted by its beginning. */
function isLine(quoted: string, typed: string): boolean {
  return (
    quoted === typed ||
    (quoted.endsWith("…") && quoted.length > 500 && typed.startsWith(quoted.slice(0, -1)))
  );
}

function nameIn(line: ParsedLine): CommandName | undefined {
  if (line.type === "command") return line.command.name;
  return "name" in line.problem ? line.problem.name : undefined;
}

function typedIn(line: ParsedLine): string {
  return line.type === "command" ? line.command.line : line.problem.line;
}
