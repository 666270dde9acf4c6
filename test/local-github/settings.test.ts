import { afterEach, beforeEach, expect, test } from "vitest";
import type { Validated } from "./start-validated.ts";
import { clientOf, repo, startValidated } from "./start-validated.ts";

let local: Validated;

beforeEach(async () => {
  local = await startValidated();
});

afterEach(async () => {
  await local.github.close();
});

/** The page that registers an App is no part of the API. */
function problems(): readonly string[] {
  return local.problems().filter((one) => !one.startsWith("POST /settings/apps/new"));
}

type Rule = {
  readonly type: "required_status_checks";
  readonly parameters: {
    strict_required_status_checks_policy: boolean;
    required_status_checks: { context: string; integration_id?: number }[];
  };
};

const status = (context: string, integration_id?: number): Rule => ({
  type: "required_status_checks" as const,
  parameters: {
    strict_required_status_checks_policy: false,
    required_status_checks: [
      { context, ...(integration_id === undefined ? {} : { integration_id }) },
    ],
  },
});

test("anybody reads the active rules of a branch; administrators make them", async () => {
  const admin = local.as("lea").rest.repos;
  const ruleset = {
    ...repo,
    target: "branch" as const,
    conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
  };
  await admin.createRepoRuleset({
    ...ruleset,
    name: "Gate",
    enforcement: "active",
    rules: [status("dakor", 12)],
  });
  await admin.createRepoRuleset({
    ...ruleset,
    name: "Later",
    enforcement: "disabled",
    rules: [status("other")],
  });
  const { data } = await local.as("mia").rest.repos.getBranchRules({ ...repo, branch: "main" });
  expect(data).toMatchObject([{ type: "required_status_checks", ruleset_source: "acme/shop" }]);
  const other = await local.as("mia").rest.repos.getBranchRules({ ...repo, branch: "release/1" });
  expect(other.data).toEqual([]);
  await expect(
    local.as("john").rest.repos.createRepoRuleset({
      ...ruleset,
      name: "Mine",
      enforcement: "active",
    }),
  ).rejects.toMatchObject({ status: 403 });
  expect(problems()).toEqual([]);
});

test("a branch shows its required checks to whoever reads it", async () => {
  await local.as("lea").rest.repos.updateBranchProtection({
    ...repo,
    branch: "main",
    enforce_admins: null,
    required_pull_request_reviews: null,
    restrictions: null,
    required_status_checks: {
      strict: false,
      contexts: [],
      checks: [{ context: "dakor", app_id: 12 }, { context: "any" }],
    },
  });
  const { data } = await local.as("mia").rest.repos.getBranch({ ...repo, branch: "main" });
  expect(data).toMatchObject({
    protected: true,
    protection: {
      required_status_checks: {
        contexts: ["dakor", "any"],
        checks: [
          { context: "dakor", app_id: 12 },
          { context: "any", app_id: null },
        ],
      },
    },
  });
  expect(problems()).toEqual([]);
});

test("archived, without issues, without Actions", async () => {
  const { repos, actions } = local.as("lea").rest;
  await repos.update({ ...repo, archived: true, has_issues: false, allow_merge_commit: false });
  const { data } = await repos.get(repo);
  expect(data).toMatchObject({ archived: true, has_issues: false, allow_merge_commit: false });
  await actions.setGithubActionsPermissionsRepository({ ...repo, enabled: false });
  const found = await actions.getGithubActionsPermissionsRepository(repo);
  expect(found.data.enabled).toBe(false);
  await expect(
    local.app.rest.actions.getGithubActionsPermissionsRepository(repo),
  ).rejects.toMatchObject({ status: 403 });
  expect(problems()).toEqual([]);
});

test("an App is registered from its manifest, once for a code", async () => {
  const manifest = {
    name: "Our dakor",
    url: "https://example.com",
    hook_attributes: { url: "https://example.com/hook" },
    redirect_url: "http://127.0.0.1:9/callback",
    default_permissions: { issues: "write" },
    default_events: ["issues"],
  };
  const page = await fetch(`${local.github.url}/settings/apps/new?state=abc`, {
    method: "POST",
    body: new URLSearchParams({ manifest: JSON.stringify(manifest) }),
    redirect: "manual",
  });
  const back = new URL(page.headers.get("location") ?? "");
  expect([page.status, back.origin, back.searchParams.get("state")]).toEqual([
    302,
    "http://127.0.0.1:9",
    "abc",
  ]);
  const code = back.searchParams.get("code") ?? "";
  const nobody = clientOf(local.github, {});
  const { data } = await nobody.rest.apps.createFromManifest({ code });
  expect(data).toMatchObject({ slug: "our-dakor", permissions: { issues: "write" } });
  await expect(nobody.rest.apps.createFromManifest({ code })).rejects.toMatchObject({
    status: 404,
  });
  expect(problems()).toEqual([]);
});
