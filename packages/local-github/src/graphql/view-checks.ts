import { appSuite, suiteOf, suitesOn } from "../act/check-suite.ts";
import type { Commit } from "../git.ts";
import type { CheckSuite, Json } from "../model.ts";
import { isoTime } from "../model.ts";
import { numberOf, recordOf, textOf, textOrNull } from "../narrow.ts";
import { runsOf } from "../rest/runs-of.ts";
import { ACTIONS_APP } from "../show/show-app.ts";
import type { Connection, PageArguments } from "./connect.ts";
import { connect } from "./connect.ts";
import type { World } from "../world.ts";
import type { View, Viewer } from "./view.ts";

export interface CheckArguments extends PageArguments {
  readonly filterBy?: {
    readonly appId?: number | null;
    readonly checkName?: string | null;
    readonly checkType?: "ALL" | "LATEST" | null;
  } | null;
}

/** A commit's suites, the oldest first: the App's, and one for each run of a workflow. */
export async function viewCheckSuites(
  viewer: Viewer,
  commit: Commit,
  page: CheckArguments,
): Promise<Connection<unknown>> {
  const { appId, checkName } = page.filterBy ?? {};
  const { world } = viewer;
  appSuite(world, commit.sha);
  const all = await runsOf(world, commit.sha);
  const listed = suitesOn(world, commit.sha)
    .map((suite) => ({
      suite,
      runs: all.filter((run) => suiteOf(world, numberOf(run["id"]))?.id === suite.id),
    }))
    .filter(({ suite }) => typeof appId !== "number" || appOf(world, suite).id === appId)
    .filter(
      ({ runs }) => typeof checkName !== "string" || runs.some((run) => run["name"] === checkName),
    )
    .map(({ suite, runs }) => ({
      cursor: String(suite.id),
      view: () => viewSuite(world, { suite, commit, runs }),
    }));
  return connect("checkSuites", listed, page);
}

/** What all checks of a commit say together, the newest of each name in each suite; null where there is none. */
export async function viewRollup({ world }: Viewer, commit: Commit): Promise<View | null> {
  const all = await runsOf(world, commit.sha);
  const newest = [...Map.groupBy(all, (run) => suiteOf(world, numberOf(run["id"]))?.id).values()];
  const counted = newest.flatMap(latest);
  if (counted.length === 0) return null;
  const listed = counted.map((run) => ({ cursor: String(run["id"]), view: () => viewRun(run) }));
  return {
    __typename: "StatusCheckRollup",
    id: `SCR_kwDO${commit.sha}`,
    state: stateOf(counted),
    contexts: (page: PageArguments) => connect("contexts", listed, page),
  };
}

const PASSING: readonly unknown[] = ["success", "neutral", "skipped"];

/** One that failed is enough, whatever is still going on. */
function stateOf(runs: readonly Json[]): string {
  const ended = runs.filter((run) => run["status"] === "completed");
  if (ended.some((run) => !PASSING.includes(run["conclusion"]))) return "FAILURE";
  return ended.length === runs.length ? "SUCCESS" : "PENDING";
}

function appOf({ app }: World, { owner }: CheckSuite): { id: number; slug: string } {
  return owner === "app" ? { id: app.appId, slug: app.slug } : ACTIONS_APP;
}

/** The App's is made when the commit is pushed; here, nobody knew of it then. */
function viewSuite(
  world: World,
  {
    suite,
    commit,
    runs,
  }: { readonly suite: CheckSuite; readonly commit: Commit; readonly runs: readonly Json[] },
): View {
  const { id, slug } = appOf(world, suite);
  return {
    __typename: "CheckSuite",
    id: `CS_kwDO${suite.id}`,
    databaseId: suite.id,
    createdAt: suite.owner === "app" ? commit.committer.date : isoTime(suite.createdAt),
    conclusion: conclusionOf(latest(runs)),
    app: { __typename: "App", id: `A_kwDO${id}`, databaseId: id, slug, name: slug },
    checkRuns: (inner: CheckArguments) => {
      const { checkName, checkType } = inner.filterBy ?? {};
      const named = runs.filter(
        (run) => typeof checkName !== "string" || run["name"] === checkName,
      );
      const shown = checkType === "ALL" ? named : latest(named);
      const listed = shown.map((run) => ({ cursor: String(run["id"]), view: () => viewRun(run) }));
      return connect("checkRuns", listed, inner);
    },
  };
}

/** Null until all have ended; then what the worst of them says. */
function conclusionOf(newest: readonly Json[]): string | null {
  if (newest.length === 0 || newest.some((run) => run["status"] !== "completed")) return null;
  const said = newest.map((run) => textOf(run["conclusion"]).toUpperCase());
  return said.find((conclusion) => conclusion !== "SUCCESS") ?? "SUCCESS";
}

/** The newest of each name. */
function latest(runs: readonly Json[]): readonly Json[] {
  return [...new Map(runs.map((run) => [run["name"], run])).values()];
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
