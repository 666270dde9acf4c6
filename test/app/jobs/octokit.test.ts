import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Probot } from "probot";
import { describe, expect, test } from "vitest";
import { readPages } from "../../../src/github/client/paging-github.ts";
import { deadlineFetch } from "../../../src/app/http/within.ts";
import { JOB_PERMISSIONS } from "../../../src/core/model/permission.ts";
import { createLog } from "../../../src/app/observe/log.ts";
import { ownOctokit } from "../../../src/app/jobs/octokit.ts";
import { createJobClients } from "../../../src/app/jobs/job-clients.ts";
import { memoryThrottle } from "../../../src/app/limits/throttle.ts";
import { tokenCache } from "../../../src/app/jobs/token-cache.ts";
import { systemClock } from "../../../src/queue/clock.ts";

const PEM = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
type Rig = {
  readonly clients: ReturnType<typeof createJobClients>;
  readonly seen: readonly string[];
  /** What was asked for with each token. */
  readonly minted: readonly unknown[];
  readonly statuses: readonly number[];
  readonly advance: (ms: number) => void;
};

/** A GitHub that gives tokens, and answers the rest as told. */
async function withGitHub(answer: Answer, story: (rig: Rig) => Promise<void>): Promise<void> {
  const seen: string[] = [];
  const minted: unknown[] = [];
  const statuses: number[] = [];
  let tokens = 0;
  let time = 0;
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization?.slice(0, 9)}`);
    if (request.url?.endsWith("/access_tokens")) {
      tokens += 1;
      const token = { token: `t${tokens}`, expires_at: "2099-01-01T00:00:00Z", permissions: {} };
      void readJson(request).then((body) => minted.push(body));
      response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify(token));
    } else answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const throttle = memoryThrottle({ clock: systemClock, paceMs: 100 });
  const onRequest = ({ status }: { readonly status: number }): void => void statuses.push(status);
  const probot = new Probot({
    appId: 1,
    privateKey: PEM,
    secret: "not used in here",
    baseUrl: `http://127.0.0.1:${port}/api/v3`,
    log: createLog({ level: "fatal", secrets: [] }),
    Octokit: ownOctokit({ throttle, onRequest }),
    request: { fetch: deadlineFetch(1000) },
  });
  await probot.ready();
  try {
    const clients = createJobClients(probot, () => time);
    const advance = (ms: number): void => {
      time += ms;
    };
    await story({ clients, seen, minted, statuses, advance });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  return JSON.parse(Buffer.concat(await request.toArray()).toString("utf8"));
}

const PLACE = { installation: 12, repository: 99 };

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
  ])("F02: never repeats a write by itself: %s", (_, answer) =>
    withGitHub(answer, async ({ clients, seen }) => {
      const client = await clients.connect("sweep", PLACE);
      await expect(client.request(COMMENT, { body: "x" })).rejects.toHaveProperty("status");
      expect(seen.filter((line) => line.includes("comments"))).toHaveLength(1);
    }),
  );

  test("F04: spaces an installation's writes, whichever client makes them, and neither reads nor other installations", () =>
    withGitHub(json(200, { data: { ok: true } }), async ({ clients, seen }) => {
      const one = await clients.connect("issue", PLACE);
      const two = await clients.connect("pull", PLACE);
      const other = await clients.connect("issue", { installation: 13, repository: 99 });
      const begun = performance.now();
      const lasted = async (asked: Promise<unknown>): Promise<number> => {
        await asked;
        return performance.now() - begun;
      };
      const times = await Promise.all([
        lasted(one.request(COMMENT, { body: "1" })),
        lasted(two.graphql("mutation { ok }", {})),
        lasted(one.request(COMMENT, { body: "3" })),
        lasted(one.request("GET /rate_limit", {})),
        lasted(one.graphql("{ ok }", {})),
        lasted(other.request(COMMENT, { body: "1" })),
      ]);
      expect(times[2]).toBeGreaterThanOrEqual(190);
      const order = seen.filter((line) => !line.includes("access_tokens"));
      const writes = order.filter((line) => /^POST .*token t[12]$/.test(line));
      const paced = writes.filter((line) => !line.includes("graphql") || line.includes("t2"));
      // Two connections may hand over in another order than they were asked in.
      expect(paced.toSorted()).toEqual([
        "POST /api/graphql token t2",
        "POST /api/v3/repos/acme/shop/issues/1/comments token t1",
        "POST /api/v3/repos/acme/shop/issues/1/comments token t1",
      ]);
      // It left after everything that had no need to wait.
      expect(order.at(-1)).toBe("POST /api/v3/repos/acme/shop/issues/1/comments token t1");
    }));

  test.each([
    ["sweep", 3],
    ["issue", 1],
  ] as const)("F01: for %s, a read that fails in passing is asked %i times", (kind, times) =>
    withGitHub(json(502), async ({ clients, seen, statuses }) => {
      const client = await clients.connect(kind, PLACE);
      await expect(client.request("GET /rate_limit", {})).rejects.toMatchObject({ status: 502 });
      expect(seen.filter((line) => line.includes("rate_limit"))).toHaveLength(times);
      expect(statuses).toEqual([201, ...Array.from({ length: times }, () => 502)]);
    }),
  );

  test("F24: a write doesn't follow a redirect: it would arrive as a read and look done", () =>
    withGitHub(
      json(301, {}, { location: "/api/v3/repositories/99/issues/1/comments" }),
      async ({ clients, seen }) => {
        const client = await clients.connect("issue", PLACE);
        const write = client.request(COMMENT, { body: "x" });
        await expect(write).rejects.toMatchObject({ status: 301 });
        expect(seen.filter((line) => line.includes("comments"))).toHaveLength(1);
      },
    ));

  test("F06: uses one token for a kind of work, and a new one after the old was forgotten", () =>
    withGitHub(json(200), async ({ clients, seen, minted, advance }) => {
      const ask = async (): Promise<void> => {
        const client = await clients.connect("issue", PLACE);
        await client.request("GET /rate_limit", {});
      };
      await ask();
      await ask();
      clients.forget(1);
      clients.doubt(12);
      await ask();
      advance(6000);
      clients.doubt(12);
      await ask();
      expect(
        seen.filter((line) => line.includes("rate_limit")).map((line) => line.slice(-2)),
      ).toEqual(["t1", "t1", "t1", "t2"]);
      expect(minted).toEqual([
        { permissions: JOB_PERMISSIONS.issue, repository_ids: [99] },
        { permissions: JOB_PERMISSIONS.issue, repository_ids: [99] },
      ]);
    }));

  test("F52: gives up on an answer that doesn't come, which is measured as none", () =>
    withGitHub(
      () => undefined,
      async ({ clients, statuses }) => {
        const client = await clients.connect("sweep", PLACE);
        const asked = client.request("GET /rate_limit", {});
        await expect(asked).rejects.toMatchObject({ status: 500 });
        expect(statuses).toEqual([201, 0]);
      },
    ));

  test("takes a list that was cut off for a failure, not for an empty list", () =>
    withGitHub(
      (_, response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
        response.write('[{"id":1},', () => response.destroy());
      },
      async ({ clients }) => {
        const client = await clients.connect("issue", PLACE);
        const list = readPages(client, "GET /repos/acme/shop/issues/1/comments");
        await expect(list).rejects.toMatchObject({ status: 500 });
      },
    ));
});

const make = (token: string) => async (): Promise<string> => token;

describe("the token cache", () => {
  test("keeps a token for less than its hour, and makes it once for all who ask", async () => {
    let now = 0;
    const cache = tokenCache(() => now);
    const name = { installation: 12, name: "issue 99" };
    expect(await Promise.all([cache.read(name, make("a")), cache.read(name, make("b"))])).toEqual([
      "a",
      "a",
    ]);
    now = 58 * 60 * 1000;
    expect(await cache.read(name, make("c"))).toBe("a");
    now = 59 * 60 * 1000;
    expect(await cache.read(name, make("d"))).toBe("d");
  });

  test("F06: forgets all tokens of one installation, or only those that are old enough", async () => {
    let now = 0;
    const cache = tokenCache(() => now);
    const names = [
      { installation: 12, name: "issue 99" },
      { installation: 12, name: "sweep all" },
      { installation: 123, name: "issue 99" },
    ];
    const read = (token: string): Promise<readonly string[]> =>
      Promise.all(names.map((name) => cache.read(name, make(token))));
    await read("old");
    cache.forget(12, 5000);
    expect(await read("new")).toEqual(["old", "old", "old"]);
    now = 5000;
    cache.forget(12, 5000);
    expect(await read("newer")).toEqual(["newer", "newer", "old"]);
    cache.forget(12);
    expect(await read("new")).toEqual(["new", "new", "old"]);
  });

  test("doesn't remember a failure", async () => {
    const cache = tokenCache(() => 0);
    const name = { installation: 12, name: "issue 99" };
    await expect(cache.read(name, () => Promise.reject(new Error("502")))).rejects.toThrow("502");
    expect(await cache.read(name, make("a"))).toBe("a");
  });
});
