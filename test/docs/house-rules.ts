import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { pathsOf, readSources, type Source } from "./sources.ts";

const product = readSources(["src/**/*.ts"]);
export const built: readonly Source[] = [
  ...product,
  ...readSources(["packages/*/src/**/*.ts", "scripts/**/*.ts"]),
];
const folders = pathsOf(["{src,packages,scripts,test}/**/*.{ts,js,mjs}"]).map((path) =>
  posix.dirname(path),
);
const retired = retiredWords();

/**
 * What lint doesn't see to. Each rule finds what breaks it; today's exceptions are listed beside, and the list may only get
 * shorter.
 */
export const RULES = {
  "a folder has at most 25 files": [...counted(folders)]
    .filter(([, files]) => files > 25)
    .map(([folder]) => folder),
  "a file has at most 300 lines": built.filter(({ lines }) => lines > 300).map(pathOf),
  "a file with one importer has at least 15 lines": built
    // What a process begins with stands alone.
    .filter(({ path }) => posix.basename(path) !== "main.ts")
    .filter(({ path, lines }) => lines < 15 && importersOf(path).length === 1)
    .map(pathOf),
  "only src/github calls GitHub, and what asks about it": product
    // The questions of `dakor live` are about GitHub's own answers.
    .filter(({ path }) => !/^src\/(?:github|cli\/live)\//.test(path))
    .filter(({ called }) => called.some((name) => name === "request" || name === "graphql"))
    .map(pathOf),
  "every export is used": product.flatMap((source) =>
    source.exports
      .filter(({ name }) => !isUsed(source.path, name))
      .map(({ name }) => `${source.path} ${name}`),
  ),
  "an exported type's name is unique": [...counted(product.flatMap(typesOf))]
    .filter(([, files]) => files > 1)
    .map(([name]) => name),
  "the gate's decision is asked for in one file": product
    .filter(({ called }) => called.some((name) => /^decide(?:Gate|WithoutFiles)$/.test(name)))
    .map(pathOf)
    .slice(1),
  // What is said to people may hint, and tell of trouble.
  "no name has a retired word": built
    .filter(({ path }) => !/^src\/(?:text|cli)\//.test(path))
    .flatMap(({ path, names }) =>
      [...new Set(names.filter(isRetired))].map((name) => `${path} ${name}`),
    ),
} as const satisfies Readonly<Record<string, readonly string[]>>;

function pathOf({ path }: Source): string {
  return path;
}

function typesOf({ exports }: Source): readonly string[] {
  return exports.filter(({ isType }) => isType).map(({ name }) => name);
}

function importersOf(path: string): readonly Source[] {
  return built.filter(({ imports }) => imports.some(({ from }) => from === path));
}

function isUsed(path: string, name: string): boolean {
  return built.some(({ imports }) =>
    imports.some(({ from, names }) => from === path && (names === "all" || names.includes(name))),
  );
}

function counted(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The glossary's third column names the words that a newcomer had to learn; the first has what stands for them now. */
function retiredWords(): ReadonlySet<string> {
  const page = readFileSync(new URL("../../docs/architecture.md", import.meta.url), "utf8");
  const rows = page.matchAll(/^\| \*\*[^|]+\*\* \|[^|]+\|([^|]+)\|$/gm);
  const words = [...rows].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, word = ""]) => word.toLowerCase()),
  );
  return new Set(words);
}

/** `hintSweep` has the words hint and sweep. */
function isRetired(name: string): boolean {
  const words = name.split(/(?=[A-Z])|_/).map((word) => word.toLowerCase());
  return words.some((word) => retired.has(word));
}
