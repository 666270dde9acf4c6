import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { manifestOf } from "../../app/webhook/app-manifest.ts";
import type { ManifestKind } from "../../app/webhook/app-manifest.ts";
import { WEBHOOK_PATH } from "../../app/webhook/routes.ts";
import { askPerson } from "../terminal/ask-person.ts";
import type { CommandEnvironment } from "../command-definition.ts";
import { exitCode, wrongUse } from "../exit-code.ts";
import { apiOf } from "../read-repo-address.ts";
import { runTool } from "../run-tool.ts";
import { createScreen } from "../terminal/screen.ts";
import type { Screen } from "../terminal/screen.ts";
import { convertCode, renderEnv, writeEnv } from "./app-credentials.ts";
import { serveSetup } from "./serve-setup.ts";

export type SetupOptions = {
  /** Where the App's server will be: "https://dakor.example.com". */
  readonly url: string;
  /** Whose App it is; a person's own where it is left out. */
  readonly organization: string | undefined;
  readonly name: string;
  readonly kind: ManifestKind;
  readonly file: string;
  readonly mayReplace: boolean;
  /** Of the page on this machine; 0 for any that is free. */
  readonly port: number;
};

/** As long as anybody needs for one button. */
const PATIENCE = 10 * 60_000;
const INSTEAD = "--file takes another name, --force overwrites it.";

type SetupManifest = {
  readonly kind: ManifestKind;
  readonly name: string;
  /** Where webhooks go. */
  readonly webhookUrl: string;
  /** Where GitHub sends the browser back to, with the code. */
  readonly redirectUrl: string;
};

/** Registers an App on GitHub and keeps its key; nobody copies anything. */
export async function runSetup(
  options: SetupOptions,
  environment: CommandEnvironment,
): Promise<number> {
  const { kind, name } = options;
  const webhookUrl = webhookOf(options.url);
  const mayReplace = await askToReplace(options);
  const { host, apiUrl } = apiOf(environment);
  const screen = createScreen(process.stdout);
  const server = await serveSetup({
    action: pageOf(environment["GITHUB_SERVER_URL"] || `https://${host}`, options.organization),
    manifestFor: (redirectUrl) => renderManifest({ kind, name, webhookUrl, redirectUrl }),
    port: options.port,
  });
  screen.line(`Open this page on this machine, and press its button:\n\n  ${server.pageUrl}\n`);
  const code = await within(server.code, PATIENCE).finally(server.close);
  if (code === undefined) {
    process.stderr.write(
      "Nobody came back from GitHub within 10 minutes. Nothing was made here.\n",
    );
    return exitCode("found");
  }
  const app = await convertCode(apiUrl, code);
  const path = await writeEnv(options.file, renderEnv(app, { host }), { mayReplace });
  const isExposed = await isSeenByGit(path);
  tell(screen, { path, app, wanted: options.file, isExposed });
  return exitCode("done");
}

function tell(
  { line, paint }: Screen,
  {
    path,
    app,
    wanted,
    isExposed,
  }: {
    readonly path: string;
    readonly isExposed: boolean;
    readonly app: { readonly url: string; readonly slug: string; readonly webhookSecret: string };
    readonly wanted: string;
  },
): void {
  line(
    `${paint("green", "✓")} Registered the App ${app.slug}. Its key is in ${path}, for your eyes only.`,
  );
  if (path !== wanted) line(`  ${wanted} had come into being meanwhile, and stays as it is.`);
  if (isExposed) line(`  Git does not ignore ${path}: add it to .gitignore before you commit.`);
  if (app.webhookSecret === "") {
    line(
      `  GitHub made no webhook secret. Set one on ${app.url} and add it to ${path}: WEBHOOK_SECRET=…`,
    );
  }
  line(`\n  Install it:  ${app.url}/installations/new`);
  line(`  Start it, in a clone of dakor:  node --env-file=${path} src/cli/launch.js start`);
}

/** In a work tree whose next commit could take it along. */
async function isSeenByGit(path: string): Promise<boolean> {
  const cwd = dirname(path);
  const isInside = await runTool("git", ["rev-parse", "--is-inside-work-tree"], { cwd });
  const ignored = await runTool("git", ["check-ignore", basename(path)], { cwd });
  return isInside === "true" && ignored === undefined;
}

/** GitHub delivers webhooks to addresses that it can reach, and these carry what happens in private repositories. */
function webhookOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = /^(?:localhost|127\..*|0\.0\.0\.0|\[::1?\])$/.test(url?.hostname ?? "");
  if (url === undefined || url.protocol !== "https:" || isLocal) {
    throw wrongUse("--url takes the address of your server, like --url https://dakor.example.com");
  }
  const path = url.pathname.replace(/\/$/, "");
  return `${url.origin}${path === "" ? WEBHOOK_PATH : path}`;
}

function pageOf(server: string, organization: string | undefined): string {
  const owner =
    organization === undefined ? "" : `/organizations/${encodeURIComponent(organization)}`;
  return `${server.replace(/\/$/, "")}${owner}/settings/apps/new`;
}

/** Asked before there is a key that would have no place. */
async function askToReplace({ file, mayReplace }: SetupOptions): Promise<boolean> {
  if (mayReplace || !existsSync(file)) return mayReplace;
  if (!process.stdin.isTTY) {
    throw wrongUse(`${file} is there already. ${INSTEAD}`);
  }
  const ask = askPerson(INSTEAD);
  try {
    if (await ask.question(`${file} is there already. Overwrite it?`, false)) return true;
  } finally {
    ask.close();
  }
  throw wrongUse(`${file} stays as it is. --file takes another name.`);
}

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> {
  const stop = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: stop.signal }).catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
  }
}

/** https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
function renderManifest({ kind, name, webhookUrl, redirectUrl }: SetupManifest): string {
  const { permissions, events } = manifestOf(kind);
  return JSON.stringify({
    name,
    description: "Incident response for teams that live in GitHub.",
    url: new URL("/", webhookUrl).href,
    hook_attributes: { url: webhookUrl, active: true },
    redirect_url: redirectUrl,
    public: false,
    default_permissions: permissions,
    default_events: events,
  });
}
