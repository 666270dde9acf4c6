import { query } from "../client/query.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, isRecord, textOrNone } from "../client/narrow.ts";
import type { Touched } from "./read-touched.ts";
import { requestData } from "../client/request-data.ts";
import { malformedAnswer } from "../client/failure.ts";

export type Span = { readonly from: string; readonly to: string };

/** Two objects are asked for each. */
const PREFIXES_PER_REQUEST = 50;
/** More than that, and reading both trees whole is cheaper. */
const MOST_PREFIXES = 200;

/**
 * Whether nothing changed in any of the patterns' folders, however many files did: git gives equal contents equal
 * names, so two object ids tell it.
 */
export async function areUntouched(
  github: GitHub,
  place: RepoName,
  { span, patterns }: { readonly span: Span; readonly patterns: readonly string[] },
): Promise<boolean> {
  const prefixes = [...new Set(patterns.map(literalPrefix))];
  // A pattern that may match anywhere: all that could be learned is that something changed.
  if (prefixes.includes("") || prefixes.length > MOST_PREFIXES) return false;
  const requests: Promise<boolean>[] = [];
  for (let start = 0; start < prefixes.length; start += PREFIXES_PER_REQUEST) {
    const some = prefixes.slice(start, start + PREFIXES_PER_REQUEST);
    requests.push(areSame(github, place, { span, prefixes: some }));
  }
  return (await Promise.all(requests)).every(Boolean);
}

/**
 * "src/checkout" for "src/checkout/**", "src" for "src/*.ts": what must be equal for nothing to match. A name that can be
 * spelled in two ways ends it as well: GitHub knows it by one, and where neither commit has it, both look equal.
 */
export function literalPrefix(pattern: string): string {
  const names = pattern
    .replace(/^\.?\//, "")
    .split("/")
    .filter((name) => name !== "");
  const wild = names.findIndex((name) => /[*?]|[^ -~]/.test(name));
  return names.slice(0, wild === -1 ? undefined : wild).join("/");
}

async function areSame(
  github: GitHub,
  { owner, repo }: RepoName,
  { span, prefixes }: { readonly span: Span; readonly prefixes: readonly string[] },
): Promise<boolean> {
  const operation = `compare ${prefixes.length} folders of ${owner}/${repo}`;
  const sides = prefixes.flatMap((prefix, index) => [
    [`from${index}`, `${span.from}:${prefix}`] as const,
    [`to${index}`, `${span.to}:${prefix}`] as const,
  ]);
  const roots = [["from", span.from] as const, ["to", span.to] as const];
  const asked = [...roots, ...sides];
  const data = await query(github, {
    operation,
    query: `query CompareFolders(
      $owner: String!, $name: String!${asked.map(([name]) => `, $${name}: String!`).join("")}
    ) {
      repository(owner: $owner, name: $name) {
        ${asked.map(([name]) => `${name}: object(expression: $${name}) { oid }`).join("\n")}
      }
    }`,
    variables: { owner, name: repo, ...Object.fromEntries(asked) },
  });
  const repository = at(data, "repository");
  if (!isRecord(repository)) throw malformedAnswer(operation, "there is no repository");
  // Where a commit isn't found, none of its folders is: absent on both sides would look equal.
  if (roots.some(([name]) => at(repository, name, "oid") === undefined)) return false;
  return prefixes.every(
    (_, index) => at(repository, `from${index}`, "oid") === at(repository, `to${index}`, "oid"),
  );
}

/** Every file that differs between two commits; undefined where GitHub doesn't list a tree as a whole. */
export async function readTreeChanges(
  github: GitHub,
  place: RepoName,
  span: Span,
): Promise<readonly Touched[] | undefined> {
  const [from, to] = await Promise.all([
    readTree(github, place, span.from),
    readTree(github, place, span.to),
  ]);
  if (from === undefined || to === undefined) return undefined;
  const added = [...to].filter(([path, sign]) => from.get(path) !== sign);
  const removed = [...from.keys()].filter((path) => !to.has(path));
  return [
    ...added.map(([path]) => ({ path, isRemoved: false })),
    ...removed.map((path) => ({ path, isRemoved: true })),
  ];
}

/** Object and mode of each file by its path. */
async function readTree(
  github: GitHub,
  place: RepoName,
  oid: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  const operation = `read the tree of ${oid.slice(0, 7)}`;
  const data = await requestData(github, operation, {
    route: "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
    parameters: { ...place, tree_sha: oid, recursive: "1" },
  });
  const entries = at(data, "tree");
  if (!Array.isArray(entries)) throw malformedAnswer(operation, "it has no entries");
  if (at(data, "truncated") !== false) return undefined;
  const files = new Map<string, string>();
  for (const entry of entries) {
    const path = textOrNone(at(entry, "path"));
    const sha = textOrNone(at(entry, "sha"));
    if (path === undefined || sha === undefined)
      throw malformedAnswer(operation, "an entry has no name");
    if (at(entry, "type") !== "tree") files.set(path, `${String(at(entry, "mode"))} ${sha}`);
  }
  return files;
}
