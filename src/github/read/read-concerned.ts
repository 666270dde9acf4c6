import type { Roles } from "../../core/model/role.ts";
import type { OwnBots } from "../../core/model/own-bots.ts";
import type { Issue, Pull, Repository } from "../../core/model/snapshot.ts";
import type { Comment, TimelineEvent } from "../../core/model/timeline.ts";
import { MOST_NAMED, namedLogins, namedPulls } from "../../core/command/named.ts";
import type { Config } from "../../core/config/config.ts";
import { isRevert, namesIssue } from "../../core/gate/revert.ts";
import { bodyComments } from "../../core/replay/body-comment.ts";
import { readPulls } from "./read-pulls.ts";
import { readRoles } from "./read-role.ts";
import type { Asking } from "./read-role.ts";
import { setImmediate } from "node:timers/promises";
import { commandsOf } from "../../core/command/commands-of.ts";
import { saysItWorks } from "../../core/command/works-for-me.ts";
import { isPermitted } from "../../core/model/authority.ts";

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

/** Milliseconds of parsing after which others have their turn. */
export const SLICE = 20;

/** Each of them may cost as much as the parser of Markdown takes for one comment. */
const READERS: readonly ((comment: Comment, repository: string) => unknown)[] = [
  (comment, repository) => commandsOf(comment, repository),
  (comment, repository) => commandsOf(comment, repository, "anywhere"),
  (comment) => saysItWorks(comment),
];

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

/**
 * Reads what comments say, a few in each turn of the loop: anybody may write as many as they like. Core remembers what
 * it has read, so whatever asks afterwards costs nothing.
 */
async function readCommands(
  timelines: readonly (readonly TimelineEvent[])[],
  repository: string,
): Promise<void> {
  let begun = performance.now();
  for (const event of timelines.flat()) {
    if (event.type !== "commented" || event.isOwn) continue;
    for (const read of READERS) {
      read(event, repository);
      if (performance.now() - begun < SLICE) continue;
      await setImmediate();
      begun = performance.now();
    }
  }
}

/**
 * The pull requests that the comments of each timeline name, as many as one run reads. Only where there are more does
 * it have to be known who is permitted.
 */
async function namedWithin(
  timelines: readonly (readonly TimelineEvent[])[],
  repository: string,
  people: { readonly config: Config; readonly roles: Promise<Roles> },
): Promise<readonly (readonly number[])[]> {
  const all = timelines.map((timeline) =>
    namedPulls(timeline, repository, { mayCommand: () => true, room: 0 }),
  );
  if (new Set(all.flat()).size <= MOST_NAMED) return all;
  const roles = await people.roles;
  const room = Math.floor(MOST_NAMED / timelines.length);
  return timelines.map((timeline) =>
    namedPulls(timeline, repository, {
      mayCommand: ({ by }) => isPermitted(by, roles, people.config),
      room,
    }),
  );
}
