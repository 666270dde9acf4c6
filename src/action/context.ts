import type { context } from "@actions/github";
import type { RepoName } from "../github/client/github.ts";
import { readInputs, usageError } from "./inputs.ts";
import type { Inputs } from "./inputs.ts";

/** What any mode knows. */
export type ActionContext = {
  readonly inputs: Inputs;
  readonly place: RepoName;
  readonly event: string;
  readonly payload: unknown;
  /** On an Enterprise Server, the runner says where its API is. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
};

/** What the workflow asks for. It throws where a person must change something. */
export async function readContext(): Promise<ActionContext> {
  const { eventName: event, payload, apiUrl, graphqlUrl } = await runnersContext();
  return { inputs: readInputs(), place: readPlace(), event, payload, apiUrl, graphqlUrl };
}

/** It parses the event's file while it is loaded. */
async function runnersContext(): Promise<typeof context> {
  try {
    const { context } = await import("@actions/github");
    return context;
  } catch {
    throw usageError("The event's file can't be read.");
  }
}

function readPlace(): RepoName {
  const [owner, repo, ...rest] = (process.env["GITHUB_REPOSITORY"] ?? "").split("/");
  if (owner === undefined || owner === "" || repo === undefined || repo === "" || rest.length > 0) {
    throw usageError("GITHUB_REPOSITORY names no repository: this is meant for a workflow.");
  }
  return { owner, repo };
}
