import { incidentOfReport } from "../core/report-rule.ts";
import type { ReportState } from "../core/snapshot.ts";
import { ask } from "./ask.ts";
import { absence } from "./failure.ts";
import type { GitHub, Ref } from "./github.ts";
import { at, isRecord, list, nodes, text } from "./narrow.ts";
import type { Json } from "./narrow.ts";

type Published = NonNullable<ReportState["published"]>;

export type PublishedPlace = {
  /** What the first query answered; its issue tells whether it is closed. */
  readonly repository: Json;
  readonly directory: string;
  /** The report's pull request. */
  readonly pull: Json | undefined;
};

/** Files that are looked into; more of one number is no report but a mistake. */
const MOST_CANDIDATES = 10;

/**
 * The incident's report on the default branch: the file that the merged pull request added, or else one of the
 * folder that says it is this incident's. Asked for only where there can be one.
 */
export async function readPublished(
  github: GitHub,
  ref: Ref,
  place: PublishedPlace,
): Promise<Published | undefined> {
  const isMerged = place.pull?.["state"] === "MERGED";
  const isClosed = at(place.repository, "issue", "state") === "CLOSED";
  if (!isMerged && !isClosed) return undefined;
  const merged = isMerged ? reportsIn(place.pull) : [];
  const { names, files } = await readFiles(github, ref, {
    folder: place.directory,
    paths: merged,
  });
  const own = files.find((file) => incidentOfReport(file.text) === ref.number);
  if (own !== undefined) return own;
  const known = new Set(files.map((file) => file.path));
  const others = names
    .filter((name) => mayBeReport(name, ref.number))
    .map((name) => `${place.directory}/${name}`)
    .filter((path) => !known.has(path))
    .slice(0, MOST_CANDIDATES);
  const found = others.length === 0 ? [] : (await readFiles(github, ref, { paths: others })).files;
  // What was merged but doesn't count is shown all the same: people want to know what is missing.
  return found.find((file) => incidentOfReport(file.text) === ref.number) ?? files[0];
}

/** The date is anybody's; the number must be this incident's, and its text is looked into. */
function mayBeReport(name: string, incident: number): boolean {
  return name.endsWith(".md") && `${name.slice(0, -3)}-`.includes(`-${incident}-`);
}

function reportsIn(pull: Json | undefined): readonly string[] {
  return nodes(pull?.["files"])
    .map((file) => text(file["path"]))
    .filter((path) => path.endsWith(".md"))
    .slice(0, MOST_CANDIDATES);
}

async function readFiles(
  github: GitHub,
  ref: Ref,
  wanted: { readonly folder?: string; readonly paths: readonly string[] },
): Promise<{ readonly names: readonly string[]; readonly files: readonly Published[] }> {
  const { folder, paths } = wanted;
  const operation = `read the merged report on #${ref.number}`;
  const data = await ask(github, {
    operation,
    query: filesQuery(paths.length, folder !== undefined),
    variables: {
      owner: ref.owner,
      name: ref.repo,
      ...(folder === undefined ? {} : { folder: `HEAD:${folder}` }),
      ...Object.fromEntries(paths.map((path, index) => [`path${index}`, `HEAD:${path}`])),
    },
  });
  const repository = at(data, "repository");
  if (!isRecord(repository)) throw absence(operation);
  const entries = list(at(repository, "folder", "entries"));
  return {
    names: entries.map((entry) => text(at(entry, "name"))),
    files: paths.flatMap((path, index) => {
      const content = at(repository, `file${index}`, "text");
      return typeof content === "string" ? [{ path, text: content }] : [];
    }),
  };
}

function filesQuery(most: number, hasFolder: boolean): string {
  const indices = Array.from({ length: most }, (_, index) => index);
  const parameters = [
    ...(hasFolder ? [", $folder: String!"] : []),
    ...indices.map((index) => `, $path${index}: String!`),
  ].join("");
  const folder = "folder: object(expression: $folder) { ... on Tree { entries { name } } }";
  const files = indices.map(
    (index) => `file${index}: object(expression: $path${index}) { ... on Blob { text } }`,
  );
  return `query ReadPublished($owner: String!, $name: String!${parameters}) {
    repository(owner: $owner, name: $name) {
      ${[...(hasFolder ? [folder] : []), ...files].join("\n")}
    }
  }`;
}
