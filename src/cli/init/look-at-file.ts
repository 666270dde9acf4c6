import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { wrongUse } from "../wrong-use.ts";
import type { InitFile } from "./init-files.ts";
import { isUntouched, plainEnds } from "./own-mark.ts";

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
