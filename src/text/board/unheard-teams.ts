import type { NamedTeam } from "../../core/config/config.ts";
import { atMost } from "../markdown/budget.ts";
import { code, listed } from "../markdown/escape.ts";

/** What to write instead, everywhere the same. */
export const TEAM_REMEDY =
  "Name the people themselves, or give the bot the token of an App with the organization permission members: read.";

/** Plain words for a terminal. */
export function unheardTeams(teams: readonly NamedTeam[]): string {
  const places = [...new Set(teams.map(({ team }) => team))].map((name) => {
    const paths = teams.filter(({ team }) => team === name).map(({ path }) => path);
    return `${name} (in ${paths.join(", ")})`;
  });
  return `A workflow's own token can't notify teams, nor ask them for reviews: ${atMost(places, 10).join(", ")}.`;
}

/** For the board. */
export function unheardTeamsNotice(teams: readonly string[]): string {
  const names = [...new Set(teams)].slice(0, 10).map(code);
  return `${listed(names)} ${names.length === 1 ? "is" : "are"} not notified: a workflow's own token can't reach teams. Please call them yourselves, and in ${code(".github/dakor.yml")} name people instead.`;
}
