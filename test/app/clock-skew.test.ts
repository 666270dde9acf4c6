import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { Probot } from "probot";
import { expect, test } from "vitest";
import { createJobClients } from "../../src/app/jobs/job-clients.ts";
import { createLog } from "../../src/app/observe/log.ts";
import { ownOctokit } from "../../src/app/jobs/octokit.ts";
import { memoryThrottle } from "../../src/app/limits/throttle.ts";
import { parseJson, numberOf, recordOf } from "@dakor/local-github/narrow";
import { systemClock } from "../../src/queue/clock.ts";

const HOUR = 3600;
/** As GitHub refuses a key's signature that comes from the future. */
const REFUSED = {
  message:
    "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
};
const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

const theirs = (): number => Math.floor(Date.now() / 1000) - HOUR;

test("F07: a clock that is an hour fast is corrected by GitHub's, and the token is made", async () => {
  const issued: number[] = [];
  const server = createServer(({ headers, url }, response) => {
    const [, claims = ""] = headers.authorization?.split(".") ?? [];
    const read = parseJson(Buffer.from(claims, "base64url").toString("utf8"));
    const isMint = url?.endsWith("/access_tokens") === true;
    if (isMint) issued.push(numberOf(recordOf(read)["iat"]));
    const isEarly = isMint && (issued.at(-1) ?? 0) > theirs();
    const token = { token: "t1", expires_at: "2099-01-01T00:00:00Z", permissions: {} };
    response
      .writeHead(isEarly ? 401 : isMint ? 201 : 200, {
        "content-type": "application/json",
        date: new Date(theirs() * 1000).toUTCString(),
      })
      .end(JSON.stringify(isEarly ? REFUSED : token));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const probot = new Probot({
    appId: 1,
    privateKey,
    secret: "not used in here",
    baseUrl: `http://127.0.0.1:${port}/api/v3`,
    log: createLog({ level: "fatal", secrets: [] }),
    Octokit: ownOctokit({ throttle: memoryThrottle({ clock: systemClock, paceMs: 0 }) }),
  });
  try {
    await probot.ready();
    const clients = createJobClients(probot, () => performance.now());
    const client = await clients.connect("issue", { installation: 12, repository: 99 });
    await expect(client.request("GET /rate_limit", {})).resolves.toMatchObject({ status: 200 });
    expect(issued).toHaveLength(2);
    expect(issued[1]).toBeLessThanOrEqual(theirs());
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
