import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { at } from "../github/client/narrow.ts";

const NAME = "dakor";

/** The folder that this command comes from, with its package.json; undefined where the file stands alone. */
export function findPackageRoot(): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (dirname(folder) !== folder) {
    if (at(readPackage(folder), "name") === NAME) return folder;
    folder = dirname(folder);
  }
  return undefined;
}

/** How this command is typed without a clone, in a package and in what npm takes from GitHub. */
export function typedAs(repository: string): string {
  const root = findPackageRoot();
  const isPackage = root !== undefined && at(readPackage(root), "gitHead") !== undefined;
  return isPackage ? `npx ${NAME}` : `npx --allow-git=all github:${repository}`;
}

export function readVersion(): string {
  const root = findPackageRoot();
  const version = root === undefined ? undefined : at(readPackage(root), "version");
  return typeof version === "string" ? `${NAME} ${version}` : `${NAME}, a copy without its package`;
}

/** Its package.json; undefined where there is none. */
export function readPackage(folder: string): unknown {
  try {
    const about: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return about;
  } catch {
    return undefined;
  }
}
