/**
 * A registry that mirrors only some platforms makes npm leave the others' optional packages out of the lock file,
 * and then `npm ci` refuses it everywhere. This puts them back, by name and version; `--check` only looks.
 */
import { readFileSync, writeFileSync } from "node:fs";

type Entry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
type Lock = { packages: Record<string, Entry> };

const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = ["x64", "arm64", "ia32", "ppc64", "riscv64", "s390x", "wasm32"];

const path = new URL("../package-lock.json", import.meta.url);
const lock: Lock = JSON.parse(readFileSync(path, "utf8"));
const missing: string[] = [];

for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const version = range.replace(/^[\^~]/, "");
    if (find(place, name)?.version === version || !/^\d/.test(range)) continue;
    missing.push(`${name}@${version}`);
    const top = `node_modules/${name}`;
    lock.packages[top in lock.packages ? `${place}/${top}` : top] = platformEntry(
      name,
      version,
      entry.dev === true,
    );
  }
}

if (process.argv.includes("--check")) {
  if (missing.length > 0) {
    console.error(
      `package-lock.json lacks ${missing.join(", ")}: run \`node scripts/complete-lock.ts\``,
    );
    process.exitCode = 1;
  }
} else if (missing.length > 0) {
  const sorted = Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1));
  lock.packages = Object.fromEntries(sorted);
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`added ${missing.length} packages of other platforms`);
}

/** As Node resolves it: beside the package, then further up. */
function find(place: string, name: string): Entry | undefined {
  for (let at = place; ; at = above(at)) {
    const found = lock.packages[at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`];
    if (found !== undefined || at === "") return found;
  }
}

/** "node_modules/a/node_modules/b" is in "node_modules/a"; a package in a folder of ours, "packages/c", in the root. */
function above(place: string): string {
  const at = place.lastIndexOf("node_modules/");
  return at === -1 ? "" : place.slice(0, at).replace(/\/$/, "");
}

function platformEntry(name: string, version: string, dev: boolean): Entry {
  const words = (name.split("/").at(-1) ?? "").replace("windows", "win32").split(/[-_]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const named = PROCESSORS.filter((processor) => words.includes(processor));
  const cpu = named.length > 0 ? named : words.includes("arm") ? ["arm"] : [];
  const libc = words.some((word) => word.startsWith("musl"))
    ? ["musl"]
    : words.some((word) => word.startsWith("gnu"))
      ? ["glibc"]
      : [];
  return {
    version,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(dev ? { dev } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  };
}
