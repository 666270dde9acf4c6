import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleAction } from "../bundle/build-bundle.ts";
import { at } from "../../src/github/client/narrow.ts";
import { bundleCli } from "../bundle/bundle-cli.ts";
import type { ActionSource } from "../../src/cli/init/read-action.ts";
import { readPackage } from "../../src/cli/package-root.ts";
import { packageReadme } from "./package-readme.ts";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** As they stand in the repository. */
const COPIED = ["LICENSE", "action.yml"] as const;
const KEPT = ["name", "version", "description", "license", "type", "bin", "engines"] as const;

/** Texts by path of the package `dakor`: the command line and the Action, made of the sources as they are now. */
export async function packageFiles(
  source: ActionSource | undefined,
): Promise<Readonly<Record<string, string>>> {
  const bundles = [await bundleCli(), await bundleAction()];
  const built = bundles
    .flatMap(({ files }) => Object.entries(files))
    .map(([name, text]) => [`dist/${name}`, text] as const);
  const copied = await Promise.all(
    COPIED.map(async (name) => [name, await readFile(join(ROOT, name), "utf8")] as const),
  );
  return {
    "package.json": `${JSON.stringify(manifest(source), undefined, 2)}\n`,
    "README.md": packageReadme(source),
    ...Object.fromEntries([...copied, ...built]),
  };
}

/** What npm is told: nothing to install beside it, and the commit that it was made of. */
function manifest(source: ActionSource | undefined): Readonly<Record<string, unknown>> {
  const about = readPackage(ROOT);
  const origin =
    source === undefined
      ? {}
      : {
          repository: { type: "git", url: `git+https://github.com/${source.repository}.git` },
          gitHead: source.sha,
        };
  return {
    ...Object.fromEntries(KEPT.map((key) => [key, at(about, key)])),
    ...origin,
    files: ["dist", "action.yml"],
  };
}
