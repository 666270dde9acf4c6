import { readFileSync } from "node:fs";
import type { Query } from "../github/client/query.ts";
import { groupQuestion, pullQuestion } from "../github/gate/gate-question.ts";
import type { GitHub, RepoName } from "../github/client/github.ts";
import { headStart } from "../github/client/head-start.ts";
import { leanClient } from "../github/client/lean-client.ts";
import type { ClientOptions } from "../github/client/lean-client.ts";
import { readEvent } from "./event.ts";
import type { Judged } from "./event.ts";
import { readInputs, usageError } from "./inputs.ts";
import type { Inputs } from "./inputs.ts";
import { nextSent } from "./on-the-wire.ts";

/** What any mode knows. */
export type ActionContext = {
  readonly inputs: Inputs;
  readonly place: RepoName;
  readonly event: string;
  readonly payload: unknown;
};

export type Asked = Pick<ActionContext, "inputs" | "place"> & {
  readonly judged: Judged;
  readonly github: GitHub;
  /** Resolves when the first request is on its way, and there is nothing to do but wait. */
  readonly sent: Promise<void>;
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

/** What is to be judged, with its first question on its way. */
export function startAsking({ inputs, place, event, payload }: ActionContext): Asked {
  const judged = readEvent(event, payload, inputs);
  const sent = nextSent();
  const { github, settled } = headStart(connect(inputs), question(place, judged));
  return { inputs, place, judged, github, sent: Promise.race([sent, settled]) };
}

function question(place: RepoName, judged: Judged): Query {
  return judged.kind === "pull"
    ? pullQuestion({ ...place, number: judged.number })
    : groupQuestion({ ...place, ...judged });
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
