import { reportCandidates } from "../../core/report/report-candidates.ts";
import type { ReportFile } from "../../core/report/report-candidates.ts";
import { checkReport, incidentsOfReport } from "../../core/report/report-rule.ts";
import type { ReportState } from "../../core/model/snapshot.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { query, requestData } from "../client/query.ts";
import { REPORT_FOLDER } from "../gate/gate-query.ts";
import { at, isRecord, list, text, textOrNone } from "../client/narrow.ts";
import { malformedAnswer } from "../client/failure.ts";
import { askEach } from "../client/ask-each.ts";

export type Published = NonNullable<ReportState["published"]>;

type Wanted = {
  /** The commit, or "HEAD" for the default branch's newest. */
  readonly oid: string;
  readonly directory: string;
  /** What lies in the directory, where it was asked along with something else. */
  readonly folder?: unknown;
  /** Files that are looked into first, wherever they lie: those of a report's own pull request. */
  readonly likely?: readonly string[];
  readonly incidents: readonly number[];
};

type Found = {
  readonly reports: ReadonlyMap<number, Published>;
  /** What the likely files say, whether it counts or not. */
  readonly likely: readonly Published[];
};

/** Texts of one request; a report has some ten thousand characters. */
const TEXTS_PER_REQUEST = 25;

type WantedTexts = { readonly oid: string; readonly paths: readonly string[] };

/**
 * The reports of some incidents as they stand in a commit, by what their front matter says; a complete one before
 * others. The gate and the bot both ask here.
 */
export async function readPublished(
  github: GitHub,
  place: RepoName,
  wanted: Wanted,
): Promise<Found> {
  const { oid, directory, likely = [], incidents } = wanted;
  if (incidents.length === 0) return { reports: new Map(), likely: [] };
  const first = await readAll(github, place, { oid, paths: likely });
  const early = bestOf(first, incidents);
  const isEnough = incidents.every((number) => isComplete(early.get(number), number));
  if (isEnough) return { reports: early, likely: first };
  const folder =
    "folder" in wanted ? wanted.folder : await readFolder(github, place, `${oid}:${directory}`);
  const below = await filesBelow(github, place, folder);
  const paths = reportCandidates(below, incidents)
    .map((path) => `${directory}/${path}`)
    .filter((path) => !likely.includes(path));
  const further = await readAll(github, place, { oid, paths });
  return { reports: bestOf([...first, ...further], incidents), likely: first };
}

async function readAll(
  github: GitHub,
  place: RepoName,
  asked: { readonly oid: string; readonly paths: readonly string[] },
): Promise<readonly Published[]> {
  const texts = await readTexts(github, place, asked);
  return asked.paths.flatMap((path, index) => {
    const found = texts[index];
    return found === undefined ? [] : [{ path, text: found }];
  });
}

function bestOf(
  reports: readonly Published[],
  incidents: readonly number[],
): ReadonlyMap<number, Published> {
  const best = new Map<number, Published>();
  for (const report of reports) {
    for (const incident of incidentsOfReport(report.text)) {
      if (!incidents.includes(incident) || isComplete(best.get(incident), incident)) continue;
      if (!best.has(incident) || isComplete(report, incident)) best.set(incident, report);
    }
  }
  return best;
}

function isComplete(report: Published | undefined, incident: number): boolean {
  return report !== undefined && checkReport(report.text, incident).length === 0;
}

/** What lies in a folder, as GitHub answers with `ReportFolder`; nothing where there is no such folder. */
async function readFolder(
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
async function filesBelow(
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

/** The texts of some files of a commit; undefined for what is no text, or isn't there. */
export async function readTexts(
  github: GitHub,
  place: RepoName,
  { oid, paths }: WantedTexts,
): Promise<readonly (string | undefined)[]> {
  const files = await askEach(github, paths, {
    operation: `read ${paths.length} reports of ${place.owner}/${place.repo}`,
    begins: "query ReadReports",
    repository: place,
    alias: "file",
    field: "object(expression: $path) { ... on Blob { text } }",
    types: { path: "String!" },
    values: (path) => ({ path: `${oid}:${path}` }),
    perRequest: TEXTS_PER_REQUEST,
  });
  return files.map((file) => {
    const found = file?.["text"];
    return typeof found === "string" ? found : undefined;
  });
}
