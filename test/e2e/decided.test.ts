import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROUTED_EVENTS } from "../../src/app/webhook/routes.ts";
import { readManifest } from "../../src/cli/demo/start-app.ts";
import { listOf, numberOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { startLocalGitHub } from "@dakor/local-github";
import type { LocalGitHub } from "@dakor/local-github";
import { createRecorder } from "../faults/recorder.ts";
import { startAppProcess, until } from "./app-process.ts";
import type { AppProcess } from "./app-process.ts";

const SECRET = "c0ffee".repeat(8);
const MINUTE = 60_000;
let github: LocalGitHub;
let app: AppProcess;
const recorder = createRecorder({ isValidated: true });

beforeAll(async () => {
  const { permissions } = await readManifest();
  const events = [...ROUTED_EVENTS];
  github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [
      { login: "lea", role: "admin" },
      { login: "john", role: "write" },
    ],
    app: { slug: "dakor", appId: 7, webhookSecret: SECRET, permissions, events },
    observe: (exchange) => recorder.observe(exchange),
  });
  app = await startAppProcess(github, SECRET);
});

afterAll(async () => {
  app.terminate();
  await app.ended();
  await github.close();
});

async function call(
  who: string,
  [method, path]: readonly [string, string],
  body?: object,
): Promise<unknown> {
  const workflow = { issues: "write" } as const;
  const token = who.endsWith("[bot]") ? github.actionsToken(workflow) : github.tokenOf(who);
  const response = await fetch(`${github.url}/api/v3/repos/acme/shop${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

async function declare(title: string): Promise<number> {
  const body =
    "### Severity\n\ncritical\n\n### Who or what is affected?\n\nAll\n\n### How can anyone see it fail?\n\nLog in\n";
  const issue = await call("lea", ["POST", "/issues"], { title, body, labels: ["incident"] });
  const number = numberOf(recordOf(issue)["number"]);
  await boardSays(number, "Diagnose");
  return number;
}

async function say(number: number, body: string): Promise<void> {
  await call("lea", ["POST", `/issues/${number}/comments`], { body });
}

async function bodies(number: number): Promise<readonly string[]> {
  const comments = listOf(await call("lea", ["GET", `/issues/${number}/comments?per_page=100`]));
  return comments.map((comment) => textOf(recordOf(comment)["body"]));
}

function boardSays(number: number, words: string): Promise<string> {
  return until(async () =>
    (await bodies(number)).find(
      (body) => body.startsWith("<!-- dakor board board -->") && body.includes(words),
    ),
  );
}

async function complete(number: number): Promise<void> {
  const closed = { state: "closed", state_reason: "completed" };
  await call("lea", ["PATCH", `/issues/${number}`], closed);
}

async function state(number: number): Promise<string> {
  return textOf(recordOf(await call("lea", ["GET", `/issues/${number}`]))["state"]);
}

/** A branch with one file and its pull request. */
async function openPull(head: string, words: { title: string; body: string }): Promise<number> {
  const main = recordOf(recordOf(await call("lea", ["GET", "/git/ref/heads/main"]))["object"]);
  await call("john", ["POST", "/git/refs"], { ref: `refs/heads/${head}`, sha: main["sha"] });
  const content = Buffer.from(head).toString("base64");
  const file = { message: head, content, branch: head };
  await call("john", ["PUT", `/contents/src/${head}.txt`], file);
  const pull = await call("john", ["POST", "/pulls"], { ...words, head, base: "main" });
  return numberOf(recordOf(pull)["number"]);
}

const KNOWN =
  "/started 3h ago\n/checking\n/alert next 20m\n/kludge Flag off impact: less\n/stable at 2h ago";
const OVER = "/cause Token\n/tested Staging\n/undo K1\n/restored";

test(
  "a merge that says “Fixes” is the fix, and the report begins",
  { timeout: MINUTE },
  async () => {
    const number = await declare("Checkout fails");
    await say(number, KNOWN);
    await say(number, OVER);
    await boardSays(number, "Works again");
    const pull = await openPull("accept-both", { title: "Accept both", body: `Fixes #${number}` });
    await call("lea", ["PUT", `/pulls/${pull}/merge`], { merge_method: "merge" });
    const board = await boardSays(number, "The report: ");
    expect(board).toContain(`(merged), by **john**, merged by **lea**`);
    await github.settled();
    expect(await state(number)).toBe("closed");
    expect((await bodies(number)).some((body) => body.includes("I have opened this again"))).toBe(
      false,
    );
  },
);

test(
  "broken again an hour after the report: held until a second report tells of it",
  { timeout: MINUTE },
  async () => {
    const number = await declare("Login fails");
    await say(number, `${KNOWN}\n/fix By hand`);
    await say(number, `${OVER} at 1h ago`);
    await boardSays(number, "Works again");
    await complete(number);
    const first = await mergeReport(number);
    await boardSays(number, "**Reported.**");

    // GitHub's times are in seconds.
    await sleep(1100);
    await say(number, "/broken Tokens are refused again next 20m");
    await boardSays(number, "**Broken again**");
    await until(async () => ((await state(number)) === "open" ? true : undefined));
    await say(number, "/restored");
    await boardSays(number, "**Everything works again**");
    await complete(number);
    const second = await until(async () => {
      const open = await reportPulls(number, "open");
      return open.find((pull) => pull !== first);
    });
    expect(await boardSays(number, `/pull/${second}`)).not.toContain("**Reported.**");
    await mergeReport(number);
    await boardSays(number, "**Reported.**");
  },
);

test(
  "reported while it is broken: held until a second report tells of the end",
  { timeout: MINUTE },
  async () => {
    const number = await declare("Payments fail");
    await say(number, `${KNOWN}\n/paths src/pay`);
    await boardSays(number, "**K1**");
    await say(number, "/report");
    const first = await mergeReport(number);
    // GitHub's times are in seconds.
    await sleep(1100);
    await say(number, "/update Half of them still fail next 20m");
    const broken = await boardSays(number, "Half of them still fail");
    await github.settled();
    expect(broken).not.toMatch(/\*\*Reported\.\*\*|Everything works again/);
    expect(await labels(number)).not.toContain("dakor:reported");

    await say(number, `/fix By hand\n${OVER}`);
    await boardSays(number, "**Everything works again**");
    await complete(number);
    const second = await until(async () =>
      (await reportPulls(number, "open")).find((pull) => pull !== first),
    );
    expect(await boardSays(number, `/pull/${second}`)).not.toContain("**Reported.**");
    expect(await labels(number)).not.toContain("dakor:reported");
    await mergeReport(number);
    await boardSays(number, "**Reported.**");
    await until(async () => (await labels(number)).includes("dakor:reported") || undefined);
  },
);

async function labels(number: number): Promise<readonly string[]> {
  const issue = recordOf(await call("lea", ["GET", `/issues/${number}`]));
  return listOf(issue["labels"]).map((label) => textOf(recordOf(label)["name"]));
}

async function reportPulls(number: number, which: string): Promise<readonly number[]> {
  const head = `acme:dakor/report-${number}`;
  const pulls = listOf(await call("lea", ["GET", `/pulls?state=${which}&head=${head}`]));
  return pulls.map((pull) => numberOf(recordOf(pull)["number"]));
}

/** Somebody answers every TODO on the branch, and merges. */
async function mergeReport(number: number): Promise<number> {
  const pull = await until(async () => (await reportPulls(number, "open"))[0]);
  await github.settled();
  const files = listOf(await call("lea", ["GET", `/pulls/${pull}/files`]));
  const path = textOf(recordOf(files[0])["filename"]);
  const branch = `dakor/report-${number}`;
  const file = recordOf(await call("lea", ["GET", `/contents/${path}?ref=${branch}`]));
  const text = Buffer.from(textOf(file["content"]), "base64").toString("utf8");
  const content = Buffer.from(text.replaceAll("TODO:", "Told:")).toString("base64");
  await call("lea", ["PUT", `/contents/${path}`], {
    message: "Told",
    content,
    branch,
    sha: file["sha"],
  });
  await call("lea", ["PUT", `/pulls/${pull}/merge`], { merge_method: "squash" });
  return pull;
}

test(
  "another bot closes it again and again: three repairs, one word, then peace",
  { timeout: MINUTE },
  async () => {
    const number = await declare("Search fails");
    await say(number, "/checking");
    await boardSays(number, "**lea** is on it");
    await github.settled();
    const before = recorder.effects().length;
    for (let round = 0; round < 4; round += 1) {
      const close = { state: "closed", state_reason: "not_planned" };
      await call("github-actions[bot]", ["PATCH", `/issues/${number}`], close);
      if (round < 3) await until(async () => ((await state(number)) === "open" ? true : undefined));
      else await sleep(1500);
    }
    expect(await state(number)).toBe("closed");
    await boardSays(number, "again and again");
    // Three times: opened again; then the word and the board.
    const written = recorder.effects().slice(before);
    expect(written.filter((name) => /reopen/i.test(name))).toHaveLength(3);
    expect(written.length).toBeLessThanOrEqual(3 + 2 + 4);
    const words = (await bodies(number)).filter((body) => body.includes("a person has to"));
    expect(words).toHaveLength(1);
    await boardSays(number, "again and again");
  },
);

test("GitHub's description and schema allow all that was said", () => {
  expect(recorder.problems()).toEqual([]);
});
