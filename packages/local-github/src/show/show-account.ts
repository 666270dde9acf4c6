import type { Account, Json } from "../model.ts";
import type { World } from "../world.ts";
import { apiUrl, restLogin } from "../world.ts";

export function showAccount(world: World, account: Account): Json {
  const login = restLogin(account);
  const url = apiUrl(world, `/users/${encodeURIComponent(login)}`);
  return {
    login,
    id: account.id,
    node_id: account.nodeId,
    avatar_url: avatarUrl(world, account),
    gravatar_id: "",
    url,
    html_url: profileUrl(world, account),
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.kind,
    user_view_type: "public",
    site_admin: false,
  };
}

export function showOrganization(world: World): Json {
  const url = apiUrl(world, `/orgs/${world.owner.login}`);
  return {
    login: world.owner.login,
    id: world.owner.id,
    node_id: world.owner.nodeId,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: avatarUrl(world, world.owner),
    description: "",
  };
}

export function avatarUrl(world: World, account: Account): string {
  return `${world.origin}/avatars/u/${account.id}`;
}

export function profileUrl(world: World, account: Account): string {
  const path = account.kind === "Bot" ? `apps/${account.login}` : account.login;
  return `${world.origin}/${path}`;
}
