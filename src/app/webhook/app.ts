import type { Probot } from "probot";
import type { HeardEvent } from "../../core/plan/jobs-of-event.ts";
import { narrowEvent } from "../../github/event/narrow-event.ts";
import { keysOfEvent } from "./keys-of-event.ts";
import { ROUTES } from "./routes.ts";

type AppOptions = {
  /** Puts a key in the queue; false when it takes nothing more. */
  readonly enqueue: (trigger: {
    readonly key: string;
    readonly reason: string;
  }) => Promise<boolean>;
  /** Whether this login is the App's own bot. */
  readonly isOwn: (login: string) => boolean;
  /** Hears of every webhook: names and permissions may have changed. */
  readonly learn: (event: HeardEvent) => void;
};

/**
 * The Probot app: routes, nothing else. Probot answers GitHub only after its listeners, and GitHub gives up after
 * ten seconds without a second try; so a listener puts a key in the queue, and the worker does the rest.
 */
export default function app({ enqueue, isOwn, learn }: AppOptions): (probot: Probot) => void {
  return (probot) => {
    probot.on(Object.values(ROUTES).flat(), async ({ id, name, payload }) => {
      const event = narrowEvent(name, payload);
      if (event === undefined) return;
      learn(event);
      for (const key of keysOfEvent(event, isOwn)) {
        const isTaken = await enqueue({ key, reason: `${name} ${id}` });
        if (!isTaken) throw new Error("The queue takes nothing more.");
      }
    });
  };
}
