import type { GitHub, RepoName } from "../client/github.ts";
import { at, textOrNone } from "../client/narrow.ts";
import type { Touched } from "./read-touched.ts";
import { requestData } from "../client/query.ts";
import { malformedAnswer } from "../client/failure.ts";
import { askEach } from "../client/ask-each.ts";

export type Span = { readonly from: string; readonly to: string };

/** The two commits' own trees, and two of each of fifty folders. */
const OBJECTS_PER_REQUEST = 102;
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
  const { owner, repo } = place;
  const { from, to } = span;
  const sides = prefixes.flatMap((prefix) => [`${from}:${prefix}`, `${to}:${prefix}`]);
  const objects = await askEach(github, [from, to, ...sides], {
    operation: `compare ${prefixes.length} folders of ${owner}/${repo}`,
    begins: "query CompareFolders",
    repository: { owner, repo },
    alias: "object",
    field: "object(expression: $expression) { oid }",
    types: { expression: "String!" },
    values: (expression) => ({ expression }),
    perRequest: OBJECTS_PER_REQUEST,
  });
  const [first, second, ...folders] = objects.map((object) => object?.["oid"]);
  // Where a commit isn't found, none of its folders is: absent on both sides would look equal.
  if (first === undefined || second === undefined) return false;
  return prefixes.every((_, index) => folders[2 * index] === folders[2 * index + 1]);
}

/**
 * "src/checkout" for "src/checkout/**", "src" for "src/*.ts": what must be equal for nothing to match. A name that can be
 * spelled in two ways ends it as well: GitHub knows it by one, and where neither commit has it, both look equal.
 */
function literalPrefix(pattern: string): string {
  const names = pattern
    .replace(/^\.?\//, "")
    .split("/")
    .filter((name) => name !== "");
  const wild = names.findIndex((name) => /[*?]|[^ -~]/.test(name));
  return names.slice(0, wild === -1 ? undefined : wild).join("/");
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
