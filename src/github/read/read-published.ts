import { reportCandidates } from "../../core/report/report-candidates.ts";
import { checkReport, incidentsOfReport } from "../../core/report/report-rule.ts";
import type { ReportState } from "../../core/model/snapshot.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { readTexts } from "./read-texts.ts";
import { filesBelow, readFolder } from "./report-folder.ts";

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
    const text = texts[index];
    return text === undefined ? [] : [{ path, text }];
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
