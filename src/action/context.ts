import { readFileSync } from "node:fs";
import type { GitHub, RepoName } from "../github/client/github.ts";
import { leanClient } from "../github/client/lean-client.ts";
import type { ClientOptions } from "../github/client/lean-client.ts";
import { readInputs, usageError } from "./inputs.ts";
import type { Inputs } from "./inputs.ts";

/** What any mode knows. */
export type ActionContext = {
  readonly inputs: Inputs;
  readonly place: RepoName;
  readonly event: string;
  readonly payload: unknown;
};

/** What the workflow asks for. It throws where a person must change something. */
export function readContext(): ActionContext {
  return {
    inputs: readInputs(),
    place: readPlace(),
    event: environment("GITHUB_EVENT_NAME"),
    payload: readPayload(),
  };
}

/** On an Enterprise Server, the runner says where its API is. */
export function connect(
  { mode, token, timeout }: Inputs,
  onHeaders?: ClientOptions["onHeaders"],
): GitHub {
  const apiUrl = environment("GITHUB_API_URL") || "https://api.github.com";
  return leanClient({
    token,
    apiUrl,
    graphqlUrl: environment("GITHUB_GRAPHQL_URL") || `${apiUrl}/graphql`,
    timeout,
    userAgent: "dakor-action",
    isWriting: mode !== "gate",
    ...(onHeaders && { onHeaders }),
  });
}

function readPlace(): RepoName {
  const [owner, repo, ...rest] = environment("GITHUB_REPOSITORY").split("/");
  if (owner === undefined || owner === "" || repo === undefined || repo === "" || rest.length > 0) {
    throw usageError("GITHUB_REPOSITORY names no repository: this is meant for a workflow.");
  }
  return { owner, repo };
}

function readPayload(): unknown {
  const path = environment("GITHUB_EVENT_PATH");
  if (path === "") return {};
  try {
    const payload: unknown = JSON.parse(readFileSync(path, "utf8"));
    return payload;
  } catch {
    throw usageError("The event's file can't be read.");
  }
}

function environment(name: string): string {
  return process.env[name] ?? "";
}
