import { bodyComments } from "../../core/replay/body-comment.ts";
import { namedLogins } from "../../core/command/named-logins.ts";
import type { Pull, Snapshot } from "../../core/model/snapshot.ts";
import type { Instant } from "../../core/time/time.ts";
import type { GitHub, ItemRef, RepoRef } from "../client/github.ts";
import { bareLogin, count, nodes, record } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { issueOf, timelineOf } from "./narrow-issue.ts";
import { pullOf } from "./narrow-pull.ts";
import { configOf, repositoryOf, repoRefOf, templateOf } from "./narrow-repository.ts";
import { namedWithin } from "./named-within.ts";
import { readCommands } from "./read-commands.ts";
import { readIssue } from "./read-issue.ts";
import type { IssueAnswer } from "./read-issue.ts";
import { readComplete, readPulls } from "./read-pulls.ts";
import { readReport } from "./read-report.ts";
import { readRole, readRoles } from "./read-role.ts";
import type { Asking } from "./read-role.ts";
import type { RoleCache } from "./role-cache.ts";
import { ownBotsOf } from "./own-bots-of.ts";

type ReadOptions = {
  readonly now: Instant;
  readonly roles: RoleCache;
  /** Somebody whose role will probably be needed: asked for while the issue is read. */
  readonly hint?: string;
  /** Logins of other bots that count as this one. */
  readonly ownBots?: readonly string[];
};

export type IncidentReading = {
  readonly snapshot: Snapshot;
  /** What `applyWrites` needs to write to the same repository. */
  readonly target: RepoRef;
};

/** One incident as it is now; undefined when there is no such issue in the repository, or it's a pull request. */
export async function readIncident(
  github: GitHub,
  ref: ItemRef,
  options: ReadOptions,
): Promise<IncidentReading | undefined> {
  const asking = { github, repository: ref, roles: options.roles };
  const [answer] = await Promise.all([readIssue(github, ref), readHint(asking, options.hint)]);
  if (answer === undefined) return undefined;
  const { issue, repository } = told(answer);
  const ownBots = ownBotsOf(answer.viewer, options.ownBots);
  const timeline = timelineOf(answer.events, { repositoryId: repository.id, ownBots });
  const said = [...bodyComments(issue), ...timeline];
  await readCommands([said], repository.url);
  const config = configOf(answer.repository);
  const reportTemplate = templateOf(answer.repository);
  const known = pullsIn(answer);
  const partial = [...known.values()].map((pull) => pullOf(pull, ownBots));
  const asked = readRoles(asking, namedLogins({ issue, timeline, pulls: partial, ownBots }));
  // Whoever waits for it hears of its failure.
  asked.catch(() => undefined);
  const people = { config: config.config, roles: asked };
  const [named = []] = await namedWithin([said], repository.url, people);
  const unread = named.filter((number) => !known.has(number) && number !== ref.number);
  const [present, further, early, report] = await Promise.all([
    readComplete(github, [...known.values()], ownBots),
    readPulls(github, ref, { numbers: unread, ownBots }),
    asked,
    readReport(github, ref, {
      repository: answer.repository,
      directory: config.config.report.directory,
      ownBots,
    }),
  ]);
  const referenced = timeline.map((event) => (event.type === "referenced" ? event.pull : 0));
  const concerned = new Set([...named, ...referenced]);
  const pulls = [...present, ...further]
    .filter((pull) => concerned.has(pull.number) || isLinked(pull, ref.number))
    .toSorted((one, other) => one.number - other.number);
  const late = namedLogins({ issue, timeline, pulls, ownBots }).filter(
    (login) => !(login in early),
  );
  const roles = { ...early, ...(await readRoles(asking, late)) };
  return {
    snapshot: {
      now: options.now,
      ownBots,
      repository,
      config,
      ...(reportTemplate === undefined ? {} : { reportTemplate }),
      issue,
      timeline,
      roles,
      pulls,
      report,
    },
    target: repoRefOf(answer.repository, answer.issue["labels"]),
  };
}

function told(answer: IssueAnswer): Pick<Snapshot, "issue" | "repository"> {
  return { issue: issueOf(answer.issue), repository: repositoryOf(answer.repository) };
}

async function readHint(asking: Asking, hint: string | undefined): Promise<void> {
  if (hint === undefined || bareLogin(hint) !== hint) return;
  // Where it is needed it is asked for once more, and fails then.
  await readRole(asking, hint).catch(() => undefined);
}

/** The pull requests that came with the issue: kludges, and those that name it. */
function pullsIn(answer: IssueAnswer): ReadonlyMap<number, Json> {
  const references = answer.events
    .filter((node) => node["isCrossRepository"] === false)
    .map((node) => record(node["source"]));
  const pulls = [...nodes(answer.repository["kludges"]), ...references].filter(
    (pull) => count(pull["number"]) > 0,
  );
  return new Map(pulls.map((pull) => [count(pull["number"]), pull]));
}

function isLinked(pull: Pull, incident: number): boolean {
  return pull.links.some((link) => link.incident === incident);
}
