import { Octokit } from "@octokit/rest";
import nock from "nock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applyWrites } from "../../../src/github/write/apply.ts";
import type { Write } from "../../../src/text/write.ts";

const TARGET = { repository: { id: "R_1", owner: "acme", name: "shop" }, labelIds: {} };

function github(): Octokit {
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  return new Octokit({ auth: "secret", log });
}

function ignore(): void {
  return undefined;
}

function asking(reviewers: readonly string[], teams: readonly string[]): nock.Interceptor {
  return nock("https://api.github.com").post("/repos/acme/shop/pulls/51/requested_reviewers", {
    reviewers: [...reviewers],
    team_reviewers: [...teams],
  });
}

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  const unused = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  if (unused.length > 0) throw new Error(`Never asked: ${unused.join(", ")}`);
});

test("reviewers are asked for over REST", async () => {
  asking(["lea"], ["ops"]).reply(201, {});
  const write: Write = { type: "request-reviewers", pull: 51, users: ["lea"], teams: ["ops"] };
  await expect(applyWrites(github(), TARGET, [write])).resolves.toEqual({
    followUp: false,
    refused: [],
  });
});

test("a reviewer who can't be asked doesn't keep the others from it", async () => {
  const message = "Reviews may only be requested from collaborators.";
  asking(["gone", "lea"], ["ops"]).reply(422, { message });
  asking(["gone"], []).reply(422, { message });
  asking(["lea"], []).reply(201, {});
  asking([], ["ops"]).reply(201, {});
  const write: Write = {
    type: "request-reviewers",
    pull: 51,
    users: ["gone", "lea"],
    teams: ["ops"],
  };
  await expect(applyWrites(github(), TARGET, [write])).resolves.toEqual({
    followUp: false,
    refused: [{ write: { ...write, users: ["gone"], teams: [] }, reason: message }],
  });
});

test.each([
  [422, "Could not resolve to a node with the global id of 'T_kwDOAGhwUs4BIPhU'."],
  [422, "Review cannot be requested from pull request author."],
  [403, "Resource not accessible by integration"],
  [404, "Not Found"],
])("the refusal %s %s is the end of it", async (status, message) => {
  asking([], ["ops"]).reply(status, { message });
  const write: Write = { type: "request-reviewers", pull: 51, users: [], teams: ["ops"] };
  await expect(applyWrites(github(), TARGET, [write])).resolves.toMatchObject({
    refused: [{ write, reason: expect.stringContaining(message) }],
  });
});

test("a limit is no refusal", async () => {
  asking([], ["ops"]).reply(403, { message: "You have exceeded a secondary rate limit" });
  const write: Write = { type: "request-reviewers", pull: 51, users: [], teams: ["ops"] };
  await expect(applyWrites(github(), TARGET, [write])).rejects.toMatchObject({ status: 403 });
});

test("a write that got no answer is not repeated", async () => {
  asking(["lea"], []).reply(502, { message: "Server Error" });
  const write: Write = { type: "request-reviewers", pull: 51, users: ["lea"], teams: [] };
  await expect(applyWrites(github(), TARGET, [write])).rejects.toMatchObject({ status: 502 });
});
