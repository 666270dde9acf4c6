import type { Json } from "./model.ts";
import { showAccount, showOrganization } from "./show/show-account.ts";
import { showRepository } from "./show/show-repository.ts";
import type { Emission, World } from "./world.ts";

/** A webhook's body: what is special to the event, and what all have. */
export function payloadOf(world: World, { action, event, body, sender }: Emission): Json {
  const isAboutApp = event.startsWith("installation");
  const installation = { id: world.installationId, node_id: `MDIz${world.installationId}` };
  return {
    ...(action === undefined ? {} : { action }),
    ...(isAboutApp
      ? {}
      : {
          repository: showRepository(world),
          organization: showOrganization(world),
          installation,
        }),
    sender: showAccount(world, sender),
    ...body,
  };
}
