import { afterAll, beforeAll, expect, test } from "vitest";
import { ROUTED_EVENTS } from "../../src/app/webhook/routes.ts";
import { readManifest } from "../../src/cli/demo/start-app.ts";
import { listOf, numberOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { startLocalGitHub } from "@dakor/local-github";
import type { LocalGitHub } from "@dakor/local-github";
import { startAppProcess, until } from "./app-process.ts";
import type { AppProcess } from "./app-process.ts";

const SECRET = "c0ffee".repeat(8);
const FORM = [
  "### Severity\n\ncritical",
  "### Who or what is affected?\n\nEverybody who logs in",
  "### How can anyone see it fail?\n\nOpen the page",
].join("\n\n");
let github: LocalGitHub;
let app: AppProcess;

beforeAll(async () => {
  const { permissions } = await readManifest();
  github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [
      { login: "lea", role: "admin" },
      { login: "john", role: "write" },
      { login: "kim", role: "write" },
      { login: "mia", role: "none" },
    ],
    app: {
      slug: "dakor",
      appId: 7,
      webhookSecret: SECRET,
      permissions,
      events: [...ROUTED_EVENTS],
    },
  });
  app = await startAppProcess(github, SECRET);
});

afterAll(async () => {
  app.terminate();
  await app.ended();
  await github.close();
});

type Call = { readonly by?: string; readonly method?: string; readonly body?: object };

async function call(
  path: string,
  { by = "lea", method = "GET", body }: Call = {},
): Promise<unknown> {
  const response = await fetch(`${github.url}/api/v3/repos/acme/shop${path}`, {
    method,
    headers: { authorization: `Bearer ${github.tokenOf(by)}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.ok, `${method} ${path} by ${by}`).toBe(true);
  return response.json();
}

async function open(by: string, more: object): Promise<number> {
  const body = { title: "Login fails", body: FORM, ...more };
  return numberOf(recordOf(await call("/issues", { by, method: "POST", body }))["number"]);
}

type Said = {
  readonly id: number;
  readonly by: string;
  readonly body: string;
  readonly likes: number;
};

async function comments(issue: number): Promise<readonly Said[]> {
  return listOf(await call(`/issues/${issue}/comments?per_page=100`))
    .map(recordOf)
    .map((comment) => ({
      id: numberOf(comment["id"]),
      by: textOf(recordOf(comment["user"])["login"]),
      body: textOf(comment["body"]),
      likes: numberOf(recordOf(comment["reactions"])["+1"]),
    }));
}

/** Says it, and waits until the bot has understood it. */
async function say(issue: number, by: string, body: string): Promise<void> {
  const { id } = recordOf(
    await call(`/issues/${issue}/comments`, { by, method: "POST", body: { body } }),
  );
  await until(async () => {
    const said = (await comments(issue)).find((comment) => comment.id === id);
    return said?.likes === 1 ? true : undefined;
  });
}

/** All that people see, after another look of the bot's. */
async function look(issue: number): Promise<{
  readonly board: string;
  readonly state: string;
  readonly labels: readonly string[];
  readonly answers: string;
}> {
  await say(issue, "lea", "/status");
  await github.settled();
  const said = (await comments(issue)).filter(({ by }) => by === "dakor[bot]");
  const found = recordOf(await call(`/issues/${issue}`));
  return {
    board: said.find(({ body }) => body.startsWith("<!-- dakor board"))?.body ?? "",
    state: textOf(found["state"]),
    labels: listOf(found["labels"]).map((label) => textOf(recordOf(label)["name"])),
    answers: said.map(({ body }) => body).join("\n"),
  };
}

/** A new process knows nothing of yesterday's roles. */
async function restart(): Promise<void> {
  app.terminate();
  await app.ended();
  app = await startAppProcess(github, SECRET);
}

test("the closer leaves, a commander leaves: what they decided stays, and they decide nothing more", async () => {
  const closed = await open("lea", { labels: ["incident"] });
  await say(closed, "kim", "/dakor close anyway because the provider is back");
  await until(async () =>
    recordOf(await call(`/issues/${closed}`))["state"] === "closed" ? true : undefined,
  );
  const running = await open("lea", { labels: ["incident"] });
  await say(running, "kim", "/checking\n\n/alert next 1h");
  await say(running, "kim", "/kludge Flag off impact: nothing");
  const before = { closed: await look(closed), running: await look(running) };
  expect(before.closed).toMatchObject({ state: "closed" });
  expect(before.running.labels).toContain("dakor:kludge");

  github.setRole("kim", "none");
  await restart();
  await call(`/issues/${running}/comments`, {
    by: "kim",
    method: "POST",
    body: { body: "/severity minor" },
  });
  const after = { closed: await look(closed), running: await look(running) };
  expect(after.closed.labels).toEqual(before.closed.labels);
  expect(after.closed.state).toBe("closed");
  expect(after.closed.answers).not.toContain("Commands only count");
  expect(after.running.labels.toSorted()).toEqual(before.running.labels.toSorted());
  expect(after.running.board).toContain("**K1** Flag off");
  expect(after.running.answers).toContain("Commands only count");
}, 60_000);

test("a stranger's form counts as it stood when somebody declared it", async () => {
  const issue = await open("mia", {});
  await say(issue, "lea", "/incident");
  const form = "### Severity\n\nminor\n\n### Paths\n\n**\n";
  await call(`/issues/${issue}`, { by: "mia", method: "PATCH", body: { body: form } });
  const { board, labels } = await look(issue);
  expect(labels).toContain("severity:critical");
  expect(board).toContain("Everybody who logs in");
  expect(board).not.toContain("`**`");
  await call(`/issues/${issue}`, {
    by: "john",
    method: "PATCH",
    body: { body: `${FORM}\n\n### Paths\n\nsrc/login/**` },
  });
  expect((await look(issue)).board).toContain("`src/login/**`");
}, 60_000);

test("a broken configuration moves nothing, neither on the incident nor at the gate", async () => {
  const file = ".github/dakor.yml";
  const write = async (text: string): Promise<void> => {
    const known = await fetch(`${github.url}/api/v3/repos/acme/shop/contents/${file}`, {
      headers: { authorization: `Bearer ${github.tokenOf("lea")}` },
    });
    const sha = known.ok ? { sha: recordOf(await known.json())["sha"] } : {};
    const content = Buffer.from(text).toString("base64");
    await call(`/contents/${file}`, {
      method: "PUT",
      body: { message: "Configure", content, ...sha },
    });
  };
  await write("timezone: Asia/Tokyo\ncomponents: { checkout: [src/checkout/**] }\n");
  const issue = await open("lea", { labels: ["incident"] });
  await say(issue, "john", "/component checkout");
  const inside = await openPull("inside", "src/checkout/pay.ts");
  const outside = await openPull("outside", "docs/help.md");
  const verdicts = async (): Promise<unknown> => ({
    inside: await conclusion(inside),
    outside: await conclusion(outside),
  });
  await until(async () => ((await conclusion(inside)) === "failure" ? true : undefined));
  await until(async () => ((await conclusion(outside)) === "success" ? true : undefined));

  await write("timezone: Tokyo\ncomponents: [checkout\n");
  const { board } = await look(issue);
  expect(board).toContain("`src/checkout/**`");
  expect(board).toContain("goes on with what the file said before");
  expect(board).toContain("Asia/Tokyo");
  await github.settled();
  expect(await verdicts()).toEqual({ inside: "failure", outside: "success" });
}, 60_000);

async function openPull(head: string, path: string): Promise<string> {
  const main = recordOf(recordOf(await call("/git/ref/heads/main"))["object"]);
  const ref = { ref: `refs/heads/${head}`, sha: main["sha"] };
  await call("/git/refs", { by: "john", method: "POST", body: ref });
  const content = Buffer.from("1").toString("base64");
  const file = { message: head, content, branch: head };
  await call(`/contents/${path}`, { by: "john", method: "PUT", body: file });
  const body = { title: head, head, base: "main" };
  const pull = recordOf(await call("/pulls", { by: "john", method: "POST", body }));
  return textOf(recordOf(pull["head"])["sha"]);
}

async function conclusion(sha: string): Promise<string | undefined> {
  const { check_runs: runs } = recordOf(await call(`/commits/${sha}/check-runs`));
  const own = listOf(runs)
    .map(recordOf)
    .find((run) => run["name"] === "dakor");
  return own === undefined ? undefined : textOf(own["conclusion"]);
}
