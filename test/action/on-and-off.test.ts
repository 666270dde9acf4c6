import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { workflowFiles } from "../../src/cli/init/workflows.ts";
import { connectPerson } from "../../src/demo/person-api.ts";
import type { PersonApi } from "../../src/demo/person-api.ts";
import type { Happened } from "@dakor/local-github/started-jobs";
import { numberOf } from "@dakor/local-github/narrow";
import { startLocalGitHub } from "@dakor/local-github";
import type { LocalGitHub } from "@dakor/local-github";
import { runStarted } from "./bot-here.ts";
import { isDeep } from "../depth.ts";

let github: LocalGitHub;
let lea: PersonApi;
let waiting: readonly Happened[] = [];

/** A repository as `dakor init` leaves it, and every webhook that GitHub would send. */
beforeEach(async () => {
  waiting = [];
  github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [{ login: "lea", role: "admin" }],
    app: { slug: "dakor", appId: 7, webhookSecret: "secret", permissions: {}, events: ["*"] },
    deliver: ({ event, payload }) => {
      waiting = [...waiting, { event, payload }];
      return "send";
    },
  });
  lea = connectPerson({ origin: github.url, slug: "acme/shop", token: github.tokenOf("lea") });
  const files = workflowFiles({ uses: "acme/dakor@v1", branch: "main" });
  for (const [name, text] of Object.entries(files)) {
    await lea.writeFile({ path: `.github/workflows/${name}`, text, message: name, branch: "main" });
  }
  await runAll();
});

afterEach(() => github.close());

/** A run for every webhook that starts one, in their order; how many. */
async function runAll(): Promise<number> {
  let runs = 0;
  while (waiting.length > 0) {
    const [next, ...rest] = waiting;
    waiting = rest;
    const ran = next === undefined ? undefined : await runStarted(github, next);
    if (ran === undefined) continue;
    runs += 1;
    expect(ran.summary).toMatchObject({ refused: [], left: [] });
  }
  return runs;
}

async function on(): Promise<string> {
  const workflows = await github.workflows();
  const names = workflows.flatMap(({ path, state }) =>
    state === "active" ? [path.replace(/^.*\/dakor-?(\w*)\.yml$/, "$1")] : [],
  );
  return names
    .filter((name) => name !== "")
    .toSorted()
    .join(" ");
}

function open(labels: readonly string[]): Promise<number> {
  const form = { login: "lea", title: "Cards are refused", body: "", labels };
  return github.openFromForm(form).then((issue) => numberOf(issue["number"]));
}

test.runIf(isDeep)(
  "what is pushed by dakor init is switched off before anything was broken",
  async () => {
    expect(await on()).toBe("bot daily");
  },
);

test("ordinary issues, comments, pull requests and pushes start no run of the bot", async () => {
  const issue = await open(["bug"]);
  await lea.comment(issue, "Me too");
  const file = { path: "src/a.ts", text: "x\n", message: "Change", branch: "change" };
  await lea.pushAll([file]);
  await lea.openAll([file]);
  await lea.writeFile({ ...file, branch: "main" });
  expect(await runAll()).toBe(0);
});

test("/incident switches clock and watch on, /restored the clock off", async () => {
  const issue = await open([]);
  await lea.comment(issue, "/incident");
  expect(await runAll()).toBe(1);
  expect(await on()).toBe("bot clock daily watch");
  // Now pull requests are heard.
  const file = { path: "src/a.ts", text: "x\n", message: "Change", branch: "change" };
  await lea.pushAll([file]);
  await lea.openAll([file]);
  expect(await runAll()).toBe(1);
  for (const line of [
    "/checking",
    "/severity major",
    "/scope Everybody",
    "/steps Pay",
    "/works PayPal",
    "/alert next 30m",
    "/no-kludge because the fix is ready",
    "/cause The token format changed",
    "/fix Another format",
    "/tested On staging",
    "/restored",
  ]) {
    await lea.comment(issue, line);
    expect(await runAll()).toBe(1);
  }
  expect(await on()).toBe("bot daily watch");
});

test.runIf(isDeep)("a drill that is over switches the clock off", async () => {
  const issue = await open(["incident"]);
  await runAll();
  expect(await on()).toBe("bot clock daily watch");
  await lea.comment(issue, "/drill");
  await lea.comment(issue, "/dakor close anyway because we only tried it");
  await runAll();
  expect(await on()).toBe("bot daily watch");
});

test("a revert of a reported incident's fix is heard although the watch is off", async () => {
  const issue = await open(["incident"]);
  const change = { path: "src/a.ts", text: "x\n", message: "Another format", branch: "change" };
  await lea.pushAll([change]);
  const fix = await lea.openPull({ title: "Another format", body: "", head: "change" });
  await lea.comment(
    issue,
    `/severity major\n/scope Everybody\n/steps Pay\n/checking\n/alert next 30m\n/no-kludge because the fix is ready\n/fix #${fix}\n/cause Format\n/tested Staging\n/restored`,
  );
  await runAll();
  await lea.merge(fix);
  await lea.close(issue);
  await runAll();
  const branch = `dakor/report-${issue}`;
  const report = (await lea.openPullFrom(branch)) ?? 0;
  const [path = ""] = await lea.changedPaths(report);
  const text = (await lea.readFile(path, branch)).replaceAll("TODO:", "Told:");
  await lea.writeFile({ path, text, message: "Told", branch });
  await lea.merge(report);
  await runAll();
  expect(await on()).toBe("bot daily");
  const revert = await lea.revert(fix);
  expect(await runAll()).toBe(0);
  // GitHub's times are whole seconds: the revert is merged after the report was.
  await sleep(2_000);
  await lea.merge(revert);
  expect(await runAll()).toBeGreaterThan(0);
  const { labels } = await lea.thread(issue);
  expect(labels.map(({ name }) => name)).not.toContain("dakor:reported");
  expect(await on()).toBe("bot clock daily watch");
});
