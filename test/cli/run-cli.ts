import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

export type Said = { readonly code: number | null; readonly out: string; readonly errors: string };

export type RunOptions = {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly main?: string;
};

/** The command line as a process of its own; of the environment it gets only what is given. */
export async function runCli(
  args: readonly string[],
  { cwd = ".", environment = {}, main = MAIN }: RunOptions = {},
): Promise<Said> {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (part: string) => (out += part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => (errors += part));
  await once(child, "close");
  return { code: child.exitCode, out, errors };
}
