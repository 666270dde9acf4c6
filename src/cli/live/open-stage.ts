import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { readSettings } from "../../app/settings.ts";
import { QUIET } from "../../github/client/octokit-client.ts";
import type { CommandEnvironment } from "../command-definition.ts";
import { readRepoAddress } from "../read-repo-address.ts";
import { findToken, TOKEN_WAYS } from "../read-token.ts";
import { wrongUse } from "../wrong-use.ts";
import type { LiveApp, Slug, Stage } from "./stage.ts";

export type StageOptions = {
  /** "acme/sandbox" */
  readonly repo: string;
  /** Milliseconds. */
  readonly patience: number;
  readonly pace: number;
};

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
