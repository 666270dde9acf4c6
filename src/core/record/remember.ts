import { isListedBot } from "../model/authority.ts";
import { decisionsIn } from "./decisions.ts";
import type { PersonsDecision } from "./decisions.ts";
import { bodyId } from "../replay/body-comment.ts";
import type { Incident } from "../model/incident.ts";
import type { Comment, Source } from "../model/timeline.ts";
import { fileCounts } from "./file-counts.ts";
import { headsSeen } from "./heads.ts";
import type { IssueForm } from "../markdown/issue-form.ts";
import { boardTouches } from "../plan/fight.ts";
import { ALWAYS, isRemembered } from "./record.ts";
import type { IncidentRecord, KeptWords, RememberedConfig, Spell } from "./record.ts";
import { lossOf, presentConfig, recordIn } from "./recorded.ts";
import { isOwnBot } from "../model/own-bots.ts";
import type { Issue, Snapshot } from "../model/snapshot.ts";
import type { Role } from "../model/role.ts";
import { plus } from "../time/time.ts";
import type { Instant } from "../time/time.ts";
import { tracesIn } from "./traces.ts";
import { asDecided, keptWords } from "../replay/as-decided.ts";
import type { CommandName } from "../command/command.ts";
import { commandsOf } from "../command/commands-of.ts";
import type { Command } from "../command/parsed-command.ts";
import { defined } from "../model/defined.ts";

/** Longer comments are remembered by the first lines of their commands. */
const LONGEST = 300;
const LONGEST_LINE = 200;

/** What only tells, and decides nothing. */
const TELLING: readonly CommandName[] = ["note", "update", "doing", "status", "help"];

/** What the board should remember from now on. Where nothing was decided since, that is what it remembers already. */
export function remember(incident: Incident, snapshot: Snapshot): IncidentRecord {
  const before = recordIn(snapshot);
  const decisions = decisionsOf(snapshot);
  const until = [
    ...decisions.map(({ at }) => at),
    before?.until ?? incident.declared?.at ?? ALWAYS,
  ].reduce((latest, at) => (at > latest ? at : latest));
  const seen = decisions.flatMap(({ at, id }) => (at === until ? [id] : []));
  const lostAt = lossOf(snapshot);
  const touched = boardTouches(snapshot);
  const files = fileCounts(snapshot);
  const words = wordsToKeep(incident, snapshot, before);
  const declared = incident.status === "declared" ? incident.declared : undefined;
  return {
    until,
    seen: [...new Set(seen)],
    issue: snapshot.issue.id,
    roles: rolesOf(snapshot, { before, decisions }),
    configs: configsOf(snapshot, { before, until }),
    ...defined({ declared }),
    heads: headsSeen(incident, snapshot, before),
    said: new Map(incident.said.map(({ key, at }) => [key, at])),
    paths: incident.paths,
    ...(files && { files }),
    form: formOf(incident, snapshot.issue),
    ...kludgesOf(incident, before, snapshot),
    ...(words.length === 0 ? {} : { words }),
    ...(touched.length === 0 ? {} : { touched }),
    ...defined({ lostAt }),
  };
}

type Since = { readonly before: IncidentRecord | undefined };

/** Other bots decide nothing, and are never answered by a change of the board. */
function decisionsOf(snapshot: Snapshot): readonly PersonsDecision[] {
  const config = presentConfig(snapshot);
  return decisionsIn(snapshot).filter(
    ({ by }) => !by.isBot || (!isOwnBot(by, snapshot.ownBots) && isListedBot(by, config)),
  );
}

function kludgesOf(
  { kludges }: Incident,
  before: IncidentRecord | undefined,
  snapshot: Snapshot,
): Pick<IncidentRecord, "kludges"> {
  if (kludges.length === 0 && before?.kludges === undefined) return {};
  const traces = tracesIn(snapshot);
  const pulls = new Map(snapshot.pulls.map(({ number, id }) => [number, id]));
  return {
    kludges: new Map([
      ...(before?.kludges ?? []),
      ...kludges.flatMap(({ source, id, pull }) => {
        const trace = traces.of(source);
        const said = [source, trace === undefined ? { id } : { id, trace }] as const;
        // Where a command took up what was linked already, each of both may come first next time.
        const linked = pull === undefined ? undefined : pulls.get(pull);
        return linked === undefined ? [said] : [said, [linked, { id }] as const];
      }),
    ]),
  };
}

function rolesOf(
  { roles }: Snapshot,
  { before, decisions }: Since & { readonly decisions: readonly PersonsDecision[] },
): IncidentRecord["roles"] {
  const remembered = new Map<string, readonly Spell<Role>[]>(before?.roles);
  for (const { by, at, id } of decisions) {
    const login = by.login.toLowerCase();
    const role = by.isBot ? undefined : roles[login];
    const spells = remembered.get(login) ?? [];
    if (role === undefined || (spells.length > 0 && isRemembered(before, at, id))) continue;
    remembered.set(login, withSpell(spells, role, lastBefore(at, before)));
  }
  return remembered;
}

/** The last instant of what was remembered that is before this one. */
function lastBefore(at: Instant, before: IncidentRecord | undefined): Instant {
  if (before === undefined) return ALWAYS;
  return at > before.until ? before.until : plus(at, -1);
}

function configsOf(
  snapshot: Snapshot,
  { before, until }: Since & { readonly until: Instant },
): IncidentRecord["configs"] {
  if (before !== undefined && until <= before.until) return before.configs;
  // Nobody has decided that defaults stand in for what can't be read.
  if (snapshot.config.status === "invalid") return before?.configs ?? [];
  const { components, notify: _, people: __, wording: ___, ...config } = presentConfig(snapshot);
  const present = { ...config, componentNames: Object.keys(components).toSorted() };
  return withSpell<RememberedConfig>(before?.configs ?? [], present, before?.until ?? ALWAYS);
}

/** Another value counts from where the record ended on. */
function withSpell<T>(spells: readonly Spell<T>[], value: T, after: Instant): readonly Spell<T>[] {
  const last = spells.at(-1);
  if (last === undefined) return [{ after: ALWAYS, value }];
  if (isSame(last.value, value)) return spells;
  return [...spells, { after, value }];
}

function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** The names of a section in any order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : part,
  );
}

/** What the incident knows from the issue's own text alone, its answers and its commands. */
function formOf(incident: Incident, issue: Issue): IssueForm {
  const { facts, severity, moments, components } = incident;
  const isFormed = (given: Source | undefined): boolean =>
    given?.source === issue.id || given?.source === bodyId(issue);
  const { scope, steps, works } = facts;
  const words = Object.entries({ scope, steps, works }).flatMap(([fact, given]) =>
    given !== undefined && isFormed(given) ? [[fact, given.value] as const] : [],
  );
  return {
    ...Object.fromEntries(words),
    ...(severity !== undefined && isFormed(severity) ? { severity: severity.value } : {}),
    ...(moments.started !== undefined && isFormed(moments.started)
      ? { started: moments.started.value }
      : {}),
    ...(components.length === 0 ? {} : { components: components.join(" ") }),
  };
}

/** What people said that counts, in their own words: what decides before what only tells, the latest first. */
function wordsToKeep(
  { accepted }: Incident,
  snapshot: Snapshot,
  before: IncidentRecord | undefined,
): readonly KeptWords[] {
  const counted = new Set(accepted);
  const traces = tracesIn(snapshot);
  const remembered = new Map(before?.words?.map(({ source, trace }) => [source, trace]));
  const { refused } = keptWords(snapshot);
  const kept = asDecided(snapshot).timeline.flatMap((event) => {
    if (event.type !== "commented" || event.by.isBot || !counted.has(event.id)) return [];
    const { id: source, at, by, editedBy, editedAt = at } = event;
    const trace = remembered.get(source) ?? traces.of(source);
    const commands = commandsIn(event, snapshot);
    if (trace === undefined || commands.length === 0) return [];
    const change = refused.get(source);
    const words: KeptWords = {
      source,
      trace,
      at,
      by: by.login,
      text: textOf(event, commands),
      ...(editedBy === undefined ? {} : { edited: { at: editedAt, by: editedBy } }),
      ...defined({ refused: change }),
    };
    return [{ words, isTelling: commands.every(({ name }) => TELLING.includes(name)) }];
  });
  return kept
    .toReversed()
    .toSorted((one, other) => Number(one.isTelling) - Number(other.isTelling))
    .map(({ words }) => words);
}

function commandsIn(comment: Comment, { repository }: Snapshot): readonly Command[] {
  return commandsOf(comment, repository.url).flatMap((line) =>
    line.type === "command" ? [line.command] : [],
  );
}

function textOf({ body }: Comment, commands: readonly Command[]): string {
  if (body.length <= LONGEST) return body;
  return commands
    .map(({ line }) =>
      line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1).trimEnd()}…` : line,
    )
    .join("\n");
}
