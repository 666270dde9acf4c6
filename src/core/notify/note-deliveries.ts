import type { Incident } from "../model/incident.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { ownComments } from "../plan/own-comments.ts";
import { deliveredIn, withDelivered } from "./delivered.ts";
import type { Delivered } from "./delivered.ts";
import type { DeliveryNote, DueDelivery } from "./delivery.ts";
import { carriersOf } from "./plan-deliveries.ts";

/** What became of some deliveries. */
export type NotedDelivery = {
  readonly due: Pick<DueDelivery, "target" | "news">;
  readonly note: DeliveryNote;
};

/** New bodies of the comments that note them, by the comments' ids. */
export function noteDeliveries(
  incident: Incident,
  snapshot: Snapshot,
  all: readonly NotedDelivery[],
): ReadonlyMap<string, string> {
  const carriers = carriersOf(incident.news, ownComments(snapshot));
  const ages = new Map(incident.news.map(({ key, at }) => [key, at]));
  const delivered = new Map<string, Delivered>(deliveredIn(snapshot));
  const bodies = new Map<string, string>();
  for (const { due, note } of all) {
    const { key } = due.news;
    const comment = carriers.find(({ news }) => news.key === key)?.carrier;
    if (comment === undefined) continue;
    const { told, ...rest }: Delivered = delivered.get(comment.id) ?? { told: new Map() };
    const notes = { ...told.get(key), [due.target.name]: note };
    const noted = { ...rest, told: new Map([...told, [key, notes]]) };
    delivered.set(comment.id, noted);
    bodies.set(comment.id, withDelivered(comment.body, noted, { thread: snapshot, ages }));
  }
  return bodies;
}

/** The snapshot as it is when that is written. */
export function withBodies(snapshot: Snapshot, bodies: ReadonlyMap<string, string>): Snapshot {
  const timeline = snapshot.timeline.map((event) => {
    const body = bodies.get(event.id);
    return event.type === "commented" && body !== undefined ? { ...event, body } : event;
  });
  return { ...snapshot, timeline };
}
