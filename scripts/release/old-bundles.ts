import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const FOLDER = "dist/";

/** What of the committed bundles isn't what the sources say now: other, missing, or made by nobody. */
export async function oldBundles(
  files: Readonly<Record<string, string>>,
  dist: string,
): Promise<readonly string[]> {
  const built = new Map(
    Object.entries(files)
      .filter(([path]) => path.startsWith(FOLDER))
      .map(([path, text]) => [path.slice(FOLDER.length), text] as const),
  );
  const committed = await readdir(dist);
  const old = await Promise.all(
    [...new Set([...built.keys(), ...committed])].map(async (name) => {
      const text = committed.includes(name) ? await readFile(join(dist, name), "utf8") : undefined;
      return text !== undefined && text === built.get(name) ? [] : [`${FOLDER}${name}`];
    }),
  );
  return old.flat().toSorted();
}
