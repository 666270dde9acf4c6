import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export type Pair = { readonly node: string; readonly npm: string };

/** Programs of a pair, as paths. */
export type Runtime = Pair & { readonly nodePath: string; readonly npmFolder: string };

/** Outside the repository, so that only a new machine fetches them. */
const CACHE = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "dakor-runtimes");

const SYSTEM = process.platform === "win32" ? "win" : process.platform;
const PREFIX = `${SYSTEM}-${process.arch}` === "darwin-arm64" ? "node-bin" : "node";
const NODE_PACKAGE = `${PREFIX}-${SYSTEM}-${process.arch}`;

/** A Node and an npm as packages of the registry; fails, with npm's words, where it can't be reached. */
export async function fetchRuntime(pair: Pair): Promise<Runtime> {
  const [nodeFolder, npmFolder] = await Promise.all([
    pair.node === process.versions.node ? undefined : fetchPackage(NODE_PACKAGE, pair.node),
    fetchPackage("npm", pair.npm),
  ]);
  const nodePath = nodeFolder === undefined ? process.execPath : join(nodeFolder, "bin", "node");
  return { ...pair, nodePath, npmFolder };
}

async function fetchPackage(name: string, version: string): Promise<string> {
  const folder = join(CACHE, `${name}-${version}`);
  const installed = join(folder, "node_modules", name);
  if (existsSync(installed)) return installed;
  await mkdir(CACHE, { recursive: true });
  // Under another name first: whoever is stopped in between leaves no half of one.
  const making = await mkdtemp(join(CACHE, "making-"));
  await writeFile(join(making, "package.json"), "{}");
  const install = ["install", "--prefer-offline", "--ignore-scripts", `${name}@${version}`];
  await promisify(execFile)("npm", install, { cwd: making });
  await rename(making, folder).catch(() => rm(making, { recursive: true }));
  return installed;
}
