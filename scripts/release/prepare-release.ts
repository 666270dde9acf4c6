import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ActionSource } from "../../src/cli/init/read-action.ts";
import { packageFiles, ROOT } from "../package/package-files.ts";
import { writePackage } from "../package/write-package.ts";
import { billOfMaterials } from "./bill-of-materials.ts";
import { notesOf } from "./changelog.ts";
import { oldBundles } from "./old-bundles.ts";
import { releaseName } from "./release-name.ts";
import type { ReleaseName } from "./release-name.ts";

export type ReleaseOptions = {
  /** Left out: a rehearsal, with the notes of what is unreleased. */
  readonly tag: string | undefined;
  readonly version: string;
  readonly changelog: string;
  /** The repository and commit that the package will name. */
  readonly source: ActionSource | undefined;
  /** The texts by path that say who looks after this repository. */
  readonly owners: Readonly<Record<string, string>>;
  /** The bundles that were committed. */
  readonly dist: string;
  /** Where to put everything; made anew. */
  readonly out: string;
};

/** Stands there until somebody has made a copy of this repository theirs. */
const NOBODY = "@OWNER";

export type Prepared = ReleaseName & { readonly files: readonly string[] };

/** Makes all that a release consists of, and publishes nothing; throws a sentence where something isn't right. */
export async function prepareRelease(options: ReleaseOptions): Promise<Prepared> {
  const { tag, version, changelog, source, owners, dist, out } = options;
  const name = releaseName(tag ?? `v${version}`, version);
  const notes = notesOf(changelog, tag === undefined ? undefined : version);
  if (notes === undefined) {
    const section = tag === undefined ? "section [Unreleased]" : `dated section [${version}]`;
    throw new Error(`CHANGELOG.md has no ${section} with words in it.`);
  }
  if (tag !== undefined && source?.isUnknownThere !== undefined) {
    throw new Error(
      `${source.sha.slice(0, 7)} is on no branch of ${source.repository}: push it first.`,
    );
  }
  const ownerless = Object.keys(owners).filter((path) => owners[path]?.includes(NOBODY));
  if (tag !== undefined && ownerless.length > 0) {
    throw new Error(
      `${ownerless.join(" and ")} still says ${NOBODY}: put who looks after it there.`,
    );
  }
  const files = await packageFiles(source);
  const old = await oldBundles(files, dist);
  if (old.length > 0) {
    throw new Error(`Not what the sources say: ${old.join(", ")}. Run npm run bundle, and commit.`);
  }
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const made = {
    tarball: await pack(files, out),
    bill: await writeBill(version, out),
  };
  await writeFile(join(out, "SHA256SUMS"), await sumsOf(Object.values(made), out));
  await writeFile(join(out, "notes.md"), `${notes}\n`);
  return { ...name, files: [...Object.values(made), "SHA256SUMS", "notes.md"] };
}

async function pack(files: Readonly<Record<string, string>>, out: string): Promise<string> {
  const folder = join(out, "package");
  await writePackage(folder, files);
  const words = ["pack", "--ignore-scripts", "--silent", "./package"];
  const { stdout } = await promisify(execFile)("npm", words, { cwd: out });
  await rm(folder, { recursive: true });
  return stdout.trim().split("\n").at(-1) ?? "";
}

async function writeBill(version: string, out: string): Promise<string> {
  const name = `dakor-${version}.cdx.json`;
  await writeFile(join(out, name), await billOfMaterials(ROOT));
  return name;
}

/** As `sha256sum` writes them: what the attestation is about. */
async function sumsOf(names: readonly string[], out: string): Promise<string> {
  const lines = await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(out, name));
      return `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`;
    }),
  );
  return lines.join("");
}
