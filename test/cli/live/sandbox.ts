import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { readManifest } from "../../../src/cli/demo/start-app.ts";
import type { LocalGitHub } from "@dakor/local-github";
import { startLocalGitHub } from "@dakor/local-github";
import type { FaultHook } from "@dakor/local-github";
import { appEnvironment } from "../../e2e/app-process.ts";

export const PLACE = { owner: "acme", repo: "sandbox" };
const SECRET = "a-secret-of-more-than-32-characters";
const HOOK = "http://127.0.0.1:9/";

/** Whose tokens and keys are at hand. */
export type As = { readonly login?: string; readonly isApp?: boolean };

export type State = {
  readonly refs: readonly string[];
  readonly tree: string;
  readonly labels: readonly string[];
  readonly open: readonly string[];
  readonly issues: readonly string[];
  readonly hook: string | undefined;
};

export type Sandbox = {
  readonly github: LocalGitHub;
  /** Who administers it. */
  readonly lea: Octokit;
  readonly fail: (fault: FaultHook) => void;
  readonly environmentOf: (as: As) => Readonly<Record<string, string>>;
  /** All that a person sees there; of pull requests, which nobody can delete, the open ones. */
  readonly stateOf: () => Promise<State>;
};

const answered: FaultHook = () => undefined;

export async function startSandbox(): Promise<Sandbox> {
  let fault = answered;
  const github = await startLocalGitHub({
    ...PLACE,
    users: [
      { login: "lea", role: "admin" },
      { login: "john", role: "write" },
    ],
    teams: ["oncall"],
    app: { slug: "dakor", appId: 7, webhookSecret: SECRET, ...(await readManifest()) },
    fault: (request) => fault(request),
  });
  github.sendWebhooksTo(HOOK);
  const baseUrl = `${github.url}/api/v3`;
  const lea = new Octokit({ baseUrl, auth: github.tokenOf("lea") });
  const { appId, privateKey } = github;
  const auth = { appId, privateKey };
  const itself = new Octokit({ baseUrl, authStrategy: createAppAuth, auth });
  return {
    github,
    lea,
    fail: (hook) => (fault = hook),
    environmentOf: ({ login, isApp = false }) => {
      const person = login === undefined ? {} : { GITHUB_TOKEN: github.tokenOf(login) };
      const app = isApp ? appEnvironment(github, SECRET) : {};
      const given = Object.entries({ ...app, GITHUB_API_URL: baseUrl, ...person });
      return Object.fromEntries(
        given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
      );
    },
    stateOf: async () => {
      const [refs, main, labels, things, hook] = await Promise.all([
        lea.rest.git.listMatchingRefs({ ...PLACE, ref: "heads" }),
        lea.rest.repos.getCommit({ ...PLACE, ref: "main" }),
        lea.rest.issues.listLabelsForRepo(PLACE),
        lea.paginate(lea.rest.issues.listForRepo, { ...PLACE, state: "all", per_page: 100 }),
        itself.rest.apps.getWebhookConfigForApp(),
      ]);
      const issues = things.filter(({ pull_request }) => pull_request === undefined);
      return {
        refs: refs.data.map(({ ref }) => ref),
        tree: main.data.commit.tree.sha,
        labels: labels.data.map(({ name }) => name),
        open: things.filter(({ state }) => state === "open").map(({ title }) => title),
        issues: issues.map(({ title }) => title),
        hook: hook.data.url,
      };
    },
  };
}
