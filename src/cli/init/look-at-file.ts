import { mkdir, open, readFile, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { wrongUse } from "../exit-code.ts";
import type { InitFile } from "./init-files.ts";
import { isUntouched, plainEnds } from "./own-mark.ts";
import { structuredPatch } from "diff";
import type { Screen } from "../terminal/screen.ts";

export type LookedAt = InitFile & {
  /**
   * "missing": there is none; "same": nothing to do; "own": init wrote it, nobody changed it, and it would be another
   * now; "theirs": somebody wrote or changed it.
   */
  readonly state: "missing" | "same" | "own" | "theirs";
  readonly present: string;
};

export async function lookAtFile(top: string, file: InitFile): Promise<LookedAt> {
  const present = await readIfThere(join(top, file.path));
  if (present === undefined) return { ...file, state: "missing", present: "" };
  if (plainEnds(present) === file.text) return { ...file, state: "same", present };
  return { ...file, state: isUntouched(present) ? "own" : "theirs", present };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    const why = error instanceof Error ? error.message : String(error);
    throw wrongUse(`${path} is there, but can't be read as a file: ${why}`);
  }
}

/** What would change in a file, as everybody knows it from git. */
export function diffLines(
  { path, state, present, text }: LookedAt,
  { paint }: Pick<Screen, "paint">,
): readonly string[] {
  const from = state === "missing" ? "/dev/null" : `a/${path}`;
  const { hunks } = structuredPatch(from, `b/${path}`, plainEnds(present), text, "", "", {
    context: 3,
  });
  return [
    paint("bold", `--- ${from}`),
    paint("bold", `+++ b/${path}`),
    ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
      paint("cyan", `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`),
      ...lines.map((line) => painted(line, paint)),
    ]),
  ];
}

/** As git writes it: before the first line is line 0. */
function range(start: number, lines: number): string {
  return `${lines === 0 ? Math.max(0, start - 1) : start},${lines}`;
}

function painted(line: string, paint: Screen["paint"]): string {
  // Somebody's file may hold what changes a terminal.
  const plain = line.replace(/(?!\t)\p{Cc}/gu, "\uFFFD");
  if (plain.startsWith("+")) return paint("green", plain);
  return plain.startsWith("-") ? paint("red", plain) : plain;
}

/** The whole file or nothing, also when it is stopped halfway; a later run takes the same name for its draft. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${basename(path)}.dakor-init`);
  const file = await open(draft, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
