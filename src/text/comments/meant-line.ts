import { readAway } from "../../core/command/away-option.ts";
import { parseDuration } from "../../core/time/duration.ts";
import { suggest } from "../../core/command/suggest.ts";
import { readTimeWords, withoutCourtesy } from "../../core/time/time-words.ts";
import { COMMANDS, ruleOf } from "../../core/command/command.ts";
import type { CommandName } from "../../core/command/command.ts";
import { PHASE_ORDER } from "../../core/model/phase.ts";
import { joinedWords, phaseWords } from "../../core/command/phase-words.ts";

const UNITS = ["seconds", "minutes", "hours", "days"] as const;

/** What the text of a command is, as a blank to fill in. */
const TEXT_BLANKS: Readonly<Partial<Record<CommandName, string>>> = {
  summary: "<what is broken>",
  severity: "<severity>",
  scope: "<who or what is affected>",
  steps: "<how to see it>",
  works: "<what still works>",
  started: "<time>",
  paths: "<folder>",
  component: "<name>",
  suspect: "<#number>",
  lead: "<@user>",
  handover: "<@user>",
  snooze: "<10m>",
  update: "<news>",
  doing: "<what you do>",
  kludge: "<what you did>",
  "no-kludge": "because <reason>",
  rollback: "<#number>",
  impact: "<what users notice>",
  cause: "<what caused it>",
  fix: "<#number>",
  tested: "<where and how>",
  undo: "<K1>",
  keep: "<K1>",
  todo: "<what to do>",
  note: "<what you know>",
  override: "<#number> because <reason>",
  skip: "<phase> because <reason>",
  duplicate: "<#number>",
  resend: "<target>",
  close: "anyway because <reason>",
};

/** The duration that a misspelt one was meant to be; undefined where it can be several. */
export function meantDuration(typed: string): string | undefined {
  const [, count, unit = ""] = /^[~\s]*(\d{1,3})\s*([a-z]*)[\s.,;!]*$/i.exec(typed) ?? [];
  if (count === undefined) return undefined;
  const near = suggest(unit, UNITS) ?? (/^m[a-z]*t[a-z]*s?$/i.test(unit) ? "minutes" : undefined);
  const meant = unit === "" ? `${count}m` : `${count}${near?.slice(0, 1) ?? "?"}`;
  return parseDuration(meant) === undefined ? undefined : meant;
}

/** The time that was meant, where only one can be: "0942", "9", "15/02/2026 09:42". */
export function meantMoment(typed: string): string | undefined {
  const said = withoutOptions(typed).replace(/^(?:at|since|around)\s+/i, "");
  if (said !== "" && said !== typed.trim() && readTimeWords(said) !== undefined) return said;
  const meant = joinedClock(said) ?? ordered(said);
  return meant !== undefined && readTimeWords(meant) !== undefined ? meant : undefined;
}

/** "10:30 next 1h", "10:30 because it is over": what another command takes is no part of the time. */
function withoutOptions(typed: string): string {
  return typed
    .replace(
      /(?:^|[\s,;.–—-]+)(?:and )?(?:(?:the )?next|eta|because|impact:|undo:|public:)(?=\s).*$/is,
      "",
    )
    .trim();
}

function joinedClock(said: string): string | undefined {
  const [, hour, minute = "00"] = /^(\d{1,2}?)(\d\d)?$/.exec(said) ?? [];
  return hour === undefined ? undefined : `${hour.padStart(2, "0")}:${minute}`;
}

/** A day above twelve tells which number is the month. */
function ordered(said: string): string | undefined {
  const [, one = "", two = "", year, rest = ""] =
    /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}),?\s+(.*)$/.exec(said) ?? [];
  if (year === undefined || Number(one) > 12 === Number(two) > 12) return undefined;
  const [day, month] = Number(one) > 12 ? [one, two] : [two, one];
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")} ${rest}`;
}

/** `suggestion` is "/kludge" or "/dakor kludge", "/dakor" alone when that was misspelt, or a line with blanks. */
export function renamed(line: string, suggestion: string): string {
  if (suggestion.includes("<")) return filled(suggestion, line);
  const isNamespaced = /^\s*\/\s?dakor(?!\S)/i.test(line) && suggestion !== "/dakor";
  const head = isNamespaced ? /^\s*\/\s?dakor(?:\s+\S+)?\s*/i : /^\s*\/\s?\S+\s*/;
  const rest = line.replace(head, "").trim();
  if (suggestion === "/dakor") return `/dakor ${rest === "" ? "help" : rest}`;
  const name = nameOf(suggestion.split(/[\s/]+/).at(-1) ?? "");
  if (name === undefined) return `${suggestion} ${rest}`.trim();
  if (rest !== "" && (takesWords(name) || takesTime(name, rest))) return `${suggestion} ${rest}`;
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
  const hasOptions = options.some((option) => option !== "promise" && option !== "away");
  return text !== "alone" && (text !== undefined || hasOptions);
}

function takesTime(name: CommandName, rest: string): boolean {
  return ruleOf(name).options?.includes("away") === true && readAway(rest, true) !== undefined;
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

/** A `/skip` with all phases that were typed; where one isn't known, there is a blank. */
export function skipPhases(line: string): string {
  const { said, reason } = partsOf(line);
  return skip(joinedWords(said).flatMap(named), reason);
}

/** A `/skip` whose reason isn't marked as one: what stands after the phases, unless "and" leads over to it. */
export function skipBecause(line: string): string {
  const { said } = partsOf(line);
  const { phases, rest } = phaseWords(said);
  const plain = rest.replace(/^phases?\b/i, "");
  const [, other, after] = /^[\s,]*(?:and\b|[&+])([^,;:]*)[,;:]?(.*)$/i.exec(plain) ?? [];
  const reason = (after ?? plain).replace(/^[\s,;:.–—-]+/, "");
  return skip(
    [...phases, ...(other === undefined ? [] : joinedWords(other).flatMap(named))],
    /\p{L}{2}/u.test(reason) ? reason : undefined,
  );
}

function partsOf(line: string): { readonly said: string; readonly reason?: string } {
  const typed = line.replace(/^\s*\/\s?(?:dakor\s+)?\S+\s*/i, "");
  const [, said = typed, reason = ""] =
    /^(.*?)[\s,;:–—-]*\bbecause\b[\s.…]*(.*)$/i.exec(typed) ?? [];
  return { said, ...(reason === "" ? {} : { reason }) };
}

function named(words: string): readonly string[] {
  const { phases } = phaseWords(words);
  if (phases.length > 0) return phases;
  return [suggest(words.trim().split(/\s/, 1)[0] ?? "", SKIPPED) ?? "<phase>"];
}

/** The report can't be skipped. */
function skip(phases: readonly string[], reason = "<reason>"): string {
  const skipped = [...new Set(phases)].filter((phase) => phase !== "report");
  return `/skip ${skipped.join(" ") || "<phase>"} because ${reason}`;
}

const SKIPPED: readonly string[] = PHASE_ORDER.slice(0, -1);

export function textBlank(name: CommandName): string {
  return TEXT_BLANKS[name] ?? "<words>";
}

/** The command with blanks for all that it needs. */
export function blankLine(name: CommandName): string {
  const head = ruleOf(name).isShared === true ? `/dakor ${name}` : `/${name}`;
  const reason = name === "keep" ? " because <reason>" : "";
  const blank = TEXT_BLANKS[name];
  return blank === undefined ? head : `${head} ${blank}${reason}`;
}
