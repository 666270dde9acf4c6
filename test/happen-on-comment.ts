import type { Comment, Person } from "../src/core/model/timeline.ts";
import type { Step } from "./story-schema.ts";
import { mapPage, withSnapshot } from "./world.ts";
import type { World } from "./world.ts";

/** Somebody edits or deletes a comment. */
export function rewrite(world: World, step: Step, named: ReadonlyMap<string, string>): World {
  const id = named.get(step.edit ?? step.delete ?? "");
  const { timeline } = world.snapshot;
  if (id === undefined) throw new Error(`no comment named ${step.edit ?? step.delete}`);
  const by = personOf(step.by);
  const edited = (comment: Comment): Comment => ({
    ...comment,
    body: bodyOf(step.comment ?? ""),
    editedBy: by,
    editedAt: world.snapshot.now,
  });
  if (step.on !== undefined) {
    return mapPage(world, step.on, (comments) =>
      step.delete === undefined
        ? comments.map((comment) => (comment.id === id ? edited(comment) : comment))
        : comments.filter((comment) => comment.id !== id),
    );
  }
  if (step.delete !== undefined) return deleted(world, id, by);
  return withSnapshot(world, {
    timeline: timeline.map((event) =>
      event.type === "commented" && event.id === id ? edited(event) : event,
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
