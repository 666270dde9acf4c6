import { CHECK_NAME } from "./check-run.ts";
import type { Check } from "./check-run.ts";
import { failure } from "../client/failure.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, count, list, nodes, text } from "../client/narrow.ts";

/**
 * A commit's checks of our name. GitHub lists the oldest first, and each run of a workflow has a suite of its own:
 * a first page that isn't all of them says nothing about the newest.
 */
export const CHECK_FIELDS = `
  fragment CheckFields on Commit {
    oid
    checkSuites(first: 3, filterBy: { appId: $app, checkName: $check }) {
      totalCount
      nodes {
        conclusion
        checkRuns(first: 30, filterBy: { appId: $app, checkName: $check, checkType: ALL }) {
          totalCount
          nodes { databaseId conclusion externalId }
        }
      }
    }
  }`;

/** The newest check among the fields of `CheckFields`; "unseen" where there are more than were listed. */
export function checkIn(commit: unknown): Check | "unseen" | undefined {
  const suites = at(commit, "checkSuites");
  const lists = [suites, ...nodes(suites).map((suite) => suite["checkRuns"])];
  if (lists.some((connection) => count(at(connection, "totalCount")) > nodes(connection).length)) {
    return "unseen";
  }
  return newestOf(
    lists.slice(1).flatMap((runs) =>
      nodes(runs).map((run) => ({
        id: count(run["databaseId"]),
        conclusion: text(run["conclusion"]).toLowerCase(),
        digest: text(run["externalId"]),
      })),
    ),
  );
}

const PER_PAGE = 100;

/** This App's newest check on a commit, whatever their number; a workflow's job may have the same name. */
export async function readCheck(
  github: GitHub,
  place: RepoName,
  { sha, app }: { readonly sha: string; readonly app: number },
): Promise<Check | undefined> {
  const found: unknown[] = [];
  try {
    for (let page = 1, total = 1; found.length < total; page += 1) {
      const { data } = await github.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
        ...place,
        ref: sha,
        check_name: CHECK_NAME,
        app_id: app,
        filter: "all",
        per_page: PER_PAGE,
        page,
      });
      const runs = list(at(data, "check_runs"));
      found.push(...runs);
      total = runs.length < PER_PAGE ? 0 : count(at(data, "total_count"));
    }
  } catch (thrown) {
    throw failure(`read the check on ${sha}`, thrown);
  }
  return newestOf(
    found
      .filter((run) => at(run, "app", "id") === app)
      .map((run) => ({
        id: count(at(run, "id")),
        conclusion: text(at(run, "conclusion")),
        digest: text(at(run, "external_id")),
      })),
  );
}

function newestOf(checks: readonly Check[]): Check | undefined {
  return checks.toSorted((one, other) => other.id - one.id)[0];
}
