import type { Commit } from "../git.ts";
import { pullsWith } from "../show/show-pull.ts";
import { webUrl } from "../world.ts";
import { viewCheckSuites, viewRollup } from "./view-checks.ts";
import type { CheckArguments } from "./view-checks.ts";
import type { PageArguments } from "./connect.ts";
import { connect } from "./connect.ts";
import type { View, Viewer } from "./view.ts";

/** `HEAD:path`, `branch:path`, a branch, or an object's hash. */
export async function viewObject(viewer: Viewer, expression: string): Promise<View | null> {
  const { git, defaultBranch } = viewer.world;
  const separator = expression.indexOf(":");
  const resolve = (name: string): Promise<string | undefined> =>
    git.resolve(name === "HEAD" ? defaultBranch : name);
  if (separator < 0) {
    const sha = await resolve(expression);
    return sha === undefined ? null : viewCommit(viewer, sha);
  }
  const sha = await resolve(expression.slice(0, separator));
  const commit = sha === undefined ? undefined : await git.commit(sha);
  if (commit === undefined) return null;
  const entry = await findEntry(viewer, commit.tree, expression.slice(separator + 1));
  return entry === undefined ? null : viewOfType(viewer, entry);
}

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
}

async function findEntry(viewer: Viewer, tree: string, path: string): Promise<Entry | undefined> {
  const parts = path.split("/").filter((part) => part !== "");
  let entry: Entry = { name: "", path: "", mode: "040000", type: "tree", sha: tree };
  for (const part of parts) {
    if (entry.type !== "tree") return undefined;
    const entries = await entriesOf(viewer, entry.sha, entry.path);
    const next = entries.find((one) => one.name === part);
    if (next === undefined) return undefined;
    entry = next;
  }
  return entry;
}

async function entriesOf(viewer: Viewer, tree: string, prefix: string): Promise<readonly Entry[]> {
  const entries = (await viewer.world.git.tree(tree)) ?? [];
  return entries.map((entry) => ({
    ...entry,
    name: entry.path,
    path: prefix === "" ? entry.path : `${prefix}/${entry.path}`,
  }));
}

function viewOfType(viewer: Viewer, entry: Entry): Promise<View | null> | View {
  return entry.type === "tree"
    ? viewTree(viewer, entry.sha, entry.path)
    : viewBlob(viewer, entry.sha);
}

function viewTree(viewer: Viewer, sha: string, path: string): View {
  return {
    __typename: "Tree",
    ...identity(sha, "T"),
    entries: async () =>
      (await entriesOf(viewer, sha, path)).map((entry) => ({
        __typename: "TreeEntry",
        mode: Number.parseInt(entry.mode, 8),
        name: entry.name,
        path: entry.path,
        oid: entry.sha,
        type: entry.type,
        size: () => sizeOf(viewer, entry),
        object: () => viewOfType(viewer, entry),
      })),
  };
}

/** In bytes; folders have none. */
async function sizeOf(viewer: Viewer, { type, sha }: Entry): Promise<number> {
  return type === "blob" ? ((await viewer.world.git.blob(sha))?.length ?? 0) : 0;
}

async function viewBlob(viewer: Viewer, sha: string): Promise<View | null> {
  const content = await viewer.world.git.blob(sha);
  if (content === undefined) return null;
  const isBinary = content.subarray(0, 8000).includes(0);
  const isTruncated = content.length > 512_000;
  return {
    __typename: "Blob",
    ...identity(sha, "B"),
    byteSize: content.length,
    isBinary,
    isTruncated,
    text: isBinary ? null : content.subarray(0, 512_000).toString("utf8"),
  };
}

export async function viewCommit(viewer: Viewer, sha: string): Promise<View | null> {
  const commit = await viewer.world.git.commit(sha);
  return commit === undefined ? null : viewKnownCommit(viewer, commit);
}

function viewKnownCommit(viewer: Viewer, commit: Commit): View {
  const { sha } = commit;
  const listed = (shas: readonly string[]): { cursor: string; view: () => unknown }[] =>
    shas.map((one) => ({ cursor: one, view: () => viewCommit(viewer, one) }));
  return {
    __typename: "Commit",
    ...identity(sha, "C"),
    message: commit.message,
    messageHeadline: commit.message.split("\n")[0],
    committedDate: commit.committer.date,
    authoredDate: commit.author.date,
    url: webUrl(viewer.world, `/commit/${sha}`),
    tree: () => viewTree(viewer, commit.tree, ""),
    associatedPullRequests: async (page: PageArguments) =>
      viewer.views.pulls(await pullsWith(viewer.world, sha), page),
    checkSuites: (page: CheckArguments) => viewCheckSuites(viewer, commit, page),
    statusCheckRollup: () => viewRollup(viewer, commit),
    parents: (page: PageArguments) => connect("parents", listed(commit.parents), page),
    history: async (page: PageArguments) =>
      connect("history", listed(await viewer.world.git.history(sha)), page),
    file: async ({ path }: { path: string }) => {
      const entry = await findEntry(viewer, commit.tree, path);
      if (entry === undefined) return null;
      return {
        __typename: "TreeEntry",
        ...entry,
        mode: Number.parseInt(entry.mode, 8),
        oid: entry.sha,
        size: () => sizeOf(viewer, entry),
        object: () => viewOfType(viewer, entry),
      };
    },
  };
}

function identity(sha: string, prefix: string): Readonly<Record<string, string>> {
  return { id: `${prefix}_kwDO${sha}`, oid: sha, abbreviatedOid: sha.slice(0, 7) };
}

export function refNodeId(ref: string): string {
  return `REF_kwDO${Buffer.from(ref).toString("base64url")}`;
}

export function refOfNodeId(id: string): string {
  return Buffer.from(id.replace(/^REF_kwDO/, ""), "base64url").toString();
}

/** `name` may lack its refs/heads/. */
export async function viewRef(viewer: Viewer, name: string): Promise<View | null> {
  const full = name.startsWith("refs/") ? name : `refs/heads/${name}`;
  const sha = (await viewer.world.git.refs(full.replace(/^refs\//, ""))).get(full);
  if (sha === undefined) return null;
  const [, prefix = "refs/heads/", short = full] = /^(refs\/[^/]+\/)(.+)$/.exec(full) ?? [];
  return {
    __typename: "Ref",
    id: refNodeId(full),
    name: short,
    prefix,
    target: () => viewCommit(viewer, sha),
    repository: () => viewer.views.repository(),
    associatedPullRequests: (page: PageArguments) => {
      const all = [...viewer.world.issues.values()];
      return viewer.views.pulls(
        all.filter((issue) => issue.pull?.headRef === short),
        page,
      );
    },
  };
}
