import { Octokit } from "@octokit/rest";
import nock from "nock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applyWrites } from "../../src/github/apply.ts";
import type { Write } from "../../src/text/write.ts";

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
  await expect(applyWrites(github(), TARGET, [write])).resolves.toEqual({ followUp: false });
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
  await expect(applyWrites(github(), TARGET, [write])).rejects.toMatchObject({
    operation: "ask gone to review #51",
    status: 422,
  });
});

test("a write that got no answer is not repeated", async () => {
  asking(["lea"], []).reply(502, { message: "Server Error" });
  const write: Write = { type: "request-reviewers", pull: 51, users: ["lea"], teams: [] };
  await expect(applyWrites(github(), TARGET, [write])).rejects.toMatchObject({ status: 502 });
});
