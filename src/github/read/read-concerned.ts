import type { Roles } from "../../core/model/role.ts";
import type { OwnBots } from "../../core/model/own-bots.ts";
import type { Issue, Pull, Repository } from "../../core/model/snapshot.ts";
import type { TimelineEvent } from "../../core/model/timeline.ts";
import { namedLogins } from "../../core/command/named.ts";
import type { Config } from "../../core/config/config.ts";
import { isRevert, namesIssue } from "../../core/gate/revert.ts";
import { bodyComments } from "../../core/replay/body-comment.ts";
import { namedWithin } from "./named-within.ts";
import { readCommands } from "./read-commands.ts";
import { readPulls } from "./read-pulls.ts";
import { readRoles } from "./read-role.ts";
import type { Asking } from "./read-role.ts";

export type Told = { readonly issue: Issue; readonly timeline: readonly TimelineEvent[] };

type Known = {
  readonly repository: Repository;
  readonly config: Config;
  readonly ownBots: OwnBots;
  /** The pull requests that came along; all their comments where `complete` reads them. */
  readonly pulls: readonly Pull[];
  readonly complete?: () => Promise<readonly Pull[]>;
};

type Concerned = {
  /** Of everybody whose words count in one of the incidents. */
  readonly roles: Roles;
  /** The pull requests of each incident, by number. */
  readonly pulls: readonly (readonly Pull[])[];
};

/** What some incidents need beside their own words: the pull requests that these name, and who said them. */
export async function readConcerned(
  asking: Asking,
  told: readonly Told[],
  { repository, config, ownBots, pulls: known, complete }: Known,
): Promise<Concerned> {
  const said = told.map(({ issue, timeline }) => [...bodyComments(issue), ...timeline]);
  await readCommands(said, repository.url);
  const loginsWith = (pulls: readonly Pull[]): readonly string[] => [
    ...new Set(told.flatMap((one) => namedLogins({ ...one, pulls, ownBots }))),
  ];
  const asked = readRoles(asking, loginsWith(known));
  // Whoever waits for it hears of its failure.
  asked.catch(() => undefined);
  const named = await namedWithin(said, repository.url, { config, roles: asked });
  const seen = new Set([...known, ...told.map(({ issue }) => issue)].map(({ number }) => number));
  const numbers = [...new Set(named.flat())].filter((number) => !seen.has(number));
  const [present, further, early] = await Promise.all([
    complete?.() ?? known,
    readPulls(asking.github, asking.repository, { numbers, ownBots }),
    asked,
  ]);
  const all = [...present, ...further];
  const late = all.some(isRevert) ? loginsWith(all).filter((login) => !(login in early)) : [];
  return {
    roles: { ...early, ...(await readRoles(asking, late)) },
    pulls: told.map((one, index) => concerned(all, one, named[index] ?? [])),
  };
}

/** Only they change what an incident is: named in a command, linked to it, or naming it. */
function concerned(
  pulls: readonly Pull[],
  { issue, timeline }: Told,
  named: readonly number[],
): readonly Pull[] {
  const referenced = timeline.map((event) => (event.type === "referenced" ? event.pull : 0));
  const numbers = new Set([...named, ...referenced]);
  return pulls
    .filter((pull) => numbers.has(pull.number) || concerns(pull, issue.number))
    .toSorted((one, other) => one.number - other.number);
}

export function concerns(pull: Pull, incident: number): boolean {
  return (
    pull.links.some((link) => link.incident === incident) ||
    (isRevert(pull) && namesIssue(pull, incident))
  );
}
