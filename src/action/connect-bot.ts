import { defaults, getOctokitOptions, GitHub as ActionsOctokit } from "@actions/github/lib/utils";
import { retry } from "@octokit/plugin-retry";
import type { GitHub } from "../github/client/github.ts";
import { octokitClient } from "../github/client/octokit-client.ts";
import type { ActionContext } from "./context.ts";
import type { Inputs } from "./inputs.ts";

/** As `getOctokit` does it; that stands beside `context`, and the gate would load all of Octokit with it. */
const PatientOctokit = ActionsOctokit.plugin(retry);

/** Through the runner's proxy, where it has one. */
const runnersFetch: typeof fetch = defaults.request?.fetch;

type BotConnection = Pick<ActionContext, "apiUrl" | "graphqlUrl"> & {
  readonly inputs: Pick<Inputs, "token" | "timeout">;
};

/** GitHub for the modes that write. `onHeaders` hears what each answer says about itself. */
export function connectBot(
  { inputs: { token, timeout }, apiUrl, graphqlUrl }: BotConnection,
  onHeaders?: (headers: Readonly<Record<string, string>>) => void,
): GitHub {
  const api = { apiUrl, graphqlUrl, timeout, userAgent: "dakor-action", fetch: runnersFetch };
  return octokitClient(
    { ...api, isWriting: true, ...(onHeaders && { onHeaders }) },
    (settings) => new PatientOctokit(getOctokitOptions(token, settings)),
  );
}
