import * as v from "valibot";

import { DEFAULT_CONFIG } from "../config/config.ts";
import { FACTS } from "../model/fact.ts";
import type { FactName } from "../model/fact.ts";
import { formatMarker } from "../model/marker.ts";
import type { IncidentRecord, RememberedConfig, Spell } from "./record.ts";
import {
  countsOf,
  headsOf,
  kludgeOf,
  namesOf,
  rowsOf,
  spellOf,
  wordRow,
  WordRow,
  wordsOf,
} from "./record-rows.ts";
import type { Role } from "../model/role.ts";
import type { Instant } from "../time/time.ts";
import { defined } from "../model/defined.ts";

const VERSION = 1;

/** Characters of its parts: a board must keep room for what people read. What doesn't fit is left out. */
const MOST = {
  seen: 500,
  roles: 5_000,
  configs: 3_500,
  paths: 4_000,
  kludges: 1_300,
  heads: 1_000,
  said: 2_100,
  files: 1_300,
  words: 4_000,
} as const;
const MOST_NAMES = 1_000;
const LONGEST_WORDS = 120;

/** Only here: further down stands what people wrote. */
const PLACE = new RegExp(
  String.raw`^${formatMarker({ kind: "board", key: "board" })}\r?\n<!-- dakor record (\{.*\}) -->`,
);

const texts = v.array(v.string());
const FACT_NAMES = Object.keys(FACTS).filter((name): name is FactName => name in FACTS);
const needs = v.array(v.picklist(FACT_NAMES));
const severity = v.object({
  acknowledge: v.number(),
  update: v.number(),
  escalate: v.number(),
  mention: texts,
  words: v.optional(texts, []),
});

const Config = v.object({
  timezone: v.optional(v.string(), DEFAULT_CONFIG.timezone),
  permission: v.optional(v.picklist(["triage", "write"]), DEFAULT_CONFIG.permission),
  severities: v.optional(
    v.object({ critical: severity, major: severity, minor: severity }),
    DEFAULT_CONFIG.severities,
  ),
  needs: v.optional(
    v.object({ diagnose: needs, alert: needs, kludge: needs, optimize: needs, report: needs }),
    DEFAULT_CONFIG.needs,
  ),
  escalation: v.optional(texts, DEFAULT_CONFIG.escalation),
  report: v.optional(
    v.object({ directory: v.string(), reviewers: texts, due: v.string() }),
    DEFAULT_CONFIG.report,
  ),
  workingHours: v.optional(
    v.object({ days: v.array(v.number()), from: v.string(), to: v.string() }),
    DEFAULT_CONFIG.workingHours,
  ),
  quietHours: v.optional(v.object({ from: v.string(), to: v.string() }), DEFAULT_CONFIG.quietHours),
  gate: v.optional(
    v.object({ permission: v.picklist(["write", "maintain", "admin"]) }),
    DEFAULT_CONFIG.gate,
  ),
  bots: v.optional(texts, DEFAULT_CONFIG.bots),
  componentNames: v.optional(texts, []),
});

const RoleName = v.picklist(["admin", "maintain", "write", "triage", "read", "none"]);

const Text = v.object({
  v: v.literal(VERSION),
  until: v.string(),
  seen: texts,
  issue: v.exactOptional(v.string()),
  roles: v.record(v.string(), v.array(v.tuple([v.string(), RoleName]))),
  configs: v.array(v.tuple([v.string(), Config])),
  declared: v.optional(v.tuple([v.string(), v.string(), v.string()])),
  heads: v.optional(v.array(v.tuple([v.string(), v.number(), v.string()])), []),
  said: v.optional(v.array(v.tuple([v.string(), v.string()]))),
  paths: texts,
  files: v.optional(v.tuple([v.number(), v.boolean(), v.array(v.tuple([v.string(), v.number()]))])),
  form: v.record(v.picklist(FACT_NAMES), v.string()),
  kludges: v.optional(v.record(v.string(), v.tuple([v.string(), v.optional(v.string())]))),
  words: v.optional(v.array(WordRow)),
  touched: v.optional(v.array(v.tuple([v.string(), v.string(), v.boolean()]))),
  lostAt: v.exactOptional(v.string()),
});

/** The record in a board's text; whether it counts is another question. */
export function parseRecord(board: string): IncidentRecord | undefined {
  const [, json] = PLACE.exec(board) ?? [];
  const result = v.safeParse(Text, json === undefined ? undefined : valueOf(json));
  if (!result.success) return undefined;
  const {
    v: _,
    roles,
    configs,
    declared,
    heads,
    said,
    files,
    kludges,
    words,
    touched,
    ...plain
  } = result.output;
  return {
    ...plain,
    roles: new Map(Object.entries(roles).map(([login, spells]) => [login, spells.map(spellOf)])),
    configs: configs.map(spellOf),
    ...(declared && { declared: { by: declared[0], at: declared[1], source: declared[2] } }),
    heads: headsOf(heads),
    ...(said && { said: new Map(said) }),
    ...(files && { files: countsOf(files) }),
    ...(kludges && { kludges: new Map(Object.entries(kludges).map(kludgeOf)) }),
    ...(words && { words: words.map(wordsOf) }),
    ...(touched && {
      touched: touched.map(([at, login, isBot]) => ({ at, by: { login, isBot } })),
    }),
  };
}

function valueOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The board's second line, which nobody sees. */
export function formatRecord(record: IncidentRecord): string {
  const {
    until,
    seen,
    issue,
    roles,
    configs,
    declared,
    heads,
    said,
    paths,
    files,
    form,
    kludges,
    words,
    touched,
    lostAt,
  } = record;
  const text = JSON.stringify({
    v: VERSION,
    until,
    seen: thatFit(seen, MOST.seen),
    ...defined({ issue }),
    roles: Object.fromEntries(thatFit(rolesOf(roles), MOST.roles)),
    // The present one is the last to go.
    configs: thatFit(configs.map(configOf).toReversed(), MOST.configs).toReversed(),
    ...(declared && { declared: [declared.by, declared.at, declared.source] }),
    // The last word is the last to go.
    ...(heads.size === 0
      ? {}
      : { heads: thatFit(rowsOf(heads).toReversed(), MOST.heads).toReversed() }),
    ...(said && { said: thatFit([...said].toReversed(), MOST.said).toReversed() }),
    paths: thatFit(paths, MOST.paths),
    ...(files && { files: [files.of, files.isWhole, thatFit([...files.matched], MOST.files)] }),
    form: Object.fromEntries(
      Object.entries(form).map(([fact, answer]) => [fact, answer.slice(0, LONGEST_WORDS)]),
    ),
    ...(kludges && { kludges: Object.fromEntries(thatFit(namesOf(kludges), MOST.kludges)) }),
    ...(words && { words: thatFit(words.map(wordRow), MOST.words) }),
    ...(touched && { touched: touched.map(({ at, by }) => [at, by.login, by.isBot]) }),
    ...defined({ lostAt }),
  });
  return `<!-- dakor record ${harmless(text)} -->`;
}

/** Whoever may do something comes before strangers, who could be any number; whoever was heard first makes no difference. */
function rolesOf(
  roles: IncidentRecord["roles"],
): readonly (readonly [string, readonly (readonly [Instant, Role])[]])[] {
  const entries = [...roles].map(
    ([login, spells]) =>
      [login, spells.map(({ after, value }) => [after, value] as const)] as const,
  );
  return entries.toSorted(
    ([name, one], [otherName, other]) =>
      +isStranger(one) - +isStranger(other) || (name < otherName ? -1 : 1),
  );
}

function isStranger(spells: readonly (readonly [Instant, Role])[]): boolean {
  return spells.every(([, role]) => role === "none" || role === "read");
}

/** Only what isn't as usual. */
function configOf({
  after,
  value,
}: Spell<RememberedConfig>): readonly [Instant, Partial<RememberedConfig>] {
  const usual = new Map<string, unknown>(Object.entries({ ...DEFAULT_CONFIG, componentNames: [] }));
  const componentNames = thatFit(value.componentNames, MOST_NAMES);
  const unusual = Object.entries({ ...value, componentNames }).filter(
    ([key, part]) => JSON.stringify(part) !== JSON.stringify(usual.get(key)),
  );
  return [after, Object.fromEntries(unusual)];
}

/** The first ones that fit, measured as they will be written. */
function thatFit<T>(entries: readonly T[], most: number): readonly T[] {
  let left = most;
  const end = entries.findIndex((entry) => {
    left -= harmless(JSON.stringify(entry)).length + 1;
    return left < 0;
  });
  return end === -1 ? entries : entries.slice(0, end);
}

/** Nothing in it ends the comment, names anybody, or means anything to Markdown or GitHub. */
export function harmless(json: string): string {
  return json.replaceAll(
    /[^ -~]|[<>&@#`]|-(?=-)/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
