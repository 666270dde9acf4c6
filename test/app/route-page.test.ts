import { expect, test } from "vitest";
import { keysOfEvent } from "../../src/app/webhook/keys-of-event.ts";
import { narrowEvent } from "../../src/github/event/narrow-event.ts";

const BASE = {
  installation: { id: 12 },
  repository: { id: 99, name: "shop", owner: { login: "acme" } },
  sender: { login: "lea" },
  issue: { number: 42, body: "", labels: [], pull_request: {} },
};

function routed(payload: object): readonly string[] {
  const event = narrowEvent("issue_comment", { ...BASE, ...payload });
  return event === undefined ? [] : keysOfEvent(event, (login) => login === "dakor[bot]");
}

test.each(["/dakor help", "Well\n/override because x", "/fix", "✅ /stable"])(
  "%j on a pull request's page is taken up",
  (body) => {
    for (const action of ["created", "edited", "deleted"]) {
      expect(routed({ action, comment: { body } })).toEqual(["page:12:99#42"]);
    }
  },
);

test("a command that is edited away there is no longer one", () => {
  const changes = { body: { from: "/fix" } };
  expect(routed({ action: "edited", comment: { body: "Never mind" }, changes })).toEqual([
    "page:12:99#42",
  ]);
});

test.each(["/lgtm", "/retest", "/approve", "See /etc/hosts", "> /fix", "```\n/fix\n```"])(
  "%j there costs nothing",
  (body) => {
    expect(routed({ action: "created", comment: { body } })).toEqual([]);
  },
);

test("a bot's comment there costs nothing", () => {
  const sender = { login: "other[bot]" };
  expect(routed({ action: "created", comment: { body: "/fix" }, sender })).toEqual([]);
});
