import { afterAll, beforeAll, expect, test } from "vitest";
import { ROUTED_EVENTS } from "../../src/app/webhook/routes.ts";
import { readManifest } from "../../src/cli/demo/start-app.ts";
import { startLocalGitHub } from "@dakor/local-github";
import type { LocalGitHub } from "@dakor/local-github";
import { startAppProcess, until, type AppProcess } from "./app-process.ts";

const SECRET = "c0ffee".repeat(8);
const OLD_SECRET = "decafbad".repeat(4);
/** A word in everything that people write here. */
const WORD = "zebracorn";
let github: LocalGitHub;
let app: AppProcess;

beforeAll(async () => {
  const { permissions } = await readManifest();
  github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [{ login: "lea", role: "admin" }],
    app: {
      slug: "dakor",
      appId: 7,
      webhookSecret: SECRET,
      permissions,
      events: [...ROUTED_EVENTS],
    },
  });
  app = await startAppProcess(github, SECRET, {
    LOG_LEVEL: "trace",
    WEBHOOK_SECRET_OLD: OLD_SECRET,
  });
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

/** Whether GitHub shows this now. */
async function shows(path: string, words: string): Promise<true | undefined> {
  return JSON.stringify(await call("GET", path)).includes(words) ? true : undefined;
}

type Line = { readonly msg: string; readonly deliveries?: readonly string[] };

function lines(): readonly Line[] {
  return app
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line): Line => JSON.parse(line));
}

test("on the level trace: each webhook can be followed, and no word or secret is said", async () => {
  const title = `Cards are refused: ${WORD}`;
  await call("POST", "/issues", { title, body: `Since noon, ${WORD}`, labels: ["incident"] });
  const body = `/kludge Cards hidden behind the ${WORD} flag`;
  await call("POST", "/issues/1/comments", { body });
  await until(() => shows("/issues/1/comments", '"+1":1'));
  await call("PATCH", "/issues/1", { state: "closed", state_reason: "completed" });
  await until(() => shows("/issues/1", `"state":"open"`));
  await call("POST", "/issues/1/comments", { body: `/dakor close anyway because ${WORD}` });
  await until(() => shows("/pulls", WORD));
  await github.settled();

  const output = app.output();
  expect(output).not.toContain(WORD);
  expect(output).not.toMatch(/c0ffee|decafbad|PRIVATE KEY|\bgh[a-z]_\w|\beyJ/);
  expect(output.match(/"msg":"GitHub request: \w+/g)?.length).toBeGreaterThan(5);

  const [comment] = github
    .deliveries()
    .filter(({ event }) => event === "issue_comment")
    .map(({ guid }) => guid);
  const said = lines()
    .filter(({ deliveries }) => Array.isArray(deliveries) && deliveries.includes(comment ?? ""))
    .map(({ msg }) => msg);
  expect(said).toEqual(
    expect.arrayContaining([
      "delivery",
      "trigger",
      "looked",
      expect.stringMatching(/^GitHub request: POST \S+\/graphql - 200/),
    ]),
  );
});
