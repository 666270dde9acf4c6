import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { routeHook } from "../../../src/app/webhook/route-hook.ts";
import {
  ROUTED_EVENTS,
  ROUTES,
  UNASKED_EVENTS,
  type RouteKind,
} from "../../../src/app/webhook/routes.ts";

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

function route(kind: RouteKind, name: string, payload: unknown): readonly string[] {
  return routeHook(kind, { name, payload }, (login) => login === "dakor[bot]");
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

  test.each<[string, RouteKind, string, object, string | undefined]>([
    ["an incident", "issue", "issues", { action: "edited", issue: INCIDENT }, ISSUE_KEY],
    [
      "a label of ours",
      "issue",
      "issues",
      { action: "closed", issue: { ...PLAIN, labels: [{ name: "DAKOR:report" }] } },
      ISSUE_KEY,
    ],
    ["any other issue", "issue", "issues", { action: "opened", issue: PLAIN }, undefined],
    [
      "the label just taken off",
      "issue",
      "issues",
      { action: "unlabeled", issue: PLAIN, label: { name: "incident" } },
      ISSUE_KEY,
    ],
    [
      "an issue that declares itself",
      "issue",
      "issues",
      { action: "opened", issue: { ...PLAIN, body: "Help\n/Incident" } },
      ISSUE_KEY,
    ],
    [
      "an issue without words",
      "issue",
      "issues",
      { action: "opened", issue: { ...PLAIN, body: null } },
      undefined,
    ],
    [
      "a comment on an incident",
      "issue",
      "issue_comment",
      { action: "created", issue: INCIDENT, comment: { body: "hm" } },
      ISSUE_KEY,
    ],
    [
      "a comment that declares one",
      "issue",
      "issue_comment",
      { action: "created", issue: PLAIN, comment: { body: "/dakor incident" } },
      ISSUE_KEY,
    ],
    [
      "a comment that no longer does",
      "issue",
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
      "issue",
      "issue_comment",
      { action: "created", issue: PLAIN, comment: { body: "me too" } },
      undefined,
    ],
    [
      "a comment on a pull request",
      "issue",
      "issue_comment",
      { action: "created", issue: { ...INCIDENT, pull_request: {} } },
      undefined,
    ],
    [
      "a comment of our own",
      "issue",
      "issue_comment",
      { action: "created", issue: INCIDENT, sender: { login: "dakor[bot]" } },
      undefined,
    ],
    [
      "a label of our own",
      "issue",
      "issues",
      { action: "labeled", issue: INCIDENT, sender: { login: "dakor[bot]" } },
      undefined,
    ],
    [
      "a label of another bot",
      "issue",
      "issues",
      { action: "labeled", issue: INCIDENT, sender: { login: "other[bot]" } },
      ISSUE_KEY,
    ],
    [
      "an issue that we reopened",
      "issue",
      "issues",
      { action: "reopened", issue: INCIDENT, sender: { login: "dakor[bot]" } },
      ISSUE_KEY,
    ],
    [
      "a pull request",
      "pull",
      "pull_request",
      { action: "closed", pull_request: PULL },
      "pull:12:99#7",
    ],
    [
      "a pull request of our own",
      "pull",
      "pull_request",
      { action: "opened", pull_request: PULL, sender: { login: "dakor[bot]" } },
      "pull:12:99#7",
    ],
    [
      "an installation",
      "installation",
      "installation",
      { action: "created", repository: undefined },
      "sweep:12",
    ],
    ["a check to run again", "head", "check_run", { check_run: { head_sha: SHA } }, HEAD_KEY],
    ["a suite to run again", "head", "check_suite", { check_suite: { head_sha: SHA } }, HEAD_KEY],
    [
      "a merge group",
      "group",
      "merge_group",
      { merge_group: { head_sha: SHA, base_sha: SHA, head_ref: GROUP_REF } },
      `group:12:99#7@${SHA}...${SHA}`,
    ],
    ["a push to the default branch", "push", "push", PUSH, `push:12:99@${SHA}...${SHA}`],
    ["a push to another branch", "push", "push", { ...PUSH, ref: "refs/heads/x" }, undefined],
    ["a new default branch", "push", "push", { ...PUSH, before: "0".repeat(40) }, undefined],
    ["a push of what is no commit", "push", "push", { ...PUSH, after: "../x" }, undefined],
    ["a renamed repository", "installation", "repository", { action: "renamed" }, "sweep:12"],
    [
      "a hostile name",
      "issue",
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
      "pull",
      "pull_request",
      { action: "closed", pull_request: { number: "7" } },
      undefined,
    ],
    [
      "no installation",
      "issue",
      "issues",
      { action: "opened", issue: INCIDENT, installation: undefined },
      undefined,
    ],
    [
      "no repository",
      "issue",
      "issues",
      { action: "opened", issue: INCIDENT, repository: undefined },
      undefined,
    ],
  ])("%s", (...[, kind, name, payload, key]) => {
    expect(route(kind, name, { ...BASE, ...payload })).toEqual(key === undefined ? [] : [key]);
  });

  test("take any payload without an exception, and never make a key that can't be read", () => {
    const kinds: readonly RouteKind[] = ["issue", "pull", "installation"];
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.anything(), fc.jsonValue(), (kind, any, json) => {
        expect(route(kind, "issues", any)).toEqual([]);
        expect(
          route(kind, "issues", {
            ...BASE,
            action: "opened",
            issue: json,
            label: json,
            pull_request: json,
          }),
        ).toSatisfy((keys: readonly string[]) => keys.length === 0 || kind === "installation");
      }),
    );
  });
});
