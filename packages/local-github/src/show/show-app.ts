import type { Json } from "../model.ts";
import { isoTime } from "../model.ts";
import type { World } from "../world.ts";
import { apiUrl } from "../world.ts";
import { showAccount } from "./show-account.ts";

export function showApp(world: World): Json {
  return {
    id: world.app.appId,
    client_id: `Iv1.${world.app.appId.toString(16).padStart(16, "0")}`,
    slug: world.app.slug,
    node_id: `A_kwDO${world.app.appId}`,
    owner: showAccount(world, world.owner),
    name: world.app.slug,
    description: "",
    external_url: world.origin,
    html_url: `${world.origin}/apps/${world.app.slug}`,
    created_at: isoTime(world.createdAt),
    updated_at: isoTime(world.createdAt),
    permissions: world.app.permissions,
    events: world.app.events,
  };
}

/** The App behind every workflow's token. */
export const ACTIONS_APP = { id: 15_368, slug: "github-actions" };

export function showActionsApp(world: World): Json {
  const { id, slug } = ACTIONS_APP;
  return {
    ...showApp(world),
    id,
    slug,
    node_id: `A_kwDO${id}`,
    name: "GitHub Actions",
    html_url: `${world.origin}/apps/${slug}`,
  };
}

export function showInstallation(world: World): Json {
  const id = world.installationId;
  const { permissions, isSuspended } = world.installation.current;
  return {
    id,
    client_id: `Iv1.${world.app.appId.toString(16).padStart(16, "0")}`,
    account: showAccount(world, world.owner),
    repository_selection: "all",
    access_tokens_url: apiUrl(world, `/app/installations/${id}/access_tokens`),
    repositories_url: apiUrl(world, "/installation/repositories"),
    html_url: `${world.origin}/organizations/${world.owner.login}/settings/installations/${id}`,
    app_id: world.app.appId,
    app_slug: world.app.slug,
    target_id: world.owner.id,
    target_type: "Organization",
    permissions,
    events: world.app.events,
    created_at: isoTime(world.createdAt),
    updated_at: isoTime(world.createdAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: isSuspended ? showAccount(world, world.owner) : null,
    suspended_at: isSuspended ? isoTime(world.now()) : null,
  };
}
