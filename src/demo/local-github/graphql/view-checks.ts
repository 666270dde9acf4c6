import type { Commit } from "../git.ts";
import { numberOf, recordOf, textOf, textOrNull } from "../narrow.ts";
import { runsOf } from "../rest/runs-of.ts";
import type { Connection, PageArguments } from "./connect.ts";
import { connect } from "./connect.ts";
import type { View, Viewer } from "./view.ts";

export interface CheckArguments extends PageArguments {
  readonly filterBy?: { readonly appId?: number | null; readonly checkName?: string | null } | null;
}

/** The suites of a commit. Here there is one App, so there is one: GitHub makes it when the commit is pushed. */
export async function viewCheckSuites(
  viewer: Viewer,
  commit: Commit,
  page: CheckArguments,
): Promise<Connection<unknown>> {
  const { appId, checkName } = page.filterBy ?? {};
  const isOther = typeof appId === "number" && appId !== viewer.world.app.appId;
  const runs = isOther ? [] : await runsOf(viewer.world, commit.sha);
  const isAsked = typeof checkName !== "string" || runs.some((run) => run["name"] === checkName);
  const id = `CS_kwDO${commit.sha}`;
  const view = (): View => ({
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
  });
  return connect("checkSuites", isOther || !isAsked ? [] : [{ cursor: id, view }], page);
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
