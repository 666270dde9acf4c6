import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { Probot } from "probot";
import { expect, test } from "vitest";
import { connectBot } from "../../src/action/connect-bot.ts";
import { createJobClients } from "../../src/app/jobs/job-clients.ts";
import { createLog } from "../../src/app/observe/log.ts";
import { ownOctokit } from "../../src/app/jobs/octokit.ts";
import { memoryThrottle } from "../../src/app/limits/throttle.ts";
import { clientFor } from "../../src/cli/connect.ts";
import { convertCode } from "../../src/cli/setup/app-credentials.ts";
import type { GitHub } from "../../src/github/client/github.ts";
import { systemClock } from "../../src/queue/clock.ts";

const PLACE = { installation: 12, repository: 99 };

/** The versions of its API that a GitHub was asked for. */
async function versionsAsked(ask: (url: string) => Promise<void>): Promise<readonly string[]> {
  const versions: string[] = [];
  const server = createServer((request, response) => {
    versions.push(String(request.headers["x-github-api-version"]));
    const expires_at = "2099-01-01T00:00:00Z";
    const answer = { data: { ok: true }, token: "t", expires_at, permissions: {} };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  try {
    await ask(`http://127.0.0.1:${port}/api`);
    return versions;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function app(url: string): Promise<GitHub> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const probot = new Probot({
    appId: 1,
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    secret: "not used in here",
    baseUrl: `${url}/v3`,
    log: createLog({ level: "fatal", secrets: [] }),
    Octokit: ownOctokit({ throttle: memoryThrottle({ clock: systemClock, paceMs: 0 }) }),
  });
  await probot.ready();
  return createJobClients(probot, () => 0).connect("sweep", PLACE);
}

async function action(url: string): Promise<GitHub> {
  const inputs = { token: "secret", timeout: 5000 };
  return connectBot({ inputs, apiUrl: `${url}/v3`, graphqlUrl: `${url}/graphql` });
}

async function cli(url: string): Promise<GitHub> {
  const api = { apiUrl: `${url}/v3`, graphqlUrl: `${url}/graphql` };
  return clientFor(api, "secret", { isWriting: true });
}

test.each([
  // One more for its token.
  ["the App", app, 4],
  ["the Action", action, 3],
  ["the command line", cli, 3],
])("%s names the version of GitHub's API in every request", async (_, connect, requests) => {
  const versions = await versionsAsked(async (url) => {
    const github = await connect(url);
    await github.request("GET /a", {});
    await github.request("POST /a", {});
    await github.graphql("{ ok }", {});
  });
  expect(versions).toEqual(Array.from({ length: requests }, () => "2022-11-28"));
});

test("so does the set-up", async () => {
  const versions = await versionsAsked((url) => convertCode(url, "code").then(ignore, ignore));
  expect(versions).toEqual(["2022-11-28"]);
});

function ignore(): void {
  return undefined;
}
