import type { CommandEnvironment } from "./command-definition.ts";
import { runTool } from "./run-tool.ts";
import { wrongUse } from "./exit-code.ts";
import { defined } from "../core/model/defined.ts";

/** A repository, and where its GitHub is. */
export type RepoAddress = {
  readonly owner: string;
  readonly repo: string;
  readonly host: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
};

type WantedRepo = { readonly repo: string | undefined; readonly cwd?: string };

const USUAL_HOST = "github.com";

/** The repository that was named, or the workflow's, or the one that is checked out here. */
export async function readRepoAddress(
  asked: WantedRepo,
  environment: CommandEnvironment,
): Promise<RepoAddress> {
  const api = apiOf(environment);
  const named = asked.repo ?? environment["GITHUB_REPOSITORY"];
  if (named) {
    const [owner = "", repo = ""] = named.split("/");
    return { owner, repo, ...api };
  }
  const url = await runTool("git", ["remote", "get-url", "origin"], {
    ...defined({ cwd: asked.cwd }),
    environment,
  });
  const origin = parseRemote(url ?? "");
  if (origin === undefined) {
    throw wrongUse(
      "Which repository? Type --repo owner/name, or go to a clone with a remote origin.",
    );
  }
  // A token goes only to a host that somebody named: a clone's settings are no such person.
  if (origin.host !== api.host && !environment["GITHUB_API_URL"]) {
    throw wrongUse(
      `The remote origin is on ${origin.host}. Set GH_HOST=${origin.host} to send it your token.`,
    );
  }
  return { owner: origin.owner, repo: origin.repo, ...api };
}

/** "git@github.com:acme/shop.git", "https://github.com/acme/shop", "ssh://git@host:22/acme/shop.git" */
export function parseRemote(
  url: string,
): { readonly host: string; readonly owner: string; readonly repo: string } | undefined {
  const [, host, owner, repo] =
    /^(?:(?:https?|ssh|git|git\+ssh|git\+https):\/\/(?:[^@/]*@)?|[^@/]+@)([\w.-]+)(?::\d+)?[:/]([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(
      url,
    ) ?? [];
  if (host === undefined || owner === undefined || repo === undefined) return undefined;
  return { host: host.toLowerCase(), owner, repo };
}

type Api = Pick<RepoAddress, "host" | "apiUrl" | "graphqlUrl">;

/** Actions says where its GitHub's API is; people name the host, as for GitHub's own command line. */
export function apiOf(environment: CommandEnvironment): Api {
  const given = environment["GITHUB_API_URL"]?.replace(/\/$/, "");
  const host = environment["GH_HOST"]?.toLowerCase() || USUAL_HOST;
  const apiUrl = given || apiUrlOf(host);
  const graphqlUrl =
    environment["GITHUB_GRAPHQL_URL"] || apiUrl.replace(/\/v3$/, "").concat("/graphql");
  return { host, apiUrl, graphqlUrl };
}

function apiUrlOf(host: string): string {
  const hasApiHost = host === USUAL_HOST || host.endsWith(".ghe.com");
  return hasApiHost ? `https://api.${host}` : `https://${host}/api/v3`;
}
