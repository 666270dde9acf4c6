import { ProbotOctokit } from "probot";
import type { TokenCache } from "./token-cache.ts";

/**
 * Octokit without Probot's own repeating and spacing. Those space comments by three seconds, make all installations
 * wait in one line, drop a write that meets a secondary limit, and send a POST again after a 5xx although GitHub may
 * have done it. Here a failure ends the run; the next run reads what is there, and plans anew.
 *
 * A function, since Probot overwrites what `defaults({...})` says about throttling.
 */
export function ownOctokit(tokens: TokenCache): typeof ProbotOctokit {
  return ProbotOctokit.defaults((options: { readonly auth?: object }) => ({
    ...options,
    auth: { ...options.auth, cache: tokens },
    throttle: { enabled: false },
    retry: { enabled: false },
  }));
}
