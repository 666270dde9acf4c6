import { decisionsIn } from "./decisions.ts";
import type { Snapshot } from "./snapshot.ts";

/** Lower-case logins of the people whose permission decides something here. Bots have none: the configuration lists them. */
export function namedLogins(
  incident: Pick<Snapshot, "issue" | "timeline" | "pulls">,
): readonly string[] {
  const logins = decisionsIn(incident).flatMap(({ by }) =>
    by.isBot ? [] : [by.login.toLowerCase()],
  );
  return [...new Set(logins)].filter((login) => login !== "ghost");
}
