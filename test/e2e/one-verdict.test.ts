import { globSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { askGate } from "../../src/action/ask-gate.ts";
import { runGate as runActionsGate } from "../../src/action/run-gate.ts";
import { readHeld } from "../../src/cli/doctor/read-held.ts";
import { runGate as runCliGate } from "../../src/cli/gate.ts";
import { GATE_REASONS } from "../../src/core/gate/gate.ts";
import type { GateDecision, GateReason } from "../../src/core/gate/gate.ts";
import { instantOf } from "../../src/core/time/time.ts";
import type { CheckText } from "../../src/github/check/check-run.ts";
import { wordsOf } from "../../src/github/check/recheck-work.ts";
import type { RecheckOptions } from "../../src/github/check/recheck-work.ts";
import { leanClient } from "../../src/github/client/lean-client.ts";
import { readGating } from "../../src/github/gate/read-gate.ts";
import { recheckOne } from "../../src/github/check/recheck-one.ts";
import { recheckAll } from "../../src/github/check/recheck.ts";
import { createRoleCache } from "../../src/github/read/read-role.ts";
import { recordOf, textOf } from "@dakor/local-github/narrow";
import { CONFIGS, STAGES, startVerdictWorld } from "./verdict-world.ts";
import type { ConfigName, StageName, VerdictWorld } from "./verdict-world.ts";

const PLACE = { owner: "acme", repo: "shop" };
let stage: VerdictWorld;
let folder: string;
let printed = "";

beforeAll(async () => {
  stage = await startVerdictWorld();
  folder = await mkdtemp(join(tmpdir(), "dakor-verdict-"));
  const { url } = stage.world.github;
  vi.stubEnv("GITHUB_API_URL", `${url}/api/v3`);
  vi.stubEnv("GITHUB_GRAPHQL_URL", `${url}/api/graphql`);
  vi.stubEnv("GITHUB_SERVER_URL", url);
  vi.stubEnv("GITHUB_OUTPUT", join(folder, "output"));
  vi.stubEnv("GITHUB_STEP_SUMMARY", join(folder, "summary"));
  vi.spyOn(process.stdout, "write").mockImplementation((part) => {
    printed += String(part);
    return true;
  });
}, 60_000);

afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await stage.world.github.close();
  await rm(folder, { recursive: true });
});

/** What each pull request gets with a valid configuration where all incidents are unreported that can be. */
const UNREPORTED: Readonly<Record<string, GateReason>> = {
  "touches declared": "report_missing",
  "touches closed": "report_missing",
  "touches bare": "paths_clear",
  "touches candidate": "paths_clear",
  "touches drill": "paths_clear",
  "touches dismissed": "paths_clear",
  "touches reported": "paths_clear",
  "touches nothing": "paths_clear",
  "touches two": "report_missing",
  report: "report_pull_request",
  "report for two": "report_pull_request",
  "report that isn't finished": "report_incomplete",
  "empty report without paths": "report_incomplete",
  "report and code": "report_missing",
  "report on another": "paths_clear",
  configuration: "paths_clear",
  "configuration and code": "report_missing",
  revert: "linked_kludge",
  "revert of more": "report_missing",
  fix: "linked_fix",
  "fix by john": "report_missing",
  kludge: "linked_kludge",
  "kludge by john": "report_missing",
  override: "overridden",
  "old override": "report_missing",
  "fix of another": "report_missing",
};

function expected(pull: string, config: ConfigName, incidents: StageName): GateReason | undefined {
  if (config === "invalid" && pull !== "configuration") return "config_invalid";
  if (incidents === "unreported" || config === "invalid") return UNREPORTED[pull];
  return config === "missing" ? "not_configured" : "no_unreported_incident";
}

for (const incidents of STAGES) {
  for (const config of Object.keys(CONFIGS).filter(isConfigName)) {
    test(`incidents: ${incidents}; configuration: ${config}`, { timeout: 60_000 }, async () => {
      stage.nextHour();
      if (config === "missing") await stage.enter(incidents);
      await stage.configure(config);
      const [renewed, held] = [await byRenewal(), await byDoctor()];
      const gating = await readGating(client(), PLACE, options());
      for (const [name, number] of stage.pulls) {
        const reason = expected(name, config, incidents);
        const [group, decision] = [await groupOf(number), await byCli(number)];
        const said = {
          action: await byAction(number),
          group: await byAction(number, group),
          cli: decision.reason,
        };
        expect([name, said]).toEqual([name, { action: reason, group: reason, cli: reason }]);
        const words = wordsOf({ decision }, { place: PLACE, gating });
        expect([name, await byApp(number)]).toEqual([name, words]);
        // Where nothing can be held it judges only what needs another check.
        const again =
          renewed.get(group.head_sha) ?? (isQuiet(config, incidents) ? words : undefined);
        expect([name, again]).toEqual([name, words]);
        const isHeld = reason !== undefined && GATE_REASONS[reason].verdict === "hold";
        expect([name, held.includes(number)]).toEqual([name, isHeld]);
      }
    });
  }
}

test("one file asks whether anything can be held, and whether a pull request is", () => {
  expect(callersOf("decideWithoutFiles(")).toEqual(["src/github/gate/judge.ts"]);
  expect(callersOf("decideGate(")).toEqual(["src/github/gate/judge.ts"]);
});

function callersOf(call: string): readonly string[] {
  return globSync("src/**/*.ts").filter((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .some((line) => line.includes(call) && !line.includes("function ")),
  );
}

function isConfigName(name: string): name is ConfigName {
  return name in CONFIGS;
}

function isQuiet(config: ConfigName, incidents: StageName): boolean {
  return config !== "invalid" && incidents !== "unreported";
}

type Group = { readonly base_sha: string; readonly head_sha: string; readonly head_ref: string };

/** As GitHub's merge queue would name it. */
async function groupOf(number: number): Promise<Group> {
  const { rest } = stage.world;
  const pull = await rest("lea", { method: "GET", path: `/pulls/${number}` });
  const head_sha = textOf(recordOf(recordOf(pull)["head"])["sha"]);
  const compared = await rest("lea", { method: "GET", path: `/compare/main...${head_sha}` });
  // A group is built upon its base.
  const base_sha = textOf(recordOf(recordOf(compared)["merge_base_commit"])["sha"]);
  const head_ref = `refs/heads/gh-readonly-queue/main/pr-${number}-${base_sha}`;
  return { base_sha, head_sha, head_ref };
}

/** The reason code that a workflow's next step would read. */
async function byAction(number: number, group?: Group): Promise<string | undefined> {
  const output = join(folder, "output");
  await writeFile(output, "");
  await writeFile(join(folder, "summary"), "");
  await runActionsGate(
    askGate({
      ...api(),
      inputs: {
        mode: "gate",
        token: stage.world.token,
        issue: undefined,
        pull: undefined,
        onError: "hold",
        isDryRun: false,
        app: undefined,
        timeout: 15_000,
      },
      place: PLACE,
      event: group === undefined ? "pull_request_target" : "merge_group",
      payload: group === undefined ? { pull_request: { number } } : { merge_group: group },
    }),
  );
  // The Action fails its process.
  process.exitCode = undefined;
  return /^reason-code<<.*\n(.*)$/m.exec(await readFile(output, "utf8"))?.[1];
}

async function byCli(pull: number): Promise<GateDecision> {
  printed = "";
  const asked = { repo: "acme/shop", pull, app: undefined, dryRun: false, json: true };
  const environment = { ...process.env, GH_TOKEN: stage.world.github.tokenOf("lea") };
  await runCliGate(asked, environment);
  return JSON.parse(printed);
}

/** What the App would publish on a pull request's head after a webhook about it. */
async function byApp(number: number): Promise<CheckText | undefined> {
  const published = new Map<string, CheckText>();
  await recheckOne(client(), { ...PLACE, number }, renewing(published));
  return [...published.values()][0];
}

/** What the App, or `mode: renew`, would publish by head when it judges all that is open. */
async function byRenewal(): Promise<ReadonlyMap<string, CheckText>> {
  const published = new Map<string, CheckText>();
  await recheckAll(client(), PLACE, renewing(published));
  return published;
}

function renewing(published: Map<string, CheckText>): RecheckOptions {
  return {
    ...options(),
    app: async () => 12,
    checks: {
      begin: () => 0,
      publish: async (_github, _place, { sha, words }) => {
        published.set(sha, words);
        return false;
      },
    },
  };
}

async function byDoctor(): Promise<readonly number[]> {
  return (await readHeld(client(), PLACE, options())).held;
}

function options(): Parameters<typeof readHeld>[2] {
  return {
    now: instantOf(Date.now() / 1000),
    roles: createRoleCache({ clock: () => performance.now() }),
  };
}

function client(): ReturnType<typeof leanClient> {
  return leanClient({
    ...api(),
    token: stage.world.token,
    timeout: 15_000,
    userAgent: "dakor",
  });
}

function api(): { readonly apiUrl: string; readonly graphqlUrl: string } {
  const { url } = stage.world.github;
  return { apiUrl: `${url}/api/v3`, graphqlUrl: `${url}/api/graphql` };
}
