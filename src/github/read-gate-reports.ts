import { checkReport, incidentOfReport } from "../core/report-rule.ts";
import { ask } from "./ask.ts";
import type { GitHub, Ref } from "./github.ts";
import { FILE_NAMES } from "./gate-query.ts";
import { nonsense } from "./gate-answer.ts";
import { at, isRecord, list, text } from "./narrow.ts";

type Place = Pick<Ref, "owner" | "repo">;

/** Texts of one request; a report has some ten thousand characters. */
const TEXTS_PER_REQUEST = 25;
/** Of one look. */
const MOST_TEXTS = 100;

/** Names of the files in a folder from an answer with `FileNames`; none where there is no such folder. */
export function namesIn(folder: unknown): readonly string[] {
  return list(at(folder, "entries"))
    .filter((entry) => at(entry, "type") === "blob")
    .map((entry) => text(at(entry, "name")));
}

export type Published = { readonly path: string; readonly text: string };

/** Reports on the default branch by the incident that their front matter names; a complete one before others. */
export async function readPublishedReports(
  github: GitHub,
  place: Place,
  asked: {
    readonly oid: string;
    readonly directory: string;
    /** Names of its files, where they're known already. */
    readonly names?: readonly string[];
    readonly incidents: readonly number[];
  },
): Promise<ReadonlyMap<number, Published>> {
  const { oid, directory, incidents } = asked;
  const found = new Map<number, Published>();
  if (incidents.length === 0) return found;
  const names = asked.names ?? (await readNames(github, place, `${oid}:${directory}`));
  const paths = candidates(names, new Set(incidents)).map((name) => `${directory}/${name}`);
  const texts = await readTexts(github, place, { oid, paths });
  for (const [index, path] of paths.entries()) {
    const report = texts[index] ?? "";
    const incident = incidentOfReport(report);
    if (incident === undefined || !incidents.includes(incident)) continue;
    const isBetter = !found.has(incident) || checkReport(report, incident).length === 0;
    if (isBetter) found.set(incident, { path, text: report });
  }
  return found;
}

/** A file that another incident's number is in the name of is that one's; any other name may be anybody's. */
function candidates(names: readonly string[], incidents: ReadonlySet<number>): readonly string[] {
  const fitting = names.filter((name) => {
    const [, number] = /^\d{4}-\d{2}-\d{2}-(\d+)(?:-|\.)/.exec(name) ?? [];
    return name.endsWith(".md") && (number === undefined || incidents.has(Number(number)));
  });
  // The newest by name are the likeliest.
  return fitting.toSorted().slice(-MOST_TEXTS);
}

async function readNames(
  github: GitHub,
  { owner, repo }: Place,
  expression: string,
): Promise<readonly string[]> {
  const operation = `list the reports of ${owner}/${repo}`;
  const data = await ask(github, {
    operation,
    query: `query ReadReportNames($owner: String!, $name: String!, $expression: String!) {
      repository(owner: $owner, name: $name) { object(expression: $expression) { ...FileNames } }
    }
    ${FILE_NAMES}`,
    variables: { owner, name: repo, expression },
  });
  if (!isRecord(at(data, "repository"))) throw nonsense(operation, "there is no repository");
  return namesIn(at(data, "repository", "object"));
}

/** The texts of some files of a commit; undefined for what is no text, or isn't there. */
export async function readTexts(
  github: GitHub,
  place: Place,
  { oid, paths }: { readonly oid: string; readonly paths: readonly string[] },
): Promise<readonly (string | undefined)[]> {
  const requests: Promise<readonly (string | undefined)[]>[] = [];
  for (let start = 0; start < paths.length; start += TEXTS_PER_REQUEST) {
    requests.push(
      readSome(github, place, { oid, paths: paths.slice(start, start + TEXTS_PER_REQUEST) }),
    );
  }
  return (await Promise.all(requests)).flat();
}

async function readSome(
  github: GitHub,
  { owner, repo }: Place,
  { oid, paths }: { readonly oid: string; readonly paths: readonly string[] },
): Promise<readonly (string | undefined)[]> {
  const operation = `read ${paths.length} reports of ${owner}/${repo}`;
  const data = await ask(github, {
    operation,
    query: `query ReadReports(
      $owner: String!, $name: String!${paths.map((_, i) => `, $path${i}: String!`).join("")}
    ) {
      repository(owner: $owner, name: $name) {
        ${paths.map((_, i) => `file${i}: object(expression: $path${i}) { ... on Blob { text } }`).join("\n")}
      }
    }`,
    variables: {
      owner,
      name: repo,
      ...Object.fromEntries(paths.map((path, index) => [`path${index}`, `${oid}:${path}`])),
    },
  });
  const repository = at(data, "repository");
  if (!isRecord(repository)) throw nonsense(operation, "there is no repository");
  return paths.map((_, index) => {
    const found = at(repository, `file${index}`, "text");
    return typeof found === "string" ? found : undefined;
  });
}
