import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "@octokit/rest";
import { instantOf, type Instant } from "../core/time/time.ts";
import type { GitHub } from "../github/client/github.ts";
import { octokitClient } from "../github/client/octokit-client.ts";
import type { CommandEnvironment } from "./command-definition.ts";
import { readRepoAddress } from "./read-repo-address.ts";
import type { RepoAddress } from "./read-repo-address.ts";
import { runTool } from "./run-tool.ts";
import { wrongUse } from "./exit-code.ts";

/** Milliseconds for one request. */
const TIMEOUT = 15_000;

const PatientOctokit = Octokit.plugin(retry, throttling);

export type Connected = { readonly github: GitHub; readonly place: RepoAddress };

export const TOKEN_WAYS =
  "set GITHUB_TOKEN, or set GH_TOKEN, or log in with GitHub's own command line: gh auth login";

/** GitHub with the person's own token. */
export async function connect(
  repo: string | undefined,
  environment: CommandEnvironment,
): Promise<Connected> {
  const place = await readRepoAddress({ repo }, environment);
  const token = await readToken(environment, place.host);
  return { github: clientFor(place, token), place };
}

/** Reads only, unless it is said. */
export function clientFor(
  { apiUrl, graphqlUrl }: Pick<RepoAddress, "apiUrl" | "graphqlUrl">,
  token: string,
  { isWriting = false, timeout = TIMEOUT } = {},
): GitHub {
  const options = { apiUrl, graphqlUrl, timeout, userAgent: "dakor-cli", fetch };
  // It takes every question to GraphQL for a write, and would let a second go by before each.
  const throttle = { enabled: isWriting, onRateLimit: giveUp, onSecondaryRateLimit: giveUp };
  return octokitClient(
    { ...options, isWriting },
    (settings) => new PatientOctokit({ ...settings, auth: token, throttle }),
  );
}

/** A wait of minutes is for the person to decide on. */
function giveUp(): boolean {
  return false;
}

export function presentInstant(): Instant {
  return instantOf(Date.now() / 1000);
}

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

async function readToken(environment: CommandEnvironment, host: string): Promise<string> {
  const token = await findToken(environment, host);
  if (token !== undefined) return token;
  throw wrongUse(`There is no token for ${host}. Either ${TOKEN_WAYS}`);
}
