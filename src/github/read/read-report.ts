import type { OwnBots } from "../../core/model/own-bots.ts";
import type { ReportState } from "../../core/model/snapshot.ts";
import { query } from "../client/query.ts";
import { notFound } from "../client/failure.ts";
import type { GitHub, ItemRef } from "../client/github.ts";
import { at, isRecord, list, nodes, text, textOrNone } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { readComplete } from "./read-pulls.ts";
import { readPublished } from "./read-published.ts";
import type { Published } from "./read-published.ts";
import { defined } from "../../core/model/defined.ts";

export function reportBranch(incident: number): string {
  return `dakor/report-${incident}`;
}

/** What the first query asks of the report; it wants the variables `reportRef` and `reportBranch`. */
export const REPORT_FIELDS = `
  reportRef: ref(qualifiedName: $reportRef) { id target { oid } }
  reportPulls: pullRequests(
    headRefName: $reportBranch, first: 10, orderBy: { field: CREATED_AT, direction: DESC }
  ) {
    nodes {
      ...PullFields
      files(first: 20) { nodes { path } }
      reviews: timelineItems(first: 1, itemTypes: [REVIEW_REQUESTED_EVENT, PULL_REQUEST_REVIEW]) {
        nodes { __typename }
      }
    }
  }`;

/** The report's branch, its newest pull request, its file on the branch, and the one that is merged. */
export async function readReport(
  github: GitHub,
  ref: ItemRef,
  found: { readonly repository: Json; readonly directory: string; readonly ownBots: OwnBots },
): Promise<ReportState> {
  const branch = reportBranch(ref.number);
  const branchId = textOrNone(at(found.repository, "reportRef", "id"));
  const branchOid = textOrNone(at(found.repository, "reportRef", "target", "oid"));
  // A fork may have a branch of that name too.
  const json = nodes(found.repository["reportPulls"]).find(
    (candidate) => candidate["isCrossRepository"] === false,
  );
  const [[pull], file, published] = await Promise.all([
    readComplete(github, json === undefined ? [] : [json], found.ownBots),
    branchOid === undefined
      ? undefined
      : readFile(github, ref, { ...found, path: pathIn(json, found.directory, ref.number) }),
    readOwn(github, ref, { ...found, pull: json }),
  ]);
  return {
    branch,
    ...defined({ branchOid, branchId, pull, file, published }),
    hasReviewers: nodes(json?.["reviews"]).length > 0,
  };
}

/**
 * The report on the default branch. It is asked for only where there can be one; what was merged but doesn't count is
 * shown all the same, because people want to know what is missing.
 */
async function readOwn(
  github: GitHub,
  ref: ItemRef,
  found: { readonly repository: Json; readonly directory: string; readonly pull: Json | undefined },
): Promise<Published | undefined> {
  const { repository, directory, pull } = found;
  const isMerged = pull?.["state"] === "MERGED";
  if (!isMerged && at(repository, "issue", "state") !== "CLOSED") return undefined;
  const likely = isMerged ? filesOf(pull) : [];
  const wanted = { oid: "HEAD", directory, likely, incidents: [ref.number] };
  const { reports, likely: merged } = await readPublished(github, ref, wanted);
  return reports.get(ref.number) ?? merged[0];
}

function filesOf(pull: Json): readonly string[] {
  return nodes(pull["files"])
    .map((file) => text(file["path"]))
    .filter((path) => path.endsWith(".md"))
    .slice(0, MOST_LIKELY);
}

/** Files of a report's pull request that are looked into. */
const MOST_LIKELY = 10;

type Place = { readonly directory: string; readonly path?: string | undefined };

/** The file that the pull request adds, or else the folder is searched: no pull request was opened yet. */
async function readFile(
  github: GitHub,
  ref: ItemRef,
  place: Place,
): Promise<ReportState["file"] | undefined> {
  const path = place.path ?? (await findPath(github, ref, place.directory));
  if (path === undefined) return undefined;
  const object = await readObject(github, ref, path);
  // The pull request lists it: not to find it now would end in a commit over what people wrote.
  if (!isRecord(object)) throw notFound(`read ${path} of the report on #${ref.number}`);
  const blob = at(object, "text");
  return typeof blob === "string" ? { path, text: blob } : undefined;
}

async function findPath(
  github: GitHub,
  ref: ItemRef,
  directory: string,
): Promise<string | undefined> {
  const entries = list(at(await readObject(github, ref, directory), "entries"));
  const names = entries.map((entry) => text(at(entry, "name")));
  const name = names.find((candidate) => isReportName(candidate, ref.number));
  return name === undefined ? undefined : `${directory}/${name}`;
}

async function readObject(github: GitHub, ref: ItemRef, path: string): Promise<unknown> {
  const operation = `read ${path} of the report on #${ref.number}`;
  const data = await query(github, {
    operation,
    query: OBJECT,
    variables: {
      owner: ref.owner,
      name: ref.repo,
      expression: `refs/heads/${reportBranch(ref.number)}:${path}`,
    },
  });
  if (!isRecord(at(data, "repository"))) throw notFound(operation);
  return at(data, "repository", "object");
}

function pathIn(json: Json | undefined, directory: string, incident: number): string | undefined {
  const paths = nodes(json?.["files"]).map((file) => text(file["path"]));
  return paths.find(
    (path) =>
      path.startsWith(`${directory}/`) && isReportName(path.slice(directory.length + 1), incident),
  );
}

/** "2026-02-15-42-saved-cards-are-refused.md" is incident 42's. */
function isReportName(name: string, incident: number): boolean {
  const [, number] = /^\d{4}-\d{2}-\d{2}-(\d+)(?:-[^/]*)?\.md$/.exec(name) ?? [];
  return number !== undefined && Number(number) === incident;
}

const OBJECT = `query ReadObject($owner: String!, $name: String!, $expression: String!) {
  repository(owner: $owner, name: $name) {
    object(expression: $expression) {
      ... on Blob { text }
      ... on Tree { entries { name } }
    }
  }
}`;
