import type { Roles } from "../model/role.ts";
import type { Config } from "../config/config.ts";
import { evidenceIn } from "./evidence.ts";
import { kludgeNewsOf } from "../model/marker.ts";
import { ownComments } from "../plan/own-comments.ts";
import { spellAt } from "../record/record.ts";
import type { IncidentRecord } from "../record/record.ts";
import { presentConfig } from "../record/recorded.ts";
import type { ReplayContext } from "./commands/rule.ts";
import { announcementsIn } from "./said-at.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Instant } from "../time/time.ts";

/** With an id, also what happened in the last second that is remembered, but after it was, is of the present. */
export type ReplayContextAt = (at: Instant, id?: string) => ReplayContext;

/** What was in force at each moment: as remembered up to where the record goes, and after that as it is now. */
export function replayContextOf(
  snapshot: Snapshot,
  record: IncidentRecord | undefined,
): ReplayContextAt {
  const present: ReplayContext = {
    ownBots: snapshot.ownBots,
    repository: snapshot.repository.url,
    config: presentConfig(snapshot),
    roles: snapshot.roles,
    rolesAt: (at) => contextAt(at).roles,
    evidence: evidenceIn(snapshot.timeline, snapshot.ownBots),
    report: snapshot.report.published?.text,
    pulls: new Map(snapshot.pulls.map((pull) => [pull.number, pull])),
    heads: record?.heads ?? new Map(),
    kludgeIds: new Map([...rememberedKludges(record), ...announcedKludges(snapshot)]),
    announced: announcementsIn(snapshot),
    said: record?.said,
  };
  const changes = record === undefined ? [] : changesIn(record);
  const known = new Map<number, ReplayContext>();
  const seen = new Set(record?.seen);
  return contextAt;

  function contextAt(at: Instant, id?: string): ReplayContext {
    if (record === undefined || at > record.until) return present;
    if (at === record.until && id !== undefined && !seen.has(id)) return present;
    const spell = changes.findLastIndex((change) => change < at);
    const before = known.get(spell);
    if (before !== undefined) return before;
    const past = { ...present, ...pastOf(record, { at, snapshot, present }) };
    known.set(spell, past);
    return past;
  }
}

function pastOf(
  record: IncidentRecord,
  around: {
    readonly at: Instant;
    readonly snapshot: Snapshot;
    readonly present: ReplayContext;
  },
): Pick<ReplayContext, "config" | "roles" | "evidence"> {
  const { at, snapshot, present } = around;
  const { componentNames, ...config } = spellAt(record.configs, at) ?? {};
  const { components } = present.config;
  const roles: Roles = {
    ...snapshot.roles,
    ...Object.fromEntries(
      [...record.roles].map(([login, spells]) => [login, spellAt(spells, at) ?? "none"]),
    ),
  };
  const known = componentNames?.map((name) => [name, components[name] ?? []] as const);
  return {
    roles,
    config: {
      ...present.config,
      ...config,
      components: known === undefined ? components : withoutPrototype(known),
    },
    // Who might close it is remembered, so a reopening of another kind is no answer to the closing.
    evidence: new Map([...present.evidence].filter(([, shown]) => shown === "counted")),
  };
}

/** People ask for components by any name. */
function withoutPrototype(
  entries: readonly (readonly [string, readonly string[]])[],
): Config["components"] {
  const named: Record<string, readonly string[]> = Object.create(null);
  for (const [name, patterns] of entries) named[name] = patterns;
  return named;
}

/** The instants after which something was in force that wasn't before. */
function changesIn({ roles, configs }: IncidentRecord): readonly Instant[] {
  const spells = [...configs, ...[...roles.values()].flat()];
  return [...new Set(spells.map(({ after }) => after))].toSorted();
}

function rememberedKludges(record: IncidentRecord | undefined): ReadonlyMap<string, string> {
  return new Map([...(record?.kludges ?? [])].map(([source, { id }]) => [source, id]));
}

/** Which name each kludge had when it was announced: names stay, also when an earlier comment is deleted. */
function announcedKludges(snapshot: Snapshot): ReadonlyMap<string, string> {
  const news = [...ownComments(snapshot).byKey.keys()].flatMap((key) => kludgeNewsOf(key) ?? []);
  return new Map(news.map(({ source, id }) => [source, id]));
}
