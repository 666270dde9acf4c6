import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { CommandEnvironment } from "./command-definition.ts";

const PATIENCE = 5000;
/** Bytes. */
const MOST_PRINTED = 64 * 1024 * 1024;

type ToolOptions = { readonly cwd?: string; readonly environment?: CommandEnvironment };

/** What a program such as git or gh prints, without the last line's end; undefined where it fails or isn't there. */
export async function runTool(
  command: string,
  args: readonly string[],
  { cwd = ".", environment = process.env }: ToolOptions = {},
): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(command, [...args], {
      cwd,
      env: { ...environment },
      timeout: PATIENCE,
      maxBuffer: MOST_PRINTED,
      windowsHide: true,
    });
    return stdout.trimEnd();
  } catch {
    return undefined;
  }
}
