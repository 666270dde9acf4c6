import { readFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { manifestOf } from "../../app/webhook/app-manifest.ts";
import { readSettings } from "../../app/settings.ts";
import { err, ok } from "../../core/model/result.ts";
import type { Result } from "../../core/model/result.ts";
import type { GateDecision } from "../../core/gate/gate.ts";
import type { GitHub } from "../../github/client/github.ts";
import { judgePull } from "../../github/gate/judge-pull.ts";
import { createRoleCache } from "../../github/read/read-role.ts";
import { USUAL_APP } from "../command-definition.ts";
import type { CommandEnvironment } from "../command-definition.ts";
import { TOKEN_WAYS, clientFor, connect, findToken, presentInstant } from "../connect.ts";
import { exitCode, isWrongUse } from "../exit-code.ts";
import { runGate } from "../gate.ts";
import { withProgress } from "../terminal/progress.ts";
import { readRepoAddress } from "../read-repo-address.ts";
import type { RepoAddress } from "../read-repo-address.ts";
import { runTool } from "../run-tool.ts";
import { createScreen } from "../terminal/screen.ts";
import { signAppToken } from "../../github/installation/app-facts.ts";
import { findingsOf } from "./checks/check-table.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { readFacts } from "./read-facts.ts";
import { readHere } from "./read-here.ts";
import { renderJson, renderLines, renderTable } from "./render-findings.ts";

export type DoctorOptions = {
  readonly repo: string | undefined;
  /** Slug of the App that keeps the incidents. */
  readonly app: string | undefined;
  /** A pull request to say more about. */
  readonly explain: number | undefined;
  readonly json: boolean;
  /** The work tree; left out, the folder that it is called in. */
  readonly cwd?: string;
};

/** Says what is wrong and how to put it right; 0 where nothing is, also with warnings, as far as GitHub could be asked. */
export async function runDoctor(
  options: DoctorOptions,
  environment: CommandEnvironment,
): Promise<number> {
  const reading = examine(options, environment);
  const { facts, findings } = await withProgress(reading, {
    says: "Looking at everything",
    out: process.stderr,
  });
  const isUnread = !facts.remote.ok && facts.remote.error.status !== undefined;
  const explained = isUnread || !options.json ? undefined : await decide(options, environment);
  await tell({ findings, explained }, options, environment);
  if (isUnread) return exitCode("unread");
  const { repo, app, explain: pull, json } = options;
  if (pull !== undefined && !json) {
    process.stdout.write("\n");
    await runGate({ repo, app, pull, dryRun: true, json }, environment);
  }
  if (findings.some(({ level }) => level === "error")) return exitCode("found");
  return exitCode(facts.remote.ok ? "done" : "usage");
}

/** For programs; people get the words of `dakor gate`. */
async function decide(
  { repo, app, explain: number }: DoctorOptions,
  environment: CommandEnvironment,
): Promise<GateDecision | undefined> {
  if (number === undefined) return undefined;
  const { github, place } = await connect(repo, environment);
  const roles = createRoleCache({ clock: () => performance.now() });
  const ownBots = [app ?? USUAL_APP];
  return judgePull(
    github,
    { owner: place.owner, repo: place.repo, number },
    { now: presentInstant(), roles, ownBots },
  );
}

export async function examine(
  options: DoctorOptions,
  environment: CommandEnvironment,
  now: () => number = Date.now,
): Promise<{ readonly facts: Facts; readonly findings: readonly Finding[] }> {
  const { repo, app = USUAL_APP, cwd = "." } = options;
  const asked = { repo, cwd };
  const [place, home] = await Promise.all([
    orWhy(readRepoAddress(asked, environment)),
    orWhy(readRepoAddress({ repo: undefined, cwd }, environment)),
  ]);
  // The files here are looked at where they are that repository's.
  const isElsewhere = repo !== undefined && (!home.ok || slugOf(home.value) !== repo.toLowerCase());
  const { settings, app: own } = readOwn(environment, place, now);
  const top = await runTool("git", ["rev-parse", "--show-toplevel"], { cwd, environment });
  const [here, github] = await Promise.all([
    isElsewhere ? undefined : readHere(top ?? cwd),
    clientAt(place, environment),
  ]);
  const manifests = { full: manifestOf("full"), minimal: manifestOf("minimal") };
  const facts = await readFacts({ here, place, github, app: own, settings, now, self: app });
  return { facts, findings: findingsOf(facts, { manifests, now: now() }) };
}

async function clientAt(
  place: Result<RepoAddress, string>,
  environment: CommandEnvironment,
): Promise<Result<GitHub, string>> {
  if (!place.ok) return place;
  const token = await findToken(environment, place.value.host);
  if (token === undefined) return err(`Without a token GitHub can't be asked: ${TOKEN_WAYS}.`);
  return ok(clientFor(place.value, token));
}

/** The App speaks for itself only where its key is in the environment. */
function readOwn(
  environment: CommandEnvironment,
  place: Result<RepoAddress, string>,
  now: () => number,
): { readonly settings: readonly string[] | undefined; readonly app: Result<GitHub, string> } {
  if (!environment["APP_ID"]) {
    const why = "APP_ID and PRIVATE_KEY are not set, so the App itself can't be asked.";
    return { settings: undefined, app: err(why) };
  }
  const settings = readSettings(environment, (path) => readFileSync(path, "utf8"));
  if (!settings.ok) return { settings: settings.error, app: err("The App's settings are wrong.") };
  if (!place.ok) return { settings: [], app: place };
  const token = signAppToken(settings.value, now());
  return { settings: [], app: ok(clientFor(place.value, token)) };
}

async function tell(
  { findings, explained }: { readonly findings: readonly Finding[]; readonly explained: unknown },
  { json }: DoctorOptions,
  environment: CommandEnvironment,
): Promise<void> {
  const screen = createScreen(process.stdout);
  if (json) screen.line(renderJson(findings, explained));
  else for (const line of renderLines(findings, screen)) screen.line(line);
  const summary = environment["GITHUB_STEP_SUMMARY"];
  if (summary) await appendFile(summary, renderTable(findings));
}

async function orWhy<T>(reading: Promise<T>): Promise<Result<T, string>> {
  try {
    return ok(await reading);
  } catch (thrown) {
    if (isWrongUse(thrown)) return err(thrown.message);
    throw thrown;
  }
}

function slugOf({ owner, repo }: RepoAddress): string {
  return `${owner}/${repo}`.toLowerCase();
}
