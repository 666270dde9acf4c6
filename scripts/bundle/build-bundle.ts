import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import type { OutputChunk } from "rolldown";
import { at } from "../../src/github/client/narrow.ts";

/** The entry, what judges, and what only tells a hold. */
const GATE = ["action.js", "github.js", "run-gate.js", "judge-target.js", "judge-group.js"];
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export type BundleOptions = {
  /** "action" becomes action.js. */
  readonly name: string;
  /** From the project's root. */
  readonly entry: string;
  /** Paths of sources that stay where they are, to be loaded by whoever has them. */
  readonly leftOut?: RegExp;
  /** All in one file, also what is loaded later. */
  readonly isOneFile?: boolean;
};

export type Bundle = {
  /** Their texts by name: the entry, what it loads later, and licenses.txt. */
  readonly files: Readonly<Record<string, string>>;
  /** Of what is in it, with their paths from the project's root. */
  readonly modules: readonly string[];
  /** Names of the files that are loaded for the gate, whose start is paid at every push; and what is in them. */
  readonly gateFiles: readonly string[];
  readonly gateModules: readonly string[];
};

/** The Action without node_modules, since GitHub installs nothing. */
export function bundleAction(): Promise<Bundle> {
  return bundle({ name: "action", entry: "src/action/main.ts" });
}

/** The same sources and packages give the same bytes, so anybody can check that `dist` is what the sources say. */
export async function bundle({
  name,
  entry,
  leftOut,
  isOneFile = false,
}: BundleOptions): Promise<Bundle> {
  const build = await rolldown({
    cwd: ROOT,
    input: { [name]: entry },
    platform: "node",
    ...(leftOut === undefined ? {} : { external: leftOut }),
    // Of @actions/core and @actions/github the gate takes no HTTP client: 700 kB, and 40 ms of every start.
    treeshake: { moduleSideEffects: (id) => !id.includes("/node_modules/") },
    onLog: (level, log) => {
      if (level === "warn") throw new Error(`The bundle would not be whole: ${log.message}`);
    },
  });
  const { output } = await build.generate({
    dir: join(ROOT, "dist"),
    format: "esm",
    codeSplitting: !isOneFile,
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    comments: { legal: false },
    minify: { compress: true, mangle: true, codegen: { removeWhitespace: true } },
  });
  await build.close();
  const chunks = output.filter((file) => file.type === "chunk");
  const modules = modulesOf(chunks);
  const gate = loadedFor(GATE, chunks);
  const gateModules = modulesOf(chunks.filter(({ fileName }) => gate.has(fileName)));
  const files = Object.fromEntries(chunks.map(({ fileName, code }) => [fileName, code]));
  return {
    files: { ...files, "licenses.txt": await licencesOf(modules) },
    modules,
    gateFiles: [...gate],
    gateModules,
  };
}

function modulesOf(chunks: readonly Pick<OutputChunk, "modules">[]): readonly string[] {
  return chunks
    .flatMap((chunk) => Object.entries(chunk.modules))
    .filter(([, module]) => module.renderedLength > 0)
    .map(([id]) => (id.startsWith(ROOT) ? id.slice(ROOT.length) : id))
    .toSorted();
}

/** Some files, and all that they import at once. */
function loadedFor(
  names: readonly string[],
  chunks: readonly Pick<OutputChunk, "fileName" | "imports">[],
): ReadonlySet<string> {
  const loaded = new Set(names);
  for (const name of loaded) {
    const found = chunks.find(({ fileName }) => fileName === name);
    for (const imported of found?.imports ?? []) loaded.add(imported);
  }
  return loaded;
}

/** Of the packages that modules come from, from the project's root. */
export function packageFolders(modules: readonly string[]): ReadonlySet<string> {
  return new Set(
    modules.flatMap((id) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []),
  );
}

/** What the bundled packages want to be said wherever they go. */
async function licencesOf(modules: readonly string[]): Promise<string> {
  const texts = await Promise.all([...packageFolders(modules)].toSorted().map(licenceIn));
  return `${texts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

async function licenceIn(folder: string): Promise<string> {
  const path = join(ROOT, folder);
  const about: unknown = JSON.parse(await readFile(join(path, "package.json"), "utf8"));
  const [name, version, license] = ["name", "version", "license"].map((key) => at(about, key));
  const files = (await readdir(path)).filter((file) => /^(?:licen[cs]e|notice)/i.test(file));
  const texts = await Promise.all(
    files.toSorted().map((file) => readFile(join(path, file), "utf8")),
  );
  const heading = `${String(name)} ${String(version)} (${String(license)})`;
  return [heading, ...texts.map((text) => text.replaceAll("\r\n", "\n").trim())].join("\n\n");
}
