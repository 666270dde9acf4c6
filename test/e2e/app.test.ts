import { afterAll, beforeAll, expect, test } from "vitest";
import { ROUTED_EVENTS } from "../../src/app/webhook/routes.ts";
import { readManifest } from "../../src/cli/demo/start-app.ts";
import { listOf, numberOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { startLocalGitHub } from "@dakor/local-github";
import type { LocalGitHub } from "@dakor/local-github";
import { createRecorder } from "../faults/recorder.ts";
import { readGitHubDescription } from "../github-description/validate.ts";
import { startAppProcess, until } from "./app-process.ts";
import type { AppProcess } from "./app-process.ts";

const SECRET = "c0ffee".repeat(8);
const recorder = createRecorder({ isValidated: true });
let github: LocalGitHub;
let app: AppProcess;
let whenRead: (() => void) | undefined;

beforeAll(async () => {
  const { permissions } = await readManifest();
  github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [
      { login: "lea", role: "admin" },
      { login: "mia", role: "none" },
    ],
    app: {
      slug: "dakor",
      appId: 7,
      webhookSecret: SECRET,
      permissions,
      events: [...ROUTED_EVENTS],
    },
    observe: (exchange) => {
      recorder.observe(exchange);
      // A run that an earlier change asked for may read before this comment is there.
      const isIt = JSON.stringify(exchange.responseBody).includes("/scope Everybody");
      if (exchange.operation === "ReadIncident" && isIt) whenRead?.();
    },
  });
  app = await startAppProcess(github, SECRET);
});

afterAll(async () => {
  app.terminate();
  await app.ended();
  await github.close();
});

async function call(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${github.url}/api/v3/repos/acme/shop${path}`, {
    method,
    headers: { authorization: `Bearer ${github.tokenOf("lea")}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.ok).toBe(true);
  return response.json();
}

async function openIncident(): Promise<number> {
  const issue = { title: "Saved cards are refused", body: "Since noon", labels: ["incident"] };
  return numberOf(recordOf(await call("POST", "/issues", issue))["number"]);
}

type Comment = { readonly body: string; readonly isOwn: boolean; readonly isLiked: boolean };

async function comments(number: number): Promise<readonly Comment[]> {
  return listOf(await call("GET", `/issues/${number}/comments?per_page=100`))
    .map(recordOf)
    .map((comment) => ({
      body: textOf(comment["body"]),
      isOwn: recordOf(comment["user"])["login"] === "dakor[bot]",
      isLiked: recordOf(comment["reactions"])["+1"] === 1,
    }));
}

async function boards(number: number): Promise<readonly string[]> {
  return (await comments(number))
    .filter(({ body, isOwn }) => isOwn && body.startsWith("<!-- dakor board board -->"))
    .map(({ body }) => body);
}

async function say(number: number, body: string): Promise<void> {
  await call("POST", `/issues/${number}/comments`, { body });
}

/** Until the bot has said that it understood this. */
function understood(number: number, body: string): Promise<true> {
  return until(async () => {
    const said = (await comments(number)).find((comment) => comment.body === body);
    return said?.isLiked === true ? true : undefined;
  });
}

test("a label makes a board, and a command changes it and gets a reaction", async () => {
  const number = await openIncident();
  await until(async () => (await boards(number))[0]);
  await say(number, "/works New cards, PayPal");
  await understood(number, "/works New cards, PayPal");
  expect(await boards(number)).toEqual([expect.stringContaining("New cards, PayPal")]);
});

test("many webhooks for one incident make one board", async () => {
  const number = await openIncident();
  for (const { id } of github.deliveries()) github.redeliver(id);
  await say(number, "/checking");
  await understood(number, "/checking");
  await github.settled();
  expect(await boards(number)).toHaveLength(1);
});

test("told to stop in the middle of its work, it finishes it; what it missed is found after a restart", async () => {
  const number = await openIncident();
  await until(async () => (await boards(number))[0]);
  await github.settled();
  const { terminate } = app;
  whenRead = () => {
    whenRead = undefined;
    terminate();
  };
  await say(number, "/scope Everybody");
  expect(await app.ended()).toBe(0);
  expect(whenRead).toBeUndefined();
  await understood(number, "/scope Everybody");

  await say(number, "/severity critical");
  await github.settled();
  app = await startAppProcess(github, SECRET);
  await understood(number, "/severity critical");
  expect(await boards(number)).toHaveLength(1);
});

test("GitHub's description and schema allow all that was said, and no run failed", () => {
  const { problemsOfWebhook } = readGitHubDescription();
  expect(recorder.problems()).toEqual([]);
  expect(github.deliveries().flatMap(problemsOfWebhook)).toEqual([]);
  const loud = app
    .output()
    .split("\n")
    .filter((line) => /"level":[456]0/.test(line));
  expect(loud).toEqual([]);
});
