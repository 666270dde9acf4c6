import type { CommandEnvironment } from "./command-definition.ts";
import { runTool } from "./run-tool.ts";
import { wrongUse } from "./exit-code.ts";

export const TOKEN_WAYS =
  "set GITHUB_TOKEN, or set GH_TOKEN, or log in with GitHub's own command line: gh auth login";

/** A token for a host such as "github.com"; undefined where there is none. */
export async function findToken(
  environment: CommandEnvironment,
  host: string,
): Promise<string | undefined> {
  const token = environment["GITHUB_TOKEN"] || environment["GH_TOKEN"];
  if (token) return token;
  const stored = await runTool("gh", ["auth", "token", "--hostname", host], { environment });
  return stored === "" ? undefined : stored;
}

export async function readToken(environment: CommandEnvironment, host: string): Promise<string> {
  const token = await findToken(environment, host);
  if (token !== undefined) return token;
  throw wrongUse(`There is no token for ${host}. Either ${TOKEN_WAYS}`);
}
