import type { Snapshot } from "../../core/model/snapshot.ts";
import type { Instant } from "../../core/time/time.ts";
import type { GitHub, ItemRef, RepoRef } from "../client/github.ts";
import { count, nodes, record } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { issueOf, timelineOf } from "./narrow-issue.ts";
import { pullOf } from "./narrow-pull.ts";
import { configOf, repositoryOf, repoRefOf, templateOf } from "./narrow-repository.ts";
import { readIssue } from "./read-issue.ts";
import type { IssueAnswer } from "./read-issue.ts";
import { readComplete } from "./read-pulls.ts";
import { readReport } from "./read-report.ts";
import type { RoleCache } from "./read-role.ts";
import { ownBotsOf } from "./own-bots-of.ts";
import { readConcerned } from "./read-concerned.ts";
import { defined } from "../../core/model/defined.ts";

type ReadOptions = {
  readonly now: Instant;
  readonly roles: RoleCache;
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
  const answer = await readIssue(github, ref);
  if (answer === undefined) return undefined;
  const repository = repositoryOf(answer.repository);
  const ownBots = ownBotsOf(answer.viewer, options.ownBots);
  const issue = issueOf(answer.issue);
  const timeline = timelineOf(answer.events, { repositoryId: repository.id, ownBots });
  const config = configOf(answer.repository);
  const reportTemplate = templateOf(answer.repository);
  const known = pullsIn(answer);
  const [concerned, report] = await Promise.all([
    readConcerned({ github, repository: ref, roles: options.roles }, [{ issue, timeline }], {
      repository,
      config: config.config,
      ownBots,
      pulls: known.map((pull) => pullOf(pull, ownBots)),
      complete: () => readComplete(github, known, ownBots),
    }),
    readReport(github, ref, {
      repository: answer.repository,
      directory: config.config.report.directory,
      ownBots,
    }),
  ]);
  return {
    snapshot: {
      now: options.now,
      ownBots,
      repository,
      config,
      ...defined({ reportTemplate }),
      issue,
      timeline,
      roles: concerned.roles,
      pulls: concerned.pulls[0] ?? [],
      report,
    },
    target: repoRefOf(answer.repository, answer.issue["labels"]),
  };
}

/** The pull requests that came with the issue: kludges, and those that name it. */
function pullsIn(answer: IssueAnswer): readonly Json[] {
  const references = answer.events
    .filter((node) => node["isCrossRepository"] === false)
    .map((node) => record(node["source"]));
  const pulls = [...nodes(answer.repository["kludges"]), ...references].filter(
    (pull) => count(pull["number"]) > 0,
  );
  return [...new Map(pulls.map((pull) => [pull["number"], pull])).values()];
}
