import { hasRole } from "../model/role.ts";
import { bodyComments } from "../replay/body-comment.ts";
import { ruleOf } from "./command.ts";
import { commandsOf } from "./commands-of.ts";
import { decisionsIn } from "../record/decisions.ts";
import { changersIn } from "../record/kept-words.ts";
import { isRemembered } from "../record/record.ts";
import type { IncidentRecord } from "../record/record.ts";
import { recordIn } from "../record/recorded.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Comment, TimelineEvent } from "../model/timeline.ts";

/** One comment can't make the bot read more than this. */
export const MOST_PER_COMMENT = 20;
/** And neither can all comments of one run together. */
export const MOST_NAMED = 100;

/** Lower-case logins of the people whose permission decides something here. Bots have none: the configuration lists them. */
export function namedLogins(
  incident: Pick<Snapshot, "issue" | "timeline" | "pulls" | "ownBots">,
): readonly string[] {
  const record = recordIn(incident);
  const deciding = decisionsIn(incident).flatMap(({ by, at, id }) =>
    by.isBot || (isRemembered(record, at, id) && isStranger(by.login, record)) ? [] : [by.login],
  );
  const changers = changersIn(incident, record).flatMap(({ isBot, login }) =>
    isBot ? [] : [login],
  );
  const logins = [...deciding, ...changers, ...namedIn(incident, record)].map((login) =>
    login.toLowerCase(),
  );
  return [...new Set(logins)].filter((login) => login !== "ghost");
}

/** However many accounts say something, each is asked for once, until it says something else. */
function isStranger(login: string, record: IncidentRecord | undefined): boolean {
  const spells = record?.roles.get(login.toLowerCase()) ?? [];
  const isKnown = spells.some(({ value }) =>
    hasRole(login, "triage", { [login.toLowerCase()]: value }),
  );
  return spells.length > 0 && !isKnown;
}

/** Who is to lead, or to do something, must be somebody who can; whom a stranger names doesn't matter. */
function namedIn(
  { issue, timeline }: Pick<Snapshot, "issue" | "timeline">,
  record: IncidentRecord | undefined,
): readonly string[] {
  const repository = issue.url.replace(/\/issues\/\d+$/, "");
  return [...bodyComments(issue), ...timeline].flatMap((event) => {
    if (event.type !== "commented" || event.isOwn) return [];
    const { by, at, editedAt = at, id } = event;
    if (isRemembered(record, editedAt, id) && isStranger(by.login, record)) return [];
    return commandsOf(event, repository).flatMap((line) =>
      line.type === "command" && ruleOf(line.command.name).options?.includes("people") === true
        ? line.command.people
        : [],
    );
  });
}

/**
 * Numbers of pull requests of this repository (its address): those whose merge closed the issue, then those that
 * commands name, in the order of their first mention. Those of permitted people all count; the others' have what is
 * left of the room.
 */
export function namedPulls(
  timeline: readonly TimelineEvent[],
  repository: string,
  {
    mayCommand,
    room,
  }: { readonly mayCommand: (comment: Comment) => boolean; readonly room: number },
): readonly number[] {
  const comments = timeline.filter(
    (event): event is Comment => event.type === "commented" && !event.isOwn,
  );
  const pullsOf = (some: readonly Comment[]): readonly number[] => [
    ...new Set(some.flatMap((comment) => pullsIn(comment, repository))),
  ];
  const permitted = pullsOf(comments.filter(mayCommand));
  const left = Math.max(0, room - permitted.length);
  const wanted = new Set([
    ...permitted,
    ...pullsOf(comments)
      .filter((number) => !permitted.includes(number))
      .slice(0, left),
  ]);
  const closers = closersIn(timeline).filter((number) => !wanted.has(number));
  return [...closers, ...pullsOf(comments).filter((number) => wanted.has(number))];
}

/** "Fixes #42", or a link that somebody made by hand on GitHub's page: nobody but the closing tells of that one. */
function closersIn(timeline: readonly TimelineEvent[]): readonly number[] {
  const closers = timeline.flatMap((event) =>
    event.type === "closed" && event.pull !== undefined ? [event.pull] : [],
  );
  return [...new Set(closers)].slice(-MOST_PER_COMMENT);
}

function pullsIn(comment: Comment, repository: string): readonly number[] {
  return commandsOf(comment, repository)
    .flatMap((line) => (line.type === "command" ? line.command.pulls : []))
    .slice(0, MOST_PER_COMMENT);
}
