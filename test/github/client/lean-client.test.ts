import { createServer } from "node:http";
import type { Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { headStart } from "../../../src/github/client/head-start.ts";
import { expand, leanClient } from "../../../src/github/client/lean-client.ts";
import type { ClientOptions } from "../../../src/github/client/lean-client.ts";
import type { GitHub } from "../../../src/github/client/github.ts";
import { paced } from "../../../src/github/client/paced.ts";

let server: Server;
let github: GitHub;
let options: ClientOptions;
const asked: string[] = [];
const bodies: string[] = [];
const STATUS: Readonly<Record<string, number>> = { missing: 404, broken: 502, nothing: 204 };

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    const status = STATUS[request.url?.split("/").at(-1) ?? ""] ?? 200;
    const headers = { "content-type": "application/json", "x-github-request-id": "AB:12" };
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      bodies.push(body);
      response.writeHead(status, headers);
      response.end(status === 404 ? '{"message":"Not Found"}' : '{"data":{"a":1}}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  options = {
    token: "secret",
    apiUrl: `${url}/api/v3/`,
    graphqlUrl: `${url}/api/graphql`,
    timeout: 5000,
    userAgent: "test",
  };
  github = leanClient(options);
});

afterAll(() => {
  server.close();
});

test("a route's parameters are escaped, and the others are its query", () => {
  const parameters = { owner: "a/b", repo: "c?d", basehead: "x...y", per_page: 1 };
  expect(expand("/repos/{owner}/{repo}/compare/{basehead}", parameters)).toBe(
    "/repos/a%2Fb/c%3Fd/compare/x...y?per_page=1",
  );
});

test("an error tells its status and the request's id", async () => {
  await expect(github.request("GET /missing", {})).rejects.toMatchObject({
    message: "Not Found",
    status: 404,
    response: { headers: { "x-github-request-id": "AB:12" } },
  });
  expect(asked.at(-1)).toBe("GET /api/v3/missing Bearer secret");
});

test("it only reads", async () => {
  const before = asked.length;
  await expect(github.request("POST /repos", {})).rejects.toThrow("Not a read");
  await expect(github.graphql("mutation A { a }", {})).rejects.toThrow("Not a read");
  expect(asked).toHaveLength(before);
});

function writer(): GitHub {
  return leanClient({ ...options, isWriting: true });
}

describe("one that may write", () => {
  test("sends a body without Octokit's own options", async () => {
    await writer().request("POST /repos/{owner}/x", {
      owner: "acme",
      a: 1,
      request: { retries: 0 },
    });
    expect(asked.at(-1)).toBe("POST /api/v3/repos/acme/x Bearer secret");
    expect(bodies.at(-1)).toBe('{"a":1}');
    await writer().graphql("mutation A { a }", { b: 2, request: { retries: 0 } });
    expect(JSON.parse(bodies.at(-1) ?? "")).toEqual({
      query: "mutation A { a }",
      variables: { b: 2 },
    });
  });

  test("never sends a write twice, and a read that failed once more", async () => {
    const before = asked.length;
    await expect(writer().request("PATCH /broken", {})).rejects.toMatchObject({ status: 502 });
    expect(asked).toHaveLength(before + 1);
    await expect(writer().request("GET /broken", {})).rejects.toMatchObject({ status: 502 });
    expect(asked).toHaveLength(before + 3);
  });

  test("an answer without words is one to a write", async () => {
    const { status } = await writer().request("DELETE /nothing", {});
    expect(status).toBe(204);
  });
});

test("writes come one at a time with a pause between them, and reads don't wait", async () => {
  const events: string[] = [];
  const slow = paced(
    {
      graphql: async (query) => void events.push(query),
      request: async (route) => {
        events.push(route);
        return { status: 200, data: {} };
      },
    },
    async (ms) => void events.push(`${ms} ms`),
  );
  await Promise.all([
    slow.graphql("mutation One", {}),
    slow.request("POST /two", {}),
    slow.request("GET /read", {}),
  ]);
  expect(events.filter((event) => event !== "GET /read")).toEqual([
    "mutation One",
    "1000 ms",
    "POST /two",
  ]);
  expect(events.indexOf("GET /read")).toBeLessThan(events.indexOf("POST /two"));
});

test("a head start answers the same question once, and every other one anew", async () => {
  const before = asked.length;
  const question = { operation: "read", query: "query A { a }", variables: { n: 1 } };
  const started = headStart(github, question);
  await started.settled;
  await started.github.graphql("query A { a }", { n: 1 });
  expect(asked).toHaveLength(before + 1);
  await started.github.graphql("query A { a }", { n: 1 });
  await started.github.graphql("query A { a }", { n: 2 });
  expect(asked).toHaveLength(before + 3);
});
