import type { Commit } from "../git.ts";
import type { Json } from "../model.ts";
import { numberOf, recordOf, textOf, textOrNull } from "../narrow.ts";
import { runsOf } from "../rest/runs-of.ts";
import { ACTIONS_APP } from "../show/show-app.ts";
import type { Connection, PageArguments } from "./connect.ts";
import { connect } from "./connect.ts";
import type { View, Viewer } from "./view.ts";

export interface CheckArguments extends PageArguments {
  readonly filterBy?: { readonly appId?: number | null; readonly checkName?: string | null } | null;
}

/** A commit's suites: the App's, which GitHub makes when the commit is pushed, and that of Actions where it has runs. */
export async function viewCheckSuites(
  viewer: Viewer,
  commit: Commit,
  page: CheckArguments,
): Promise<Connection<unknown>> {
  const { appId, checkName } = page.filterBy ?? {};
  const { app, actionsRuns } = viewer.world;
  const all = await runsOf(viewer.world, commit.sha);
  const suites = [
    { id: app.appId, runs: all.filter((run) => !actionsRuns.has(numberOf(run["id"]))) },
    { id: ACTIONS_APP.id, runs: all.filter((run) => actionsRuns.has(numberOf(run["id"]))) },
  ];
  const listed = suites
    .filter(({ id }) => typeof appId !== "number" || id === appId)
    .filter(({ id, runs }) => id === app.appId || runs.length > 0)
    .filter(
      ({ runs }) => typeof checkName !== "string" || runs.some((run) => run["name"] === checkName),
    )
    .map(({ id, runs }) => ({
      cursor: String(id),
      view: () => viewSuite(`CS_kwDO${commit.sha}${id}`, commit, runs),
    }));
  return connect("checkSuites", listed, page);
}

function viewSuite(id: string, commit: Commit, runs: readonly Json[]): View {
  return {
    __typename: "CheckSuite",
    id,
    databaseId: null,
    createdAt: commit.committer.date,
    checkRuns: (inner: CheckArguments) => {
      const name = inner.filterBy?.checkName;
      const listed = runs
        .filter((run) => typeof name !== "string" || run["name"] === name)
        .map((run) => ({ cursor: String(run["id"]), view: () => viewRun(run) }));
      return connect("checkRuns", listed, inner);
    },
  };
}

function viewRun(run: Readonly<Record<string, unknown>>): View {
  const output = recordOf(run["output"]);
  return {
    __typename: "CheckRun",
    id: textOf(run["node_id"]),
    databaseId: numberOf(run["id"]),
    name: textOf(run["name"]),
    status: textOf(run["status"]).toUpperCase(),
    conclusion: textOrNull(run["conclusion"])?.toUpperCase() ?? null,
    externalId: textOrNull(run["external_id"]),
    title: textOrNull(output["title"]),
    summary: textOrNull(output["summary"]),
  };
}
