import { parseArgs } from "node:util";
import type { Role } from "./model.ts";
import type { LocalGitHubOptions } from "./start-local-github.ts";

const ROLES: readonly Role[] = ["admin", "maintain", "write", "triage", "read", "none"];
const MOST_PORT = 65_535;

/** What may be typed after the command's name, with what holds without it. */
export const USAGE = `local-github: GitHub's APIs and webhooks for one repository and one App, on loopback.

  --port 4000         any free one when left out
  --repo acme/shop    the repository
  --user lea:admin    somebody with a role (${ROLES.join(", ")}); may be repeated
  --webhook URL       where the App listens; Probot's own address when left out
  --secret words      the webhooks' secret

What it prints is an .env file that Probot reads: local-github > .env
`;

/** Options from the words of a command line; throws a sentence for a person. */
export function startOptions(words: readonly string[]): LocalGitHubOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      port: { type: "string" },
      repo: { type: "string", default: "acme/shop" },
      user: { type: "string", multiple: true, default: ["lea:admin"] },
      webhook: { type: "string", default: "http://localhost:3000/api/github/webhooks" },
      secret: { type: "string", default: "development" },
    },
  });
  const [, owner, repo] = /^([\w-]+)\/([\w.-]+)$/.exec(values.repo) ?? [];
  if (owner === undefined || repo === undefined) {
    throw new Error(`--repo ${values.repo}: please write it as acme/shop.`);
  }
  if (!URL.canParse(values.webhook)) {
    throw new Error(
      `--webhook ${values.webhook}: please write an address such as http://localhost:3000/hook.`,
    );
  }
  return {
    owner,
    repo,
    users: values.user.map(userOf),
    port: portOf(values.port ?? "0"),
    app: {
      slug: "my-app",
      appId: 1,
      webhookSecret: values.secret,
      webhookUrl: values.webhook,
      permissions: EVERYTHING,
      events: ["*"],
    },
  };
}

/** An App that may do what its tests ask; take some away to see what it does without. */
const EVERYTHING = {
  actions: "write",
  checks: "write",
  contents: "write",
  issues: "write",
  members: "read",
  merge_queues: "write",
  metadata: "read",
  pull_requests: "write",
  statuses: "write",
  workflows: "write",
} as const;

function userOf(words: string): { readonly login: string; readonly role: Role } {
  const [login = "", named = "write"] = words.split(":");
  const role = ROLES.find((one) => one === named);
  if (role === undefined || !/^[\w-]+$/.test(login)) {
    throw new Error(
      `--user ${words}: please write it as lea:admin, with one of ${ROLES.join(", ")}.`,
    );
  }
  return { login, role };
}

function portOf(words: string): number {
  const port = /^\d+$/.test(words) ? Number(words) : Number.NaN;
  if (!(port <= MOST_PORT))
    throw new Error(`--port ${words}: please write a number up to ${MOST_PORT}.`);
  return port;
}
