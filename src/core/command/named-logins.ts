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
