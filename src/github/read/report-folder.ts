import type { ReportFile } from "../../core/report/report-candidates.ts";
import { query } from "../client/query.ts";
import { REPORT_FOLDER } from "../gate/gate-query.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, isRecord, list, text, textOrNone } from "../client/narrow.ts";
import { requestData } from "../client/request-data.ts";
import { malformedAnswer } from "../client/failure.ts";

/** What lies in a folder, as GitHub answers with `ReportFolder`; nothing where there is no such folder. */
export async function readFolder(
  github: GitHub,
  { owner, repo }: RepoName,
  expression: string,
): Promise<unknown> {
  const operation = `list the reports of ${owner}/${repo}`;
  const data = await query(github, {
    operation,
    query: `query ReadReportFolder($owner: String!, $name: String!, $expression: String!) {
      repository(owner: $owner, name: $name) { object(expression: $expression) { ...ReportFolder } }
    }
    ${REPORT_FOLDER}`,
    variables: { owner, name: repo, expression },
  });
  if (!isRecord(at(data, "repository"))) throw malformedAnswer(operation, "there is no repository");
  return at(data, "repository", "object");
}

/** All files in a folder and below it; one more request, and only where it has folders. */
export async function filesBelow(
  github: GitHub,
  place: RepoName,
  folder: unknown,
): Promise<readonly ReportFile[]> {
  const entries = list(at(folder, "entries"));
  const oid = textOrNone(at(folder, "oid"));
  const isDeep = entries.some((entry) => at(entry, "type") === "tree");
  if (!isDeep || oid === undefined) return entries.flatMap((entry) => fileOf(entry, "name"));
  // What isn't listed, because there are more than 100,000, is no report of anybody's: the merge stays held.
  const data = await requestData(github, `list the reports of ${place.owner}/${place.repo}`, {
    route: "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
    parameters: { owner: place.owner, repo: place.repo, tree_sha: oid, recursive: "1" },
  });
  return list(at(data, "tree")).flatMap((entry) => fileOf(entry, "path"));
}

function fileOf(entry: unknown, key: "name" | "path"): readonly ReportFile[] {
  const path = text(at(entry, key));
  const size = at(entry, "size");
  if (at(entry, "type") !== "blob" || path === "") return [];
  return [{ path, size: typeof size === "number" ? size : undefined }];
}
