import { setTimeout as sleep } from "node:timers/promises";
import { Octokit } from "@octokit/rest";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createAppAuth } from "@octokit/auth-app";
import { readSettings } from "../../app/settings.ts";
import { QUIET } from "../../github/client/octokit-client.ts";
import type { CommandEnvironment } from "../command-definition.ts";
import { readRepoAddress } from "../read-repo-address.ts";
import { TOKEN_WAYS, findToken } from "../connect.ts";
import { wrongUse } from "../exit-code.ts";

type Slug = { readonly owner: string; readonly repo: string };
export type LivePermissions = Readonly<Record<string, "read" | "write">>;

/** The App whose key is at hand. */
type LiveApp = {
  /** With the App's own token. */
  readonly itself: Octokit;
  readonly granted: Readonly<Record<string, string>>;
  /** With a token that can do no more than this. */
  readonly narrowed: (permissions: LivePermissions) => Promise<Octokit>;
};

/** What the questions play on. */
export type Stage = {
  readonly slug: Slug;
  /** The person's, or without one the App's: it makes and removes what a question needs. */
  readonly main: Octokit;
  readonly isPerson: boolean;
  readonly app: LiveApp | undefined;
  readonly defaultBranch: string;
  /** Begins the names of all that is made. */
  readonly mark: string;
  /** Milliseconds to wait for what GitHub does later. */
  readonly patience: number;
  /** Milliseconds between two writes where many follow each other. */
  readonly pace: number;
  /** Somebody wants it to end: nothing is waited for any more. */
  readonly stopping: AbortSignal;
  /** Is done when the question is over, the last first, whatever came of it. */
  readonly afterwards: (undo: () => Promise<unknown>) => void;
};

const LOOK_EVERY = 500;

export type StageOptions = {
  /** "acme/sandbox" */
  readonly repo: string;
  /** Milliseconds. */
  readonly patience: number;
  readonly pace: number;
};

/** Looks until something is there; undefined when it takes too long. */
export async function until<T>(
  { patience, stopping }: Stage,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const end = performance.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined || performance.now() > end || stopping.aborted) return found;
    await pause(Math.min(LOOK_EVERY, patience), stopping);
  }
}

/** Ends early where it should end. */
export async function pause(milliseconds: number, stopping: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: stopping }).catch(() => undefined);
}

/** Connects as the person, as the App, or as both. */
export async function openStage(
  options: StageOptions,
  environment: CommandEnvironment,
): Promise<Omit<Stage, "afterwards" | "stopping">> {
  const { owner, repo, host, apiUrl } = await readRepoAddress({ repo: options.repo }, environment);
  const slug = { owner, repo };
  const connect = (auth: object): Octokit => new Octokit({ ...auth, baseUrl: apiUrl, log: QUIET });
  const token = await findToken(environment, host);
  const own = environment["APP_ID"] ? await openApp(connect, slug, environment) : undefined;
  const main = token === undefined ? own?.main : connect({ auth: token });
  if (main === undefined) {
    throw wrongUse(
      `There is no token for ${host}, and no App. Either ${TOKEN_WAYS}; or set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET`,
    );
  }
  const { data } = await main.rest.repos.get(slug);
  return {
    slug,
    main,
    isPerson: token !== undefined,
    app: own?.app,
    defaultBranch: data.default_branch,
    mark: `dakor-live-${randomBytes(3).toString("hex")}`,
    patience: options.patience,
    pace: options.pace,
  };
}

async function openApp(
  connect: (auth: object) => Octokit,
  slug: Slug,
  environment: CommandEnvironment,
): Promise<{ readonly main: Octokit; readonly app: LiveApp }> {
  const settings = readSettings(environment, (path) => readFileSync(path, "utf8"));
  if (!settings.ok) throw wrongUse(settings.error.join("\n"));
  const { appId, privateKey } = settings.value;
  const auth = { appId, privateKey };
  const itself = connect({ authStrategy: createAppAuth, auth });
  const { data } = await itself.rest.apps.getRepoInstallation(slug);
  const granted = Object.fromEntries(
    Object.entries(data.permissions).map(([name, level]) => [name, level]),
  );
  const narrowed: LiveApp["narrowed"] = async (permissions) => {
    const made = await itself.rest.apps.createInstallationAccessToken({
      installation_id: data.id,
      repositories: [slug.repo],
      permissions,
    });
    return connect({ auth: made.data.token });
  };
  const main = connect({
    authStrategy: createAppAuth,
    auth: { ...auth, installationId: data.id },
  });
  return { main, app: { itself, granted, narrowed } };
}
