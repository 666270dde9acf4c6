import type { Probot } from "probot";
import { routeHook } from "./route-hook.ts";
import { ROUTES, type RouteKind } from "./routes.ts";

export type AppOptions = {
  /** Puts a key in the queue; false when it takes nothing more. */
  readonly hint: (hint: { readonly key: string; readonly reason: string }) => Promise<boolean>;
  /** Whether this login is the App's own bot. */
  readonly isOwn: (login: string) => boolean;
  /** Hears of every webhook: names and permissions may have changed. */
  readonly learn: (event: Event) => void;
};

export type Event = { readonly id: string; readonly name: string; readonly payload: unknown };

/**
 * The Probot app: routes, nothing else. Probot answers GitHub only after its listeners, and GitHub gives up after
 * ten seconds without a second try; so a listener puts a key in the queue, and the worker does the rest.
 */
export default function app({ hint, isOwn, learn }: AppOptions): (probot: Probot) => void {
  function look(kind: RouteKind): (event: Event) => Promise<void> {
    return async (event) => {
      learn(event);
      for (const key of routeHook(kind, event, isOwn)) {
        const isTaken = await hint({ key, reason: `${event.name} ${event.id}` });
        if (!isTaken) throw new Error("The queue takes nothing more.");
      }
    };
  }

  return (probot) => {
    probot.on([...ROUTES.issue], look("issue"));
    probot.on([...ROUTES.left], look("left"));
    probot.on([...ROUTES.pull], look("pull"));
    probot.on([...ROUTES.head], look("head"));
    probot.on([...ROUTES.group], look("group"));
    probot.on([...ROUTES.push], look("push"));
    probot.on([...ROUTES.installation], look("installation"));
  };
}
