import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "@octokit/rest";
import { instantOf, type Instant } from "../core/time/time.ts";
import type { GitHub } from "../github/client/github.ts";
import { octokitClient } from "../github/client/octokit-client.ts";
import type { CommandEnvironment } from "./command-definition.ts";
import type { RepoAddress } from "./read-repo-address.ts";
import { readRepoAddress } from "./read-repo-address.ts";
import { readToken } from "./read-token.ts";

/** Milliseconds for one request. */
const TIMEOUT = 15_000;

const PatientOctokit = Octokit.plugin(retry, throttling);

export type Connected = { readonly github: GitHub; readonly place: RepoAddress };

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
