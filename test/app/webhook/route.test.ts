import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { keysOfEvent } from "../../../src/app/webhook/keys-of-event.ts";
import { ROUTED_EVENTS, ROUTES, UNASKED_EVENTS } from "../../../src/app/webhook/routes.ts";
import { narrowEvent } from "../../../src/github/event/narrow-event.ts";

const BASE = {
  installation: { id: 12 },
  repository: { id: 99, name: "shop", owner: { login: "acme" } },
  sender: { login: "lea" },
};
const INCIDENT = { number: 42, body: "", labels: [{ name: "incident" }] };
const PLAIN = { number: 42, body: "The button is grey", labels: [{ name: "bug" }] };
const PULL = { number: 7 };
const SHA = "0a".repeat(20);
const HEAD_KEY = `head:12:99@${SHA}`;
const GROUP_REF = `refs/heads/gh-readonly-queue/main/pr-7-${SHA}`;
const PUSH = {
  ref: "refs/heads/main",
  before: SHA,
  after: SHA,
  repository: { ...BASE.repository, default_branch: "main" },
};
const ISSUE_KEY = "issue:12:99#42";

function route(name: string, payload: unknown): readonly string[] {
  const event = narrowEvent(name, payload);
  return event === undefined ? [] : keysOfEvent(event, (login) => login === "dakor[bot]");
}

describe("app.yml", () => {
  const manifest: unknown = parse(
    readFileSync(new URL("../../../app.yml", import.meta.url), "utf8"),
  );

  test("subscribes to the events of the routes, except those that GitHub sends unasked", () => {
    const asked = [...ROUTED_EVENTS].filter((event) => !UNASKED_EVENTS.includes(event));
    expect(manifest).toMatchObject({ default_events: asked.toSorted() });
  });

  test("has the least permissions: never workflows or administration", () => {
    expect(manifest).toMatchObject({
      public: false,
      default_permissions: {
        checks: "write",
        contents: "write",
        issues: "write",
        merge_queues: "write",
        metadata: "read",
        pull_requests: "write",
      },
    });
    expect(manifest).not.toHaveProperty("default_permissions.workflows");
    expect(manifest).not.toHaveProperty("default_permissions.administration");
  });
});

describe("the routes", () => {
  test("send each event one way only", () => {
    const names = Object.values(ROUTES).flat();
    expect(new Set(names).size).toBe(names.length);
  });

  test.each<[string, string, object, string | undefined]>([
    ["an incident", "issues", { action: "edited", issue: INCIDENT }, ISSUE_KEY],
    [
      "a label of ours",
      "issues",
      { action: "closed", issue: { ...PLAIN, labels: [{ name: "DAKOR:report" }] } },
      ISSUE_KEY,
    ],
    ["any other issue", "issues", { action: "opened", issue: PLAIN }, undefined],
    [
      "the label just taken off",
      "issues",
      { action: "unlabeled", issue: PLAIN, label: { name: "incident" } },
      ISSUE_KEY,
    ],
    [
      "an issue that declares itself",
      "issues",
      { action: "opened", issue: { ...PLAIN, body: "Help\n/Incident" } },
      ISSUE_KEY,
    ],
    [
      "an issue without words",
      "issues",
      { action: "opened", issue: { ...PLAIN, body: null } },
      undefined,
    ],
    [
      "a comment on an incident",
      "issue_comment",
      { action: "created", issue: INCIDENT, comment: { body: "hm" } },
      ISSUE_KEY,
    ],
    [
      "a comment that declares one",
      "issue_comment",
      { action: "created", issue: PLAIN, comment: { body: "/dakor incident" } },
      ISSUE_KEY,
    ],
    [
      "a comment that no longer does",
      "issue_comment",
      {
        action: "edited",
        issue: PLAIN,
        comment: { body: "" },
        changes: { body: { from: "/incident" } },
      },
      ISSUE_KEY,
    ],
    [
      "any other comment",
      "issue_comment",
      { action: "created", issue: PLAIN, comment: { body: "me too" } },
      undefined,
    ],
    [
      "a comment on a pull request",
      "issue_comment",
      { action: "created", issue: { ...INCIDENT, pull_request: {} } },
      undefined,
    ],
    [
      "a comment of our own",
      "issue_comment",
      { action: "created", issue: INCIDENT, sender: { login: "dakor[bot]" } },
      undefined,
    ],
    [
      "a label of our own",
      "issues",
      { action: "labeled", issue: INCIDENT, sender: { login: "dakor[bot]" } },
      undefined,
    ],
    [
      "a label of another bot",
      "issues",
      { action: "labeled", issue: INCIDENT, sender: { login: "other[bot]" } },
      ISSUE_KEY,
    ],
    [
      "an issue that we reopened",
      "issues",
      { action: "reopened", issue: INCIDENT, sender: { login: "dakor[bot]" } },
      ISSUE_KEY,
    ],
    ["a pull request", "pull_request", { action: "closed", pull_request: PULL }, "pull:12:99#7"],
    [
      "a pull request of our own",
      "pull_request",
      { action: "opened", pull_request: PULL, sender: { login: "dakor[bot]" } },
      "pull:12:99#7",
    ],
    ["an installation", "installation", { action: "created", repository: undefined }, "sweep:12"],
    ["a check to run again", "check_run", { check_run: { head_sha: SHA } }, HEAD_KEY],
    ["a suite to run again", "check_suite", { check_suite: { head_sha: SHA } }, HEAD_KEY],
    [
      "a merge group",
      "merge_group",
      { merge_group: { head_sha: SHA, base_sha: SHA, head_ref: GROUP_REF } },
      `group:12:99#7@${SHA}...${SHA}`,
    ],
    ["a push to the default branch", "push", PUSH, `push:12:99@${SHA}...${SHA}`],
    ["a push to another branch", "push", { ...PUSH, ref: "refs/heads/x" }, undefined],
    ["a new default branch", "push", { ...PUSH, before: "0".repeat(40) }, undefined],
    ["a push of what is no commit", "push", { ...PUSH, after: "../x" }, undefined],
    ["a renamed repository", "repository", { action: "renamed" }, "sweep:12"],
    [
      "a hostile name",
      "issues",
      {
        action: "opened",
        issue: INCIDENT,
        repository: { id: 99, name: "../x", owner: { login: "acme" } },
      },
      undefined,
    ],
    [
      "a number that is text",
      "pull_request",
      { action: "closed", pull_request: { number: "7" } },
      undefined,
    ],
    [
      "no installation",
      "issues",
      { action: "opened", issue: INCIDENT, installation: undefined },
      undefined,
    ],
    [
      "no repository",
      "issues",
      { action: "opened", issue: INCIDENT, repository: undefined },
      undefined,
    ],
  ])("%s", (...[, name, payload, key]) => {
    expect(route(name, { ...BASE, ...payload })).toEqual(key === undefined ? [] : [key]);
  });

  test("lead to some work, whatever the event", () => {
    const full = {
      ...PUSH,
      installation: BASE.installation,
      issue: INCIDENT,
      pull_request: PULL,
      check_run: { head_sha: SHA },
    };
    const group = { head_sha: SHA, base_sha: SHA, head_ref: GROUP_REF };
    const idle = [...ROUTED_EVENTS].filter((name) => {
      const payload = name === "merge_group" ? { ...full, merge_group: group } : full;
      return route(name, payload).length === 0;
    });
    expect(idle).toEqual([]);
  });

  test("take any payload without an exception, and never make a key that can't be read", () => {
    const names = ["issues", "pull_request", "installation"];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.anything(), fc.jsonValue(), (name, any, json) => {
        expect(route(name, any)).toEqual([]);
        expect(
          route(name, {
            ...BASE,
            action: "opened",
            issue: json,
            label: json,
            pull_request: json,
          }),
        ).toSatisfy((keys: readonly string[]) => keys.length === 0 || name === "installation");
      }),
    );
  });
});
