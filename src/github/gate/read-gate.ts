import type { Roles } from "../../core/model/role.ts";
import type { ConfigReading } from "../../core/config/config.ts";
import type { Incident } from "../../core/model/incident.ts";
import { replay } from "../../core/replay/replay.ts";
import type { OwnBots } from "../../core/model/own-bots.ts";
import type { Repository, Snapshot } from "../../core/model/snapshot.ts";
import { query } from "../client/query.ts";
import { GATE_VARIABLES, MORE_INCIDENTS, MORE_TIMELINE, USUAL_DIRECTORY } from "./gate-query.ts";
import type { IncidentList } from "./gate-query.ts";
import { repositoryQuestion } from "./gate-question.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { pullOf } from "../read/narrow-pull.ts";
import { readPublished } from "../read/read-published.ts";
import type { Published } from "../read/read-published.ts";
import { reportBranch } from "../read/read-report.ts";
import { wholeList, wholeNodes } from "../client/pages.ts";
import { gateAnswer } from "./gate-answer.ts";
import type { GateAnswer, GateOptions } from "./gate-answer.ts";
import { readConcerned } from "../read/read-concerned.ts";
import type { Told } from "../read/read-concerned.ts";
import type { TimelineEvent } from "../../core/model/timeline.ts";
import { at, text } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { issueOf, timelineOf } from "../read/narrow-issue.ts";
import { readUnlabelled } from "../read/unlabelled.ts";
import { defined } from "../../core/model/defined.ts";

/** All of a repository that can hold a merge, read at one moment: good for any number of pull requests. */
export type Gating = {
  readonly place: RepoName;
  readonly options: GateOptions;
  readonly ownBots: OwnBots;
  readonly repository: Repository;
  readonly config: ConfigReading;
  /** Of everybody whose words count in the incidents. */
  readonly roles: Roles;
  /** Incidents that are listed as unreported, in the order of their numbers. */
  readonly incidents: readonly Incident[];
  /** What they were replayed from. */
  readonly snapshots: readonly Snapshot[];
};

export async function readGating(
  github: GitHub,
  place: RepoName,
  options: GateOptions,
): Promise<Gating> {
  const data = await query(github, repositoryQuestion(place));
  return completeGating(github, gateAnswer(data, place, options));
}

/** Reads what the first request had no room for, and replays the incidents. */
export async function completeGating(github: GitHub, answer: GateAnswer): Promise<Gating> {
  const { place, options, ownBots, repository, config } = answer;
  const told = await readTimelines(github, answer);
  const pulls = wholeNodes(answer.json["kludges"], "read the kludges").map((json) =>
    pullOf(json, ownBots),
  );
  const asking = { github, repository: place, roles: options.roles };
  const [concerned, reports] = await Promise.all([
    readConcerned(asking, told, { repository, config: config.config, ownBots, pulls }),
    readReports(github, answer, told),
  ]);
  const { roles } = concerned;
  const snapshots = told.map((one, index): Snapshot => {
    const published = reports.get(one.issue.number);
    return {
      now: options.now,
      ownBots,
      repository,
      config,
      ...one,
      roles,
      pulls: concerned.pulls[index] ?? [],
      report: {
        branch: reportBranch(one.issue.number),
        ...defined({ published }),
        hasReviewers: false,
      },
    };
  });
  const incidents = snapshots.map(replay);
  return { place, options, ownBots, repository, config, roles, incidents, snapshots };
}

/** A merged report lifts the gate because of what it says, not because of a label or its name. */
async function readReports(
  github: GitHub,
  answer: GateAnswer,
  issues: readonly Told[],
): Promise<ReadonlyMap<number, Published>> {
  const { directory } = answer.config.config.report;
  const isUsual = directory === USUAL_DIRECTORY;
  const { reports } = await readPublished(github, answer.place, {
    oid: answer.repository.headOid ?? "HEAD",
    directory,
    ...(isUsual ? { folder: answer.json["reports"] } : {}),
    incidents: issues.map(({ issue }) => issue.number),
  });
  return reports;
}

/** All listed issues with their whole timelines: a request more only where something had more than a page. */
async function readTimelines(github: GitHub, answer: GateAnswer): Promise<readonly Told[]> {
  const lists = await Promise.all([
    readList(github, answer, "open"),
    readList(github, answer, "owed"),
    readUnlabelled(github, answer.place, answer.unlabelled),
  ]);
  // An issue that is closed between two pages is in both lists.
  const issues = new Map(lists.flat().map((json) => [json["number"], json]));
  const told = await Promise.all(
    [...issues.values()].map(async (json) => ({
      issue: issueOf(json),
      timeline: await readTimeline(github, json, answer),
    })),
  );
  return told.toSorted((one, other) => one.issue.number - other.issue.number);
}

async function readList(
  github: GitHub,
  { json, place }: GateAnswer,
  list: IncidentList,
): Promise<readonly Json[]> {
  const operation = `list the unreported incidents of ${place.owner}/${place.repo}`;
  return wholeList(json[list], operation, async (after) => {
    const data = await query(github, {
      operation,
      query: MORE_INCIDENTS[list],
      variables: { owner: place.owner, name: place.repo, [list]: GATE_VARIABLES[list], after },
    });
    return at(data, "repository", list);
  });
}

async function readTimeline(
  github: GitHub,
  json: Json,
  { ownBots, repository }: GateAnswer,
): Promise<readonly TimelineEvent[]> {
  const around = { ownBots, repositoryId: repository.id };
  const operation = `read the timeline of #${String(json["number"])}`;
  const events = await wholeList(json["timelineItems"], operation, async (after) => {
    const variables = { id: text(json["id"]), after };
    const data = await query(github, { operation, query: MORE_TIMELINE, variables });
    return at(data, "node", "timelineItems");
  });
  return timelineOf(events, around);
}
