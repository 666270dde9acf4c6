import { ruleOf } from "../../core/command/command.ts";
import type { CommandName } from "../../core/command/command.ts";
import { parseCommands } from "../../core/command/parse-commands.ts";
import { SEVERITIES } from "../../core/model/fact.ts";
import type { Refusal } from "../../core/model/refusal.ts";
import { parseDuration } from "../../core/time/duration.ts";
import { withoutCourtesy } from "../../core/time/time-words.ts";
import type { Instant } from "../../core/time/time.ts";
import { suggest } from "../../core/command/suggest.ts";
import {
  blankLine,
  meantDuration,
  meantMoment,
  renamed,
  skipBecause,
  skipPhases,
  textBlank,
} from "./meant-line.ts";

/**
 * The lines to paste instead of the one that was refused, made from what was typed: what isn't known stands in angle
 * brackets. Never another person, number or moment than was typed.
 */
export function correctedLines(refusal: Refusal): readonly string[] {
  if (refusal.reason === "unknown-command") {
    return refusal.suggestions.map((suggestion) => ready(renamed(refusal.line, suggestion)));
  }
  const line = correctedLine(refusal);
  return line === undefined ? [] : [line];
}

/** What is suggested is put right as if it had been typed: pasted, it isn't refused once more. */
function ready(line: string): string {
  const [parsed] = line.includes("<") ? [] : parseCommands(line, "incident");
  if (parsed === undefined) return line;
  if (parsed.type === "problem") return correctedLines(parsed.problem)[0] ?? line;
  const { name, because } = parsed.command;
  const isLacking = because === undefined && blankLine(name).includes("because <reason>");
  return isLacking ? withBecause(line, name) : line;
}

function correctedLine(
  refusal: Exclude<Refusal, { readonly reason: "unknown-command" }>,
): string | undefined {
  const { line } = refusal;
  switch (refusal.reason) {
    case "text-missing":
      return withBlank(line, refusal.name);
    case "person-missing":
      return withPerson(refusal.name, refusal.typed);
    case "person-unknown":
      return replaced(line, `@${refusal.person}`, "<@user>") ?? blankLine(refusal.name);
    case "pull-missing":
      return afterName(line, refusal.name, "<#number>");
    case "no-duplicate":
      return blankLine("duplicate");
    case "close-how":
      return blankLine("close");
    case "text-unexpected":
      return withReason(line, refusal);
    case "option-unclear":
      return refusal.meant;
    case "within-quote":
      return line;
    case "duration-unreadable":
      return withDuration(line, refusal);
    case "snooze-how":
      return withSnooze(line, refusal);
    case "severity-unknown":
      return `/severity ${meantSeverity(refusal) ?? "<severity>"}`;
    case "component-unknown":
      return replaced(line, refusal.typed, refusal.suggestion ?? "<name>");
    case "target-unknown":
      return refusal.known.length === 0
        ? undefined
        : `/resend ${refusal.suggestion ?? (refusal.known.length === 1 ? refusal.known[0] : "<target>")}`;
    case "path-unreadable":
      return replaced(line, refusal.typed, refusal.meant?.join(" ") ?? "<folder>");
    case "moment-unreadable":
      return withMoment(line, refusal);
    case "moment-skipped":
      return replaced(line, refusal.typed, hourLater(refusal.typed));
    case "coming-far":
      return replaced(line, refusal.typed, `tomorrow ${refusal.typed.replace(/^@\s*/, "")}`);
    case "clock-missing":
      return replaced(line, refusal.typed, `${refusal.typed} <09:00>`);
    case "moment-future":
      return refusal.name === "started" ? blankLine("started") : withoutMoment(line);
    case "moment-far":
      return replaced(line, refusal.typed, dated(refusal.moment)) ?? blankLine(refusal.name);
    case "moment-order":
      if (refusal.name === "started") return blankLine("started");
      return isMoment(refusal.name) ? `${bare(refusal.name)} at <time>` : withoutMoment(line);
    case "public-edited":
      return publicAgain(line);
    case "still-broken":
      return "/update <news> next 20m";
    case "kludge-unknown":
      return withKludge(line, refusal);
    case "reason-missing":
      return withBecause(line, refusal.name);
    case "phase-unknown":
      return skipPhases(line);
    case "head-moved":
      return line.replace(
        new RegExp(`(#${refusal.pull})@[0-9a-f]+`, "i"),
        `$1@${refusal.head.slice(0, 7)}`,
      );
    case "blank-left":
    case "owner-left-out":
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
      return undefined;
  }
}

function bare(name: CommandName): string {
  return ruleOf(name).isShared === true ? `/dakor ${name}` : `/${name}`;
}

/** What was typed after the name. */
function restOf(line: string): string {
  return line.replace(/^\s*\/\s?(?:dakor\s+)?\S+\s*/i, "").trim();
}

function afterName(line: string, name: CommandName, words: string): string {
  return `${bare(name)} ${words} ${restOf(line)}`.trim();
}

function withBlank(line: string, name: CommandName): string {
  const rest = withoutCourtesy(restOf(line));
  if (!/[\p{L}\p{N}]/u.test(rest)) return blankLine(name);
  const promised = rest.replace(/^(?:in|for)\s+/i, "");
  return parseDuration(promised) === undefined
    ? afterName(line, name, textBlank(name))
    : `${bare(name)} ${textBlank(name)} next ${promised}`;
}

function withPerson(name: CommandName, typed: string): string {
  const login = typed.replace(/^(?:over )?to\s+/i, "").replace(/[.,;:!]+$/, "");
  return /^[a-z\d][a-z\d-]{0,38}$/i.test(login) ? `/${name} @${login}` : blankLine(name);
}

function withReason(
  line: string,
  refusal: Extract<Refusal, { readonly reason: "text-unexpected" }>,
): string {
  const { name, typed } = refusal;
  if (ruleOf(name).options?.includes("because") !== true) return blankLine(name);
  const pulls = line.match(/#\d{1,9}\b/g) ?? [];
  const hasReason = /(?<!\S)because\s+\S/i.test(line);
  const isNumbered = pulls.length === 0 && ruleOf(name).options?.includes("pulls") === true;
  const [, number, words = typed] = (isNumbered ? /^(\d{1,9})\s+(.*)$/ : /^$/).exec(typed) ?? [];
  const reason = words.replace(/#\d+\s*/g, "").trim();
  const [, lasting = ""] = /\s((?:for|until|till)\s+\S.*)$/i.exec(line) ?? [];
  const isLost = !hasReason && lasting !== "" && !reason.includes(lasting);
  return [
    bare(name),
    ...pulls,
    ...(number === undefined ? [] : [`#${number}`]),
    "because",
    hasReason ? line.replace(/^.*?\bbecause\s+/i, "") : reason,
    ...(isLost ? [lasting] : []),
  ].join(" ");
}

function withDuration(
  line: string,
  refusal: Extract<Refusal, { readonly reason: "duration-unreadable" }>,
): string {
  const meant = meantDuration(refusal.typed) ?? "<10m>";
  return replaced(line, refusal.typed, meant) ?? `${bare(refusal.name)} next ${meant}`;
}

function withSnooze(
  line: string,
  { name, typed, why }: Extract<Refusal, { readonly reason: "snooze-how" }>,
): string {
  if (why === "long") return `${bare(name)} 4h`;
  const meant = meantDuration(typed) ?? "<10m>";
  return replaced(line, typed, meant) ?? `${bare(name)} ${meant}`;
}

function meantSeverity(
  refusal: Extract<Refusal, { readonly reason: "severity-unknown" }>,
): string | undefined {
  const [typed = "", ...others] = refusal.typed.toLowerCase().split(/[^\p{L}\d]+/u);
  if (others.some((word) => word !== "")) return undefined;
  const known = suggest(typed, [
    ...SEVERITIES,
    ...SEVERITIES.flatMap((level) => refusal.words[level]),
  ]);
  return SEVERITIES.find((level) => known === level || refusal.words[level].includes(known ?? ""));
}

function withMoment(
  line: string,
  refusal: Extract<Refusal, { readonly reason: "moment-unreadable" }>,
): string {
  const meant = meantMoment(refusal.typed) ?? "<time>";
  const at = refusal.name === "started" ? "" : "at ";
  return replaced(line, refusal.typed, meant) ?? `${bare(refusal.name)} ${at}${meant}`;
}

function replaced(line: string, typed: string, by: string): string | undefined {
  const at = typed === "" ? -1 : line.lastIndexOf(typed);
  return at < 0 ? undefined : line.slice(0, at) + by + line.slice(at + typed.length);
}

function hourLater(typed: string): string {
  return typed.replace(/(\d{1,2})(?=[:.h]\d\d)/, (hour) =>
    String((Number(hour) + 1) % 24).padStart(2, "0"),
  );
}

function withoutMoment(line: string): string {
  return line
    .replace(/\s+at\s+[\d].*?(?=\s+(?:next|because|impact:|undo:|public:)|$)/i, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Only the words for the public are said once more. */
function publicAgain(line: string): string {
  const [, words = ""] = /public[ \t]*:[ \t]*(.*)$/i.exec(line) ?? [];
  return `/update <news> public: ${words === "" ? "<words>" : words}`;
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

function withKludge(
  line: string,
  refusal: Extract<Refusal, { readonly reason: "kludge-unknown" }>,
): string {
  if (refusal.known.length === 0) return blankLine("kludge");
  // Who points at it can only mean the only one.
  const [only, ...others] = refusal.known;
  const meant = others.length === 0 && only !== undefined ? only : "<K1>";
  const rest = restOf(line);
  const [pointed] = POINTED.exec(rest) ?? [];
  if (pointed !== undefined) {
    return `${bare(refusal.name)} ${meant}${rest.slice(pointed.length)}`;
  }
  const isName = /^k?-?\d+[.,;:!]?$/i.test(refusal.typed);
  return (
    (isName ? replaced(line, refusal.typed, "<K1>") : undefined) ??
    afterName(line, refusal.name, "<K1>")
  );
}

const POINTED =
  /^(?:the )?(?:last(?: one)?|latest|it|that|this|kludge|workaround|one)\b(?=\s*$|\s+because\b)/i;

/** What stands after the kludge or the number was meant as the reason. */
function withBecause(line: string, name: CommandName): string {
  if (name === "skip") return skipBecause(line);
  const typed = line.replace(/[\s,;:–—-]*\bbecause[\s.…]*$/i, "").trim();
  const [, head = "", reason] =
    /^(\s*\/\s?(?:dakor\s+)?\S+\s+(?:#\d+|k?\d+\b|[a-z]+))[\s,;:.–—-]+(\S.*)$/i.exec(typed) ?? [];
  const isReason = reason !== undefined && name !== "override" && /\p{L}{2}/u.test(reason);
  return isReason ? `${head} because ${reason}` : `${typed} because <reason>`;
}
