import { instantOf, type Instant } from "../core/time/time.ts";
import type { GitHub } from "../github/client/github.ts";
import { octokitClient } from "../github/client/octokit-client.ts";
import type { CommandEnvironment } from "./command-definition.ts";
import type { RepoAddress } from "./read-repo-address.ts";
import { readRepoAddress } from "./read-repo-address.ts";
import { readToken } from "./read-token.ts";

const TIMEOUT = 15_000;

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
  { apiUrl, graphqlUrl }: RepoAddress,
  token: string,
  { isWriting = false }: { readonly isWriting?: boolean } = {},
): GitHub {
  const options = { token, apiUrl, graphqlUrl, timeout: TIMEOUT, userAgent: "dakor-cli" };
  return octokitClient({ ...options, isWriting });
}

export function presentInstant(): Instant {
  return instantOf(Date.now() / 1000);
}
