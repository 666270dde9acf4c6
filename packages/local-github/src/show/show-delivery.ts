import type { Json } from "../model.ts";
import type { Delivery } from "../relay.ts";
import type { Emission, World } from "../world.ts";
import { showAccount, showOrganization } from "./show-account.ts";
import { showRepository } from "./show-repository.ts";

export function showDelivery(world: World, delivery: Delivery): Json {
  const { statusCode } = delivery;
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.isRedelivery,
    duration: delivery.durationSeconds,
    status: statusText(statusCode),
    status_code: statusCode ?? 0,
    event: delivery.event,
    action: delivery.action,
    installation_id: world.installationId,
    repository_id: world.repo.id,
    throttled_at: null,
  };
}

export function showFullDelivery(world: World, delivery: Delivery): Json {
  return {
    ...showDelivery(world, delivery),
    url: "",
    request: { headers: delivery.request.headers, payload: delivery.payload },
    response: { headers: {}, payload: delivery.responseBody },
  };
}

function statusText(statusCode: number | undefined): string {
  if (statusCode === undefined) return "pending";
  if (statusCode === 0) return "failed to connect to host";
  return statusCode < 300 ? "OK" : `Invalid HTTP Response: ${statusCode}`;
}

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
