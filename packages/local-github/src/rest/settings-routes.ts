import { renameRepository, setDefaultBranch } from "../act/rename.ts";
import { refuseField } from "../failure.ts";
import type { Json } from "../model.ts";
import { isRecord, listOf, numberOf, recordOf, textOf, textsOf } from "../narrow.ts";
import { needs, permit } from "../permission.ts";
import type { RepositorySettings, RequiredCheck, Ruleset } from "../repository-settings.ts";
import { rulesFor } from "../repository-settings.ts";
import { showFullRepository } from "../show/show-repository.ts";
import type { World } from "../world.ts";
import { repoName, repoUrl } from "../world.ts";
import type { RestContext, Routes } from "./route.ts";
import { page, readBody, repoPath, textIn } from "./route.ts";

/** What administrators set; rules are kept and shown, not enforced on merges. */
export function addSettingsRoutes(app: Routes, world: World): void {
  const { settings } = world;
  const change = (part: Partial<RepositorySettings>): void => {
    settings.current = { ...settings.current, ...part };
  };

  app.patch(repoPath, async (c) => {
    const body = await permitted(c);
    const { current } = settings;
    if (typeof body["name"] === "string") renameRepository(world, c.env.actor, body["name"]);
    const branch = textOf(body["default_branch"]);
    if (branch !== "") await setDefaultBranch(world, c.env.actor, branch);
    change({
      isArchived: flag(body["archived"], current.isArchived),
      isPrivate: flag(body["private"], current.isPrivate),
      hasIssues: flag(body["has_issues"], current.hasIssues),
      mergeCommits: flag(body["allow_merge_commit"], current.mergeCommits),
      squashes: flag(body["allow_squash_merge"], current.squashes),
      rebases: flag(body["allow_rebase_merge"], current.rebases),
    });
    return c.json(showFullRepository(world));
  });
  app.get(`${repoPath}/actions/permissions`, (c) => {
    permit(c.env.actor, needs.administration);
    return c.json(settings.current.actions);
  });
  app.put(`${repoPath}/actions/permissions`, async (c) => {
    const body = await permitted(c);
    change({ actions: { ...settings.current.actions, ...body } });
    return c.body(null, 204);
  });
  app.get(`${repoPath}/actions/permissions/fork-pr-contributor-approval`, (c) => {
    permit(c.env.actor, needs.administration);
    return c.json({ approval_policy: "first_time_contributors" });
  });
  app.get(`${repoPath}/actions/permissions/workflow`, (c) => {
    permit(c.env.actor, needs.administration);
    return c.json(settings.current.workflowToken);
  });
  app.put(`${repoPath}/actions/permissions/workflow`, async (c) => {
    const body = await permitted(c);
    change({ workflowToken: { ...settings.current.workflowToken, ...body } });
    return c.body(null, 204);
  });
  app.get(`${repoPath}/rules/branches/:branch{.+}`, (c) => {
    const name = textIn(c, "branch");
    const isDefault = name === world.defaultBranch;
    const rules = rulesFor(settings.current, { name, isDefault, repository: repoName(world) });
    return c.json(page(c, rules));
  });
  app.post(`${repoPath}/rulesets`, async (c) => {
    const ruleset = rulesetOf(world.nextId(), await permitted(c));
    change({ rulesets: [...settings.current.rulesets, ruleset] });
    return c.json(showRuleset(world, ruleset), 201);
  });
  app.put(`${repoPath}/branches/:branch{.+}/protection`, async (c) => {
    const branch = textIn(c, "branch");
    const required = checksOf(recordOf((await permitted(c))["required_status_checks"]));
    change({ required: { ...settings.current.required, [branch]: required } });
    const url = repoUrl(world, `/branches/${branch}/protection`);
    return c.json({
      url,
      required_status_checks: {
        ...showRequired(required),
        strict: false,
        url: `${url}/required_status_checks`,
        contexts_url: `${url}/required_status_checks/contexts`,
      },
      enforce_admins: { url: `${url}/enforce_admins`, enabled: false },
    });
  });
}

function permitted(c: RestContext): Promise<Json> {
  permit(c.env.actor, needs.administration);
  return readBody(c);
}

/** As a branch shows it to whoever may read it. */
export function showRequired(required: readonly RequiredCheck[]): Json {
  return {
    contexts: required.map(({ context }) => context),
    checks: required.map(({ context, appId }) => ({ context, app_id: appId })),
  };
}

function rulesetOf(id: number, body: Json): Ruleset {
  const [name, enforcement] = [textOf(body["name"]), textOf(body["enforcement"])];
  if (name === "") return refuseField("RepositoryRuleset", "name", "missing_field");
  if (enforcement === "") return refuseField("RepositoryRuleset", "enforcement", "missing_field");
  const refs = recordOf(recordOf(body["conditions"])["ref_name"]);
  const rules = listOf(body["rules"]).filter(isRecord);
  return { id, name, enforcement, include: textsOf(refs["include"]), rules };
}

function showRuleset(world: World, { id, name, enforcement, include, rules }: Ruleset): Json {
  return {
    id,
    name,
    target: "branch",
    source_type: "Repository",
    source: repoName(world),
    enforcement,
    conditions: { ref_name: { include, exclude: [] } },
    rules,
  };
}

/** Checks name their App, -1 where any may set them; contexts never do. */
function checksOf(status: Json): readonly RequiredCheck[] {
  const checks = listOf(status["checks"]).map((check) => {
    const id = numberOf(recordOf(check)["app_id"]);
    return { context: textOf(recordOf(check)["context"]), appId: id > 0 ? id : null };
  });
  const named = new Set(checks.map(({ context }) => context));
  const contexts = textsOf(status["contexts"]).filter((context) => !named.has(context));
  return [...checks, ...contexts.map((context) => ({ context, appId: null }))];
}

function flag(value: unknown, present: boolean): boolean {
  return typeof value === "boolean" ? value : present;
}
