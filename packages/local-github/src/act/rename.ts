import type { Actor } from "../model.ts";
import { needs, permit } from "../permission.ts";
import { repoName } from "../world.ts";
import type { World } from "../world.ts";
import { refuse, refuseField } from "../failure.ts";
import { encodePath } from "../git.ts";
import { afterPush } from "./push.ts";
import { authorOf } from "./record.ts";
import { pullsOn, retarget } from "./retarget.ts";

/** Its old names keep leading to it. */
export function renameRepository(world: World, actor: Actor, name: string): void {
  const sender = permit(actor, needs.administration);
  const from = world.repo.name;
  if (from === name) return;
  world.formerNames.add(repoName(world).toLowerCase());
  world.repo.name = name;
  const changes = { repository: { name: { from } } };
  world.emit({ event: "repository", action: "renamed", sender, body: { changes } });
}

/** Another branch that is there already becomes the default one. Pull requests stay where they are. */
export async function setDefaultBranch(world: World, actor: Actor, to: string): Promise<void> {
  const sender = permit(actor, needs.administration);
  const from = world.defaultBranch;
  if (from === to) return;
  if ((await world.git.branch(to)) === undefined)
    refuseField("Repository", "default_branch", "invalid");
  world.defaultBranch = to;
  await world.git.send({ method: "PATCH", path: "", body: { default_branch: to } });
  const changes = { default_branch: { from } };
  world.emit({ event: "repository", action: "edited", sender, body: { changes } });
}

/** Pull requests for the branch follow it, and its old name leads to the new one; those from it are closed. */
export async function renameBranch(
  world: World,
  actor: Actor,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const isDefault = from === world.defaultBranch;
  const author = authorOf(actor, permit(actor, isDefault ? needs.administration : needs.contents));
  const tip = (await world.git.branch(from)) ?? refuse(404, "Branch not found");
  if (to === "" || (await world.git.branch(to)) !== undefined)
    refuseField("Branch", "new_name", "invalid");
  await world.git.setRef(`refs/heads/${to}`, tip);
  await afterPush(world, author, { ref: `refs/heads/${to}`, before: undefined, after: tip });
  if (isDefault) await setDefaultBranch(world, actor, to);
  for (const issue of pullsOn(world, from))
    await retarget(world, author, {
      issue,
      base: to,
      tip,
      kind: "automatic_base_change_succeeded",
    });
  await world.git.send({ method: "DELETE", path: `/git/refs/heads/${encodePath(from)}` });
  world.formerBranches.set(from, to);
  await afterPush(world, author, { ref: `refs/heads/${from}`, before: tip, after: undefined });
}
