import { createServer } from "node:http";
import type { Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { headStart } from "../../src/github/head-start.ts";
import { expand, leanClient } from "../../src/github/lean-client.ts";
import type { GitHub } from "../../src/github/github.ts";

let server: Server;
let github: GitHub;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    const isMissing = request.url?.endsWith("/missing") === true;
    const headers = { "content-type": "application/json", "x-github-request-id": "AB:12" };
    response.writeHead(isMissing ? 404 : 200, headers);
    response.end(isMissing ? '{"message":"Not Found"}' : '{"data":{"a":1}}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  github = leanClient({
    token: "secret",
    apiUrl: `${url}/api/v3/`,
    graphqlUrl: `${url}/api/graphql`,
    timeout: 5000,
    userAgent: "test",
  });
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
  await expect(github.request("POST /repos", {})).rejects.toThrow("Not a read");
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
