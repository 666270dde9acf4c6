import type { Actor } from "../model.ts";
import { needs, permit } from "../permission.ts";
import type { World } from "../world.ts";
import { repoName } from "../world.ts";

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
