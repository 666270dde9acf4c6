import type { BaseIssue } from "valibot";

import { choicesIn, EXPECTED } from "./schema-part.ts";
import { formatPath, type ConfigPath, type YamlReading } from "./config-yaml.ts";
import type { ConfigProblem } from "./config.ts";
import { patternProblem } from "../gate/path-words.ts";
import { suggest } from "../command/suggest.ts";
import { defined } from "../model/defined.ts";

/** A part of the configuration that can't count. */
export type WrongPart = {
  readonly path: ConfigPath;
  /** The name is wrong, or its value. */
  readonly part: "key" | "value";
  readonly expected: string;
  readonly found: unknown;
};

const LONGEST_FOUND = 80;

/** What valibot complains about; of several complaints about one part the first counts. */
export function wrongPartsOf(issues: readonly BaseIssue<unknown>[]): readonly WrongPart[] {
  const parts = issues.flatMap((issue) =>
    isUnknownKey(issue) ? unknownKeysOf(issue) : [wrongPartOf(issue)],
  );
  return [...new Map(parts.toReversed().map((part) => [formatPath(part.path), part])).values()];
}

function wrongPartOf(issue: BaseIssue<unknown>): WrongPart {
  const isKey = issue.path?.at(-1)?.origin === "key";
  return {
    path: pathOf(issue),
    part: isKey ? "key" : "value",
    expected: issue.message,
    found: issue.input,
  };
}

function isUnknownKey(issue: BaseIssue<unknown>): boolean {
  return issue.type === "strict_object" && issue.expected === "never";
}

/** Valibot names only the first. */
function unknownKeysOf(issue: BaseIssue<unknown>): readonly WrongPart[] {
  const section = issue.path?.at(-1)?.input;
  const known = choicesIn(issue.message);
  return Object.keys(section ?? {})
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: [...pathOf(issue).slice(0, -1), key],
      part: "key",
      expected: issue.message,
      found: key,
    }));
}

function pathOf({ path }: BaseIssue<unknown>): ConfigPath {
  return path?.map(({ key }) => (typeof key === "number" ? key : String(key))) ?? [];
}

export function problemOf(wrong: WrongPart, yaml: YamlReading): ConfigProblem {
  const { path, part, expected, found } = wrong;
  const suggestion = suggestionFor(wrong);
  return {
    ...yaml.placeOf(path, part),
    path: formatPath(path),
    expected,
    found: describe(found),
    ...defined({ suggestion }),
  };
}

function describe(found: unknown): string {
  const text = textOf(found);
  if (text !== undefined) {
    return text.length > LONGEST_FOUND ? `${text.slice(0, LONGEST_FOUND).toWellFormed()}…` : text;
  }
  if (Array.isArray(found)) return "a list";
  return found === null || found === undefined ? "nothing" : "a section";
}

function textOf(found: unknown): string | undefined {
  if (typeof found === "string") return found;
  return typeof found === "number" || typeof found === "boolean" ? `${found}` : undefined;
}

function suggestionFor({ expected, found }: WrongPart): string | undefined {
  const typed = textOf(found)?.trim();
  if (typed === undefined || typed === "" || typed.length > LONGEST_FOUND) return undefined;
  const choices = choicesIn(expected);
  if (choices.length > 0)
    return choices.includes(typed.toLowerCase())
      ? typed.toLowerCase()
      : (suggest(typed, choices) ?? begunBy(typed, choices));
  switch (expected) {
    case EXPECTED.timezone:
      return suggestTimezone(typed);
    case EXPECTED.duration:
      return suggestDuration(typed);
    case EXPECTED.matching:
      return patternProblem(textOf(found) ?? "")
        ?.meant?.map((meant) => `"${meant}"`)
        .join(", ");
    case EXPECTED.list:
      return `[${quoted(typed)}]`;
    case EXPECTED.clock:
      return /^\d{1,2}$/.test(typed) && +typed < 24 ? `"${typed.padStart(2, "0")}:00"` : undefined;
    default:
      return typeof found === "string" ? undefined : `"${typed}"`;
  }
}

/** "intern" is meant for "internal", where nothing else begins so. */
function begunBy(typed: string, choices: readonly string[]): string | undefined {
  const begun = typed.length < 4 ? [] : choices.filter((choice) => choice.startsWith(typed));
  return begun.length === 1 ? begun[0] : undefined;
}

/** YAML gives a meaning of its own to many a first letter. */
function quoted(typed: string): string {
  return /^[\w.][\w./*-]*$/.test(typed) ? typed : `"${typed}"`;
}

/** "Madrid" and "europe madrid" are meant for Europe/Madrid. */
function suggestTimezone(typed: string): string | undefined {
  const names = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  const word = typed.toLowerCase().replace(/\s+/g, "_");
  return (
    names.find((name) => name.toLowerCase().endsWith(`/${word}`)) ??
    suggest(typed.replace(/\s+/g, "/"), names)
  );
}

function suggestDuration(typed: string): string | undefined {
  const [, number, unit = "m"] = /^(\d{1,5})\s*([smhd])?[a-z]*$/i.exec(typed) ?? [];
  return number === undefined || +number === 0 ? undefined : `${+number}${unit.toLowerCase()}`;
}
