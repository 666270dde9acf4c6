import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Probot } from "probot";
import { describe, expect, test } from "vitest";
import { deadlineFetch } from "../../src/app/deadline-fetch.ts";
import { createLog } from "../../src/app/log.ts";
import { ownOctokit } from "../../src/app/octokit.ts";
import { tokenCache } from "../../src/app/token-cache.ts";

const PEM = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
type Rig = {
  readonly probot: Probot;
  readonly seen: readonly string[];
  readonly forget: (installation: number) => void;
};

/** A GitHub that gives tokens, and answers the rest as told. */
async function withGitHub(answer: Answer, story: (rig: Rig) => Promise<void>): Promise<void> {
  const seen: string[] = [];
  let tokens = 0;
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization?.slice(0, 9)}`);
    if (request.url?.endsWith("/access_tokens")) {
      tokens += 1;
      const token = { token: `t${tokens}`, expires_at: "2099-01-01T00:00:00Z", permissions: {} };
      response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify(token));
    } else answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const cache = tokenCache(Date.now);
  const probot = new Probot({
    appId: 1,
    privateKey: PEM,
    secret: "not used in here",
    baseUrl: `http://127.0.0.1:${port}/api/v3`,
    log: createLog({ level: "fatal", secrets: [] }),
    Octokit: ownOctokit(cache),
    request: { fetch: deadlineFetch(200) },
  });
  await probot.ready();
  try {
    await story({ probot, seen, forget: cache.forget });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const json =
  (status: number, body: unknown = {}, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(JSON.stringify(body));

const COMMENT = "POST /repos/acme/shop/issues/1/comments";

describe("the App's Octokit", () => {
  test.each([
    ["a server error", json(502)],
    ["a secondary limit", json(403, { message: "secondary rate limit" }, { "retry-after": "1" })],
    ["a used-up budget", json(429, {}, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" })],
  ])("never repeats a write by itself: %s", (_, answer) =>
    withGitHub(answer, async ({ probot, seen }) => {
      const octokit = await probot.auth(12);
      await expect(octokit.request(COMMENT, { body: "x" })).rejects.toHaveProperty("status");
      expect(seen.filter((line) => line.includes("comments"))).toHaveLength(1);
    }),
  );

  test("doesn't space writes, and reaches an Enterprise Server's GraphQL", () =>
    withGitHub(json(200, { data: { ok: true } }), async ({ probot, seen }) => {
      const octokit = await probot.auth(12);
      const begun = performance.now();
      for (let n = 0; n < 5; n += 1) await octokit.request(COMMENT, { body: "x" });
      expect(performance.now() - begun).toBeLessThan(900);
      expect(await octokit.graphql("{ ok }")).toEqual({ ok: true });
      expect(seen.at(-1)).toMatch(/^POST \/api\/graphql token t1/);
    }));

  test("uses one token, and a new one after the old was forgotten", () =>
    withGitHub(json(200), async ({ probot, seen, forget }) => {
      const octokit = await probot.auth(12);
      await octokit.request("GET /rate_limit");
      await octokit.request("GET /rate_limit");
      forget(1);
      await octokit.request("GET /rate_limit");
      forget(12);
      await octokit.request("GET /rate_limit");
      expect(
        seen.filter((line) => line.includes("rate_limit")).map((line) => line.slice(-2)),
      ).toEqual(["t1", "t1", "t1", "t2"]);
    }));

  test("gives up on an answer that doesn't come", () =>
    withGitHub(
      () => undefined,
      async ({ probot }) => {
        const octokit = await probot.auth(12);
        await expect(octokit.request("GET /rate_limit")).rejects.toMatchObject({ status: 500 });
      },
    ));

  test("takes a list that was cut off for a failure, not for an empty list", () =>
    withGitHub(
      (_, response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
        response.write('[{"id":1},', () => response.destroy());
      },
      async ({ probot }) => {
        const octokit = await probot.auth(12);
        const list = octokit.paginate("GET /repos/acme/shop/issues/1/comments");
        await expect(list).rejects.toMatchObject({ status: 500 });
      },
    ));
});

describe("the token cache", () => {
  test("keeps a token for less than its hour", () => {
    let now = 0;
    const cache = tokenCache(() => now);
    cache.set("12", "token");
    now = 58 * 60 * 1000;
    expect(cache.get("12")).toBe("token");
    now = 59 * 60 * 1000;
    expect(cache.get("12")).toBeUndefined();
  });

  test("forgets all tokens of one installation", () => {
    const cache = tokenCache(() => 0);
    for (const key of ["12", "12|34|issues!", "123"]) cache.set(key, key);
    cache.forget(12);
    expect(["12", "12|34|issues!", "123"].map(cache.get)).toEqual([undefined, undefined, "123"]);
  });
});
