import { Octokit } from "@octokit/rest";
import { createAppAuth } from "@octokit/auth-app";
import type { LocalGitHub, LocalGitHubOptions } from "@dakor/local-github";
import { startLocalGitHub } from "@dakor/local-github";
import { readGitHubDescription } from "../github-description/validate.ts";

export const repo = { owner: "acme", repo: "shop" } as const;

export interface Validated {
  readonly github: LocalGitHub;
  readonly as: (login: string) => Octokit;
  readonly app: Octokit;
  /** With the App's JWT. */
  readonly appItself: Octokit;
  /** Where REST exchanges and webhooks differ from GitHub's description. */
  readonly problems: () => readonly string[];
}

const description = readGitHubDescription();

export const permissions = {
  issues: "write",
  contents: "write",
  pull_requests: "write",
  checks: "write",
  statuses: "write",
  metadata: "read",
} as const;

/** A local GitHub whose exchanges are all held against GitHub's description. */
export async function startValidated(
  options: Partial<LocalGitHubOptions> = {},
): Promise<Validated> {
  const found: string[] = [];
  const github = await startLocalGitHub({
    ...repo,
    users: [
      { login: "lea", role: "admin" },
      { login: "john", role: "write" },
      { login: "tess", role: "triage" },
      { login: "mia", role: "none" },
    ],
    app: { slug: "helper", appId: 12, webhookSecret: "secret", permissions, events: ["*"] },
    ...options,
    observe: (exchange) => {
      options.observe?.(exchange);
      if (exchange.path !== "/graphql") found.push(...description.problemsOfExchange(exchange));
    },
  });
  const auth = { appId: github.appId, privateKey: github.privateKey };
  return {
    github,
    as: (login) => clientOf(github, { auth: github.tokenOf(login) }),
    app: clientOf(github, {
      authStrategy: createAppAuth,
      auth: { ...auth, installationId: github.installationId },
    }),
    appItself: clientOf(github, { authStrategy: createAppAuth, auth }),
    problems: () => [
      ...found,
      ...github.deliveries().flatMap((delivery) => description.problemsOfWebhook(delivery)),
    ],
  };
}

export function clientOf(github: LocalGitHub, options: object): Octokit {
  return new Octokit({
    ...options,
    baseUrl: `${github.url}/api/v3`,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
}

function quiet(): void {
  // Refused requests are what many tests are about.
}

/** Node ids for mutations, and the head of main. */
export async function idsOf(
  app: Octokit,
): Promise<Readonly<Record<"repo" | "john" | "head", string>>> {
  const { data } = await app.rest.repos.get(repo);
  const { data: john } = await app.rest.users.getByUsername({ username: "john" });
  const { data: main } = await app.rest.git.getRef({ ...repo, ref: "heads/main" });
  return { repo: data.node_id, john: john.node_id, head: main.object.sha };
}
