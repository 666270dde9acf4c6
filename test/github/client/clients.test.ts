import { createServer } from "node:http";
import type { Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { leanClient } from "../../../src/github/client/lean-client.ts";
import type { ClientOptions } from "../../../src/github/client/lean-client.ts";
import { connectBot } from "../../../src/action/connect-bot.ts";
import { clientFor } from "../../../src/cli/connect.ts";
import type { GitHub } from "../../../src/github/client/github.ts";
import { paced } from "../../../src/github/client/paced.ts";

let server: Server;
let options: ClientOptions;
const asked: string[] = [];
const bodies: string[] = [];
const versions = new Set<unknown>();

const WENT_WRONG = "Something went wrong while executing your query.";

/** What the last word of a path is answered with. */
const ANSWERS: Readonly<Record<string, readonly [status: number, body: string]>> = {
  missing: [404, '{"message":"Not Found","documentation_url":"https://docs.github.com"}'],
  limited: [429, '{"message":"You have exceeded a secondary rate limit"}'],
  forbidden: [403, '{"message":"Forbidden","errors":[{"code":"custom"}]}'],
  conflict: [409, '{"message":"Conflict"}'],
  broken: [502, "<html>Bad gateway</html>"],
  page: [200, "<html>Sign in</html>"],
  empty: [200, ""],
  nothing: [204, ""],
  partly: [200, '{"data":{"a":null},"errors":[{"type":"FORBIDDEN","message":"No","path":["a"]}]}'],
  failed: [200, `{"errors":[{"message":"${WENT_WRONG}"}]}`],
  dataless: [200, "{}"],
  moved: [307, '{"message":"Moved Permanently"}'],
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const { method, url, headers } = request;
    asked.push(
      `${method} ${url} ${headers.authorization?.replace(/^(?:bearer|token)\b/i, "Bearer")}`,
    );
    versions.add(headers["x-github-api-version"]);
    const name = url?.split("/").at(-1) ?? "";
    const [status, answer] = ANSWERS[name] ?? [200, '{"data":{"a":1}}'];
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      bodies.push(body);
      if (name === "silent") return;
      response.writeHead(status, {
        "content-type": "application/json",
        "x-github-request-id": "AB:12",
        ...(name === "cut" && { "content-length": "1000" }),
      });
      if (name === "cut") response.write(answer, () => response.destroy());
      else response.end(answer);
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
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("a route's parameters are escaped, and the others are its query", async () => {
  const parameters = { owner: "a/b", repo: "c?d", basehead: "x...y", per_page: 1 };
  await leanClient(options).request("GET /repos/{owner}/{repo}/compare/{basehead}", parameters);
  expect(asked.at(-1)).toMatch(
    /^GET \/api\/v3\/repos\/a%2Fb\/c%3Fd\/compare\/x\.\.\.y\?per_page=1 /,
  );
});

type Create = (given: ClientOptions) => GitHub;

const gates: Create = leanClient;
const bots: Create = ({ token, timeout, ...api }) =>
  connectBot({ ...api, inputs: { token, timeout } });
const cliReader: Create = ({ token, timeout, ...api }) => clientFor(api, token, { timeout });
const cliWriter: Create = ({ token, timeout, ...api }) =>
  clientFor(api, token, { timeout, isWriting: true });

/** How often it was asked until it gave up, and what it said. */
async function triesOf(
  create: Create,
  route: string,
  { timeout = 5000, graphqlUrl = options.graphqlUrl } = {},
): Promise<readonly [tries: number, error: unknown]> {
  const before = asked.length;
  const github = create({ ...options, timeout, graphqlUrl });
  const [method, query = ""] = route.split(/(?<=^GRAPHQL) /);
  const asking = method === "GRAPHQL" ? github.graphql(query, {}) : github.request(route, {});
  const error = await asking.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return [asked.length - before, error];
}

describe.each([
  ["the gate's", gates],
  ["the bot's", bots],
  ["the command line's", cliReader],
])("%s client", (_, create) => {
  test("an error tells its status and the request's id, in GitHub's own words", async () => {
    await expect(create(options).request("GET /missing", {})).rejects.toMatchObject({
      message: "Not Found",
      status: 404,
      response: { headers: { "x-github-request-id": "AB:12" } },
    });
    expect(asked.at(-1)).toBe("GET /api/v3/missing Bearer secret");
  });

  test("it names the version of the API", async () => {
    versions.clear();
    await create(options).request("GET /any", {});
    await create(options).graphql("query A { a }", {});
    expect([...versions]).toEqual(["2022-11-28"]);
  });

  test.each([
    ["GET /broken", 2, { status: 502, message: "GitHub answered with HTTP 502" }],
    ["GET /page", 2, { status: 500, message: "GitHub's answer is no JSON" }],
    ["GET /empty", 2, { status: 500, message: "GitHub's answer is no JSON" }],
    ["GET /cut", 2, { message: expect.stringMatching(/^GitHub could not be reached \(/) }],
    ["GET /missing", 1, { status: 404 }],
    ["GET /forbidden", 1, { status: 403, message: "Forbidden" }],
    ["GET /conflict", 1, { status: 409 }],
    ["GET /limited", 1, { status: 429 }],
  ])("%s is tried %i time(s)", async (route, times, error) => {
    const [tries, said] = await triesOf(create, route);
    expect(said).toMatchObject(error);
    expect(tries).toBe(times);
  });

  test.each([
    ["query A { a }", "broken", { tries: 2, error: { status: 502 } }],
    ["query A { a }", "partly", { tries: 1, error: { errors: [{ type: "FORBIDDEN" }] } }],
    ["query A { a }", "dataless", { tries: 1, error: { message: "GitHub's answer has no data" } }],
  ])("%s that is %s: %j", async (query, name, expected) => {
    const graphqlUrl = options.graphqlUrl.replace("graphql", name);
    const [tries, error] = await triesOf(create, `GRAPHQL ${query}`, { graphqlUrl });
    expect({ tries, error }).toMatchObject(expected);
  });

  test("nobody waits twice for an answer that doesn't come", async () => {
    const [tries, said] = await triesOf(create, "GET /silent", { timeout: 100 });
    expect(said).toMatchObject({ message: "GitHub did not answer within 0.1 seconds" });
    expect(tries).toBe(1);
  });
});

describe.each([
  ["the gate's", gates],
  ["the command line's", cliReader],
])("%s client", (_, create) => {
  test("it only reads", async () => {
    const before = asked.length;
    const github = create(options);
    await expect(github.request("POST /repos", {})).rejects.toThrow("Not a read");
    await expect(github.graphql("mutation A { a }", {})).rejects.toThrow("Not a read");
    expect(asked).toHaveLength(before);
  });
});

describe.each([
  ["the bot's", bots],
  ["the command line's", cliWriter],
])("%s client", (_, create) => {
  test("one that may write sends a body without Octokit's own options", async () => {
    await create(options).request("POST /repos/{owner}/x", {
      owner: "acme",
      a: 1,
      request: { retries: 0 },
    });
    expect(asked.at(-1)).toBe("POST /api/v3/repos/acme/x Bearer secret");
    expect(JSON.parse(bodies.at(-1) ?? "")).toEqual({ a: 1 });
    await create(options).graphql("mutation A { a }", { b: 2, request: { retries: 0 } });
    expect(asked.at(-1)).toBe("POST /api/graphql Bearer secret");
    expect(JSON.parse(bodies.at(-1) ?? "")).toEqual({
      query: "mutation A { a }",
      variables: { b: 2 },
    });
  });

  test("an answer without words is one to a write", async () => {
    const { status } = await create(options).request("DELETE /nothing", {});
    expect(status).toBe(204);
  });

  test.each([
    ["PATCH /broken", 1, { status: 502 }],
    ["PUT /cut", 1, { message: expect.stringMatching(/^GitHub could not be reached \(/) }],
    ["POST /limited", 1, { status: 429 }],
    ["PATCH /moved", 1, { status: 307, message: "Moved Permanently" }],
  ])("%s is tried %i time(s)", async (route, times, error) => {
    const [tries, said] = await triesOf(create, route);
    expect(said).toMatchObject(error);
    expect(tries).toBe(times);
  });

  test.each([
    ["mutation A { a }", "broken", { tries: 1, error: { status: 502 } }],
    ["mutation A { a }", "partly", { tries: 1, error: { data: { a: null } } }],
    ["mutation A { a }", "failed", { tries: 1, error: { errors: [{ message: WENT_WRONG }] } }],
  ])("%s that is %s: %j", async (query, name, expected) => {
    const graphqlUrl = options.graphqlUrl.replace("graphql", name);
    const [tries, error] = await triesOf(create, `GRAPHQL ${query}`, { graphqlUrl });
    expect({ tries, error }).toMatchObject(expected);
  });
});

test("Octokit leaves a second between two writes", async () => {
  const github = cliWriter(options);
  const begun = performance.now();
  await Promise.all([github.request("PUT /one", {}), github.request("PUT /two", {})]);
  expect(performance.now() - begun).toBeGreaterThan(990);
});

test("Octokit's readers don't wait for each other", async () => {
  const github = cliReader(options);
  const begun = performance.now();
  await Promise.all(["A", "B", "C"].map((name) => github.graphql(`query ${name} { a }`, {})));
  expect(performance.now() - begun).toBeLessThan(900);
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
