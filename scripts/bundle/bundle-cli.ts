import { bundle } from "./build-bundle.ts";

const SHEBANG = "#!/usr/bin/env node\n";

/** They need a server's packages, or those for development, and run in a clone, where these are. */
const LEFT_OUT =
  /\/src\/(?:app\/main|cli\/(?:demo\/run-demo|sweep|practice\/run-practice|live\/run-live))\.ts$/;

export type CliBundle = {
  /** Their texts by name: cli.js and cli-licenses.txt. */
  readonly files: Readonly<Record<string, string>>;
  readonly modules: readonly string[];
};

/** The command line in one file: Node runs no TypeScript under node_modules, where npx puts this. */
export async function bundleCli(): Promise<CliBundle> {
  const { files, modules } = await bundle({
    name: "cli",
    entry: "src/cli/main.ts",
    leftOut: LEFT_OUT,
    isOneFile: true,
  });
  const code = files["cli.js"] ?? "";
  const licences = files["licenses.txt"] ?? "";
  return { files: { "cli.js": `${SHEBANG}${code}`, "cli-licenses.txt": licences }, modules };
}
