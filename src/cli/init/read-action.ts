import { realpath, readFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { at } from "../../github/client/narrow.ts";
import { findPackageRoot, readPackage } from "../package-root.ts";
import { parseRemote } from "../read-repo-address.ts";
import { runTool } from "../run-tool.ts";

/** The repository that this command comes from, at the very commit: that is the Action too. */
export type ActionSource = {
  /** "acme/dakor" */
  readonly repository: string;
  readonly sha: string;
  /** The clone that it comes from knows no branch of its remote with that commit. */
  readonly isUnknownThere?: true;
};

/** "acme/dakor@" and a commit's 40 digits. */
export function parseAction(text: string): ActionSource {
  const [repository = "", sha = ""] = text.split("@");
  return { repository, sha };
}

/** Undefined where this file stands alone, and nothing says whose it is. */
export async function findAction(
  root: string | undefined = findPackageRoot(),
): Promise<ActionSource | undefined> {
  if (root === undefined) return undefined;
  return fromPackage(root) ?? (await fromClone(root)) ?? (await fromInstallation(root));
}

/** A package that `npm run package` made says which commit it was made of. */
function fromPackage(root: string): ActionSource | undefined {
  const about = readPackage(root);
  const [url, sha] = [at(about, "repository", "url"), at(about, "gitHead")];
  return typeof url === "string" && typeof sha === "string" ? sourceOf(url, sha) : undefined;
}

/** An installed package may lie in somebody's clone, which is another repository. */
async function fromClone(root: string): Promise<ActionSource | undefined> {
  const git = (...args: readonly string[]): Promise<string | undefined> =>
    runTool("git", args, { cwd: root });
  const [top, url, sha, branches] = await Promise.all([
    git("rev-parse", "--show-toplevel"),
    git("remote", "get-url", "origin"),
    git("rev-parse", "HEAD"),
    git("branch", "--remotes", "--contains", "HEAD"),
  ]);
  if (top === undefined || sha === undefined) return undefined;
  if ((await realpath(top)) !== (await realpath(root))) return undefined;
  const source = sourceOf(url, sha);
  return source === undefined || branches ? source : { ...source, isUnknownThere: true };
}

/** npm writes down where it took each package from: "git+ssh://git@github.com/acme/dakor.git#…". */
async function fromInstallation(root: string): Promise<ActionSource | undefined> {
  let folder = dirname(root);
  while (basename(folder) !== "node_modules" && dirname(folder) !== folder) {
    folder = dirname(folder);
  }
  const text = await readFile(join(folder, ".package-lock.json"), "utf8").catch(() => "{}");
  const lock: unknown = JSON.parse(text);
  const key = relative(dirname(folder), root).replaceAll("\\", "/");
  const resolved = at(lock, "packages", key, "resolved");
  if (typeof resolved !== "string") return undefined;
  const [url, sha] = resolved.split("#");
  return sourceOf(url, sha);
}

function sourceOf(url: string | undefined, sha: string | undefined): ActionSource | undefined {
  const remote = parseRemote(url ?? "");
  if (remote === undefined || sha === undefined || !/^[0-9a-f]{40}$/.test(sha)) return undefined;
  return { repository: `${remote.owner}/${remote.repo}`, sha };
}
