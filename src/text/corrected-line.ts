import { COMMANDS, ruleOf } from "../core/command.ts";
import type { CommandName } from "../core/command.ts";
import type { Refusal } from "../core/refusal.ts";
import type { Instant } from "../core/time.ts";

/** The line to paste instead of the one that was refused, where there is one. It always parses. */
export function correctedLine(refusal: Refusal): string | undefined {
  const { line } = refusal;
  switch (refusal.reason) {
    case "unknown-command":
      return renamed(line, refusal.suggestion);
    case "text-missing":
    case "person-missing":
    case "pull-missing":
      return example(refusal.name);
    case "text-unexpected":
      return withPulls(line, refusal.name);
    case "duration-unreadable":
      return replaced(line, refusal.typed, "10m") ?? example(refusal.name);
    case "severity-unknown":
      return "/severity major";
    case "moment-unreadable":
      return replaced(line, refusal.typed, "10:40") ?? example(refusal.name);
    case "moment-skipped":
      return replaced(line, refusal.typed, hourLater(refusal.typed));
    case "moment-future":
      return refusal.name === "started" ? example("started") : withoutMoment(line);
    case "moment-far":
      return replaced(line, refusal.typed, dated(refusal.moment)) ?? example(refusal.name);
    case "moment-order":
      return isMoment(refusal.name)
        ? withMoment(refusal.name, refusal.other.at)
        : withoutMoment(line);
    case "still-broken":
      return "/update … next 20m";
    case "kludge-unknown":
      return withKludge(line, refusal.typed, refusal.known);
    case "reason-missing":
      return `${line.replace(/\s+because\s*$/i, "").trim()} because …`;
    case "phase-unknown":
      return replaced(line, refusal.typed, "diagnose") ?? "/skip diagnose because …";
    case "component-unknown":
      return replaced(line, refusal.typed, refusal.suggestion) ?? example("component");
    case "too-many-commands":
    case "pulls-left-out":
    case "not-named":
    case "no-drill":
    case "kludge-not-standing":
    case "pull-unknown":
    case "pull-not-merged":
    case "pull-closed":
    case "role-too-low":
    case "comment-edited":
    case "too-many-paths":
    case "facts-missing":
      return undefined;
  }
}

/** A line of the command that works. */
export function example(name: CommandName): string {
  const rule = ruleOf(name);
  return rule.example ?? rule.usage.replace(/\s*[[|].*$/, "");
}

/** `suggestion` is "/kludge" or "/dakor kludge", or "/dakor" alone when that was misspelt. */
function renamed(line: string, suggestion: string): string {
  const isNamespaced = /^\s*\/dakor(?!\S)/i.test(line) && suggestion !== "/dakor";
  const head = isNamespaced ? /^\s*\/dakor(?:\s+[a-z-]+(?!\S))?\s*/i : /^\s*\S+\s*/;
  const rest = line.replace(head, "").trim();
  if (suggestion === "/dakor") return `/dakor ${rest === "" ? "help" : rest}`;
  const name = nameOf(suggestion.split(/[\s/]+/).at(-1) ?? "");
  if (name === undefined) return `${suggestion} ${rest}`.trim();
  if (rest !== "" && takesWords(name)) return `${suggestion} ${rest}`;
  return isEnough(name) ? suggestion : example(name);
}

function takesWords(name: CommandName): boolean {
  const { text, options } = ruleOf(name);
  return text !== undefined || options !== undefined;
}

/** The name alone is a whole command. */
function isEnough(name: CommandName): boolean {
  return ruleOf(name).usage.replace(/\s*\[.*/, "") === bare(name);
}

function bare(name: CommandName): string {
  return ruleOf(name).isNamespaced === true ? `/dakor ${name}` : `/${name}`;
}

function nameOf(word: string): CommandName | undefined {
  return Object.keys(COMMANDS)
    .filter((name): name is CommandName => Object.hasOwn(COMMANDS, name))
    .find((name) => name === word || ruleOf(name).aliases?.includes(word) === true);
}

function withPulls(line: string, name: CommandName): string {
  const pulls = line.match(/#\d{1,9}\b/g) ?? [];
  const takesPulls = ruleOf(name).options?.includes("pulls") === true;
  return takesPulls && pulls.length > 0 ? `${bare(name)} ${pulls.join(" ")}` : example(name);
}

function replaced(line: string, typed: string, by: string): string | undefined {
  const at = typed === "" ? -1 : line.lastIndexOf(typed);
  return at < 0 ? undefined : line.slice(0, at) + by + line.slice(at + typed.length);
}

function hourLater(typed: string): string {
  return typed.replace(/(\d{1,2})(?=:\d\d)/, (hour) =>
    String((Number(hour) + 1) % 24).padStart(2, "0"),
  );
}

function withoutMoment(line: string): string {
  return line
    .replace(/\s+at\s+[\d].*?(?=\s+(?:next|because|impact:|undo:)|$)/i, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Commands that only say when: the whole line is made anew. */
export function isMoment(name: CommandName): boolean {
  return name === "started" || name === "stable" || name === "restored";
}

/** With its date and zone, so that it means the same on whatever day it is pasted. */
function dated(moment: Instant): string {
  const seconds = moment.slice(17, 19);
  const clock = seconds === "00" ? moment.slice(11, 16) : moment.slice(11, 19);
  return `${moment.slice(0, 10)} ${clock} UTC`;
}

function withMoment(name: CommandName, moment: Instant): string {
  const words = dated(moment);
  return name === "started" ? `/started ${words}` : `${bare(name)} at ${words}`;
}

function withKludge(line: string, typed: string, known: readonly string[]): string {
  const last = known.at(-1);
  if (last === undefined) return example("kludge");
  return replaced(line, typed, last) ?? `${line.trim()} ${last}`;
}
