import { CONFIG_PATH, DEFAULT_CONFIG, TEMPLATE_PATH } from "../../core/config/config.ts";
import { parseConfig } from "../../core/config/parse-config.ts";
import { query } from "../../github/client/query.ts";
import { notFound } from "../../github/client/failure.ts";
import type { GitHub, RepoName } from "../../github/client/github.ts";
import type { Json } from "../../github/client/narrow.ts";
import { at, count, isRecord, list, nodes, text, textOrNone } from "../../github/client/narrow.ts";
import { FORM_FOLDER, WORKFLOW_FOLDER, isYaml } from "./read-here.ts";
import type { Files, TextFile } from "./read-here.ts";

export type RemoteLabel = {
  readonly name: string;
  readonly color: string;
  readonly description: string;
};

export type Remote = {
  readonly url: string;
  /** Undefined where nothing has been pushed yet. */
  readonly branch: string | undefined;
  readonly isArchived: boolean;
  readonly isPrivate: boolean;
  readonly hasIssues: boolean;
  /** Who asks: a login. */
  readonly viewer: string;
  /** "READ", "WRITE", …; undefined for the token of an App or a workflow. */
  readonly permission: string | undefined;
  readonly labels: readonly RemoteLabel[];
  readonly areAllLabels: boolean;
  readonly files: Files;
  /** What is where the reports go: a folder, something else, or nothing. */
  readonly reports: "folder" | "other" | "none";
  readonly openPulls: number;
};

const FOLDER = "__typename ... on Tree { entries { name object { ... on Blob { text } } } }";

const QUERY = `query ReadDoctor($owner: String!, $name: String!) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    url isArchived isPrivate hasIssuesEnabled viewerPermission
    defaultBranchRef { name }
    labels(first: 100, orderBy: { field: NAME, direction: ASC }) {
      totalCount
      nodes { name color description }
    }
    pullRequests(states: [OPEN], first: 1) { totalCount }
    config: object(expression: "HEAD:${CONFIG_PATH}") { ... on Blob { text } }
    template: object(expression: "HEAD:${TEMPLATE_PATH}") { ... on Blob { text } }
    forms: object(expression: "HEAD:${FORM_FOLDER}") { ${FOLDER} }
    workflows: object(expression: "HEAD:${WORKFLOW_FOLDER}") { ${FOLDER} }
    reports: object(expression: "HEAD:${DEFAULT_CONFIG.report.directory}") { __typename }
    names: labels(first: 100, query: "dakor") { nodes { name color description } }
  }
}`;

/** The repository in one request; in two where its reports lie somewhere else. */
export async function readRemote(github: GitHub, place: RepoName): Promise<Remote> {
  const operation = `read ${place.owner}/${place.repo}`;
  const variables = { owner: place.owner, name: place.repo };
  const data = await query(github, { operation, query: QUERY, variables });
  const json = at(data, "repository");
  if (!isRecord(json)) throw notFound(operation);
  const files = filesOf(json);
  const { directory } = parseConfig(files.config).config.report;
  const isUsual = directory === DEFAULT_CONFIG.report.directory;
  const reports = isUsual ? json["reports"] : await readObject(github, place, directory);
  const labels = labelsOf(json);
  return {
    url: text(json["url"]),
    branch: textOrNone(at(json, "defaultBranchRef", "name")),
    isArchived: json["isArchived"] === true,
    isPrivate: json["isPrivate"] === true,
    hasIssues: json["hasIssuesEnabled"] === true,
    viewer: text(at(data, "viewer", "login")),
    permission: textOrNone(json["viewerPermission"]),
    labels,
    areAllLabels: labels.length >= count(at(json, "labels", "totalCount")),
    files,
    reports: kindOf(reports),
    openPulls: count(at(json, "pullRequests", "totalCount")),
  };
}

async function readObject(github: GitHub, place: RepoName, path: string): Promise<unknown> {
  const data = await query(github, {
    operation: `read ${path}`,
    query: `query ReadReports($owner: String!, $name: String!, $path: String!) {
      repository(owner: $owner, name: $name) { object(expression: $path) { __typename } }
    }`,
    variables: { owner: place.owner, name: place.repo, path: `HEAD:${path}` },
  });
  return at(data, "repository", "object");
}

function kindOf(object: unknown): Remote["reports"] {
  if (!isRecord(object)) return "none";
  return object["__typename"] === "Tree" ? "folder" : "other";
}

/** The first hundred by name, and all that have our name in them. */
function labelsOf(json: Json): readonly RemoteLabel[] {
  const found = [...nodes(json["labels"]), ...nodes(json["names"])].map((label) => ({
    name: text(label["name"]),
    color: text(label["color"]),
    description: text(label["description"]),
  }));
  return [...new Map(found.map((label) => [label.name, label])).values()];
}

function filesOf(json: Json): Files {
  return {
    config: textOf(json["config"]),
    template: textOf(json["template"]),
    forms: yamlsOf(json["forms"], FORM_FOLDER),
    workflows: yamlsOf(json["workflows"], WORKFLOW_FOLDER),
  };
}

function yamlsOf(tree: unknown, folder: string): readonly TextFile[] {
  return list(at(tree, "entries"))
    .filter(isRecord)
    .filter(({ name }) => isYaml(text(name)))
    .map(({ name, object }) => ({ path: `${folder}/${text(name)}`, text: textOf(object) ?? "" }));
}

/** An empty file is one, too. */
function textOf(blob: unknown): string | undefined {
  const found = at(blob, "text");
  return typeof found === "string" ? found : undefined;
}
