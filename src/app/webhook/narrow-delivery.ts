import type { Probot } from "probot";
import { ROUTED_EVENTS } from "./routes.ts";

export type Delivery = Parameters<Probot["webhooks"]["receive"]>[0];

/** A webhook's payload as what Probot takes, if it is one of the events that we listen to. */
export function narrowDelivery(id: string, name: string, payload: unknown): Delivery | undefined {
  const delivery = { id, name, payload };
  return isDelivery(delivery) ? delivery : undefined;
}

/** Promises Probot no more than it needs to pick a listener, which narrows the payload. */
function isDelivery(delivery: {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
}): delivery is Delivery {
  const { name, payload } = delivery;
  return ROUTED_EVENTS.has(name) && typeof payload === "object" && payload !== null;
}
