import type { Person } from "../src/core/model/timeline.ts";
import type { Step } from "./story-schema.ts";
import { withSnapshot } from "./world.ts";
import type { World } from "./world.ts";

/** Somebody edits or deletes a comment. */
export function rewrite(world: World, step: Step, named: ReadonlyMap<string, string>): World {
  const id = named.get(step.edit ?? step.delete ?? "");
  const { timeline } = world.snapshot;
  if (id === undefined) throw new Error(`no comment named ${step.edit ?? step.delete}`);
  if (step.delete !== undefined) {
    return deleted(world, id, personOf(step.by));
  }
  return withSnapshot(world, {
    timeline: timeline.map((event) =>
      event.type === "commented" && event.id === id
        ? {
            ...event,
            body: bodyOf(step.comment ?? ""),
            editedBy: personOf(step.by),
            editedAt: world.snapshot.now,
          }
        : event,
    ),
  });
}

/** GitHub tells of it, and of whose words they were. */
function deleted(world: World, id: string, by: Person): World {
  const { timeline, now } = world.snapshot;
  const gone = timeline.filter((event) => event.id === id);
  const told = gone.map(({ by: author }) => ({
    id: `CDE_${id}`,
    at: now,
    by,
    type: "comment-deleted" as const,
    author,
  }));
  return withSnapshot(world, {
    timeline: [...timeline.filter((event) => event.id !== id), ...told],
  });
}

export function bodyOf(
  comment: string | { readonly repeat: string; readonly times: number },
): string {
  return typeof comment === "string" ? comment : comment.repeat.repeat(comment.times);
}

export function personOf(login = "lea"): Person {
  return { login: login.replace("[bot]", ""), isBot: login.endsWith("[bot]") };
}
