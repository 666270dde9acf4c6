import { refuse } from "./failure.ts";
import type { Account, Actor, Json } from "./model.ts";
import type { World } from "./world.ts";
import { apiUrl } from "./world.ts";

/** Teams are the organization's: people see them, Apps with a permission for it, a workflow's token never. */
export function seesTeams(actor: Actor): boolean {
  return actor.kind === "user" || (actor.kind === "installation" && "members" in actor.permissions);
}

/** The teams that are to review, in GitHub's words where that can't be. */
export function teamsNamed(
  world: World,
  actor: Actor,
  slugs: readonly string[],
): readonly Account[] {
  return slugs.map((slug) => {
    const team = world.teams.get(slug.toLowerCase());
    if (team === undefined) {
      const which = "One or more of the teams you specified is not a collaborator of the";
      const repository = `${world.owner.login}/${world.repo.name} repository.`;
      return refuse(
        422,
        `Reviews may only be requested from collaborators. ${which} ${repository}`,
      );
    }
    if (seesTeams(actor)) return team;
    return refuse(422, `Could not resolve to a node with the global id of '${team.nodeId}'.`);
  });
}

export function showTeam(world: World, team: Account): Json {
  const url = apiUrl(world, `/organizations/${world.owner.id}/team/${team.id}`);
  return {
    id: team.id,
    node_id: team.nodeId,
    url,
    html_url: `${world.origin}/orgs/${world.owner.login}/teams/${team.login}`,
    name: team.login,
    slug: team.login,
    description: null,
    privacy: "closed",
    notification_setting: "notifications_enabled",
    permission: "push",
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: "organization",
    organization_id: world.owner.id,
    parent: null,
  };
}

const TEAM_MENTION = /(?<![\w/`])@([\w-]+)\/([\w-]+)/g;

/**
 * A text as GitHub shows it, as far as teams go: one that its writer may see becomes a link, and its members are notified;
 * any other stays what was typed, and nobody hears of it.
 */
export function renderTeams(world: World, text: string, isSeen: boolean): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped.replaceAll(TEAM_MENTION, (typed, owner: string, slug: string) => {
    const isOurs = owner.toLowerCase() === world.owner.login.toLowerCase();
    const team = isOurs ? world.teams.get(slug.toLowerCase()) : undefined;
    if (team === undefined || !isSeen) return typed;
    const link = `${world.origin}/orgs/${world.owner.login}/teams/${team.login}`;
    return `<a class="team-mention" href="${link}">${typed}</a>`;
  });
}
