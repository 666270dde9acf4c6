import type { TimelineEvent } from "../../core/model/timeline.ts";
import { query } from "../client/query.ts";
import { GATE_VARIABLES, MORE_INCIDENTS, MORE_TIMELINE } from "./gate-query.ts";
import type { IncidentList } from "./gate-query.ts";
import type { GitHub } from "../client/github.ts";
import { at, text } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { issueOf, timelineOf } from "../read/narrow-issue.ts";
import { readUnlabelled } from "../read/unlabelled.ts";
import { wholeList } from "../client/pages.ts";
import type { GateAnswer } from "./gate-answer.ts";
import type { Told } from "../read/read-concerned.ts";

/** All listed issues with their whole timelines: a request more only where something had more than a page. */
export async function readTimelines(github: GitHub, answer: GateAnswer): Promise<readonly Told[]> {
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
