import * as fc from "fast-check";
import { expect, test } from "vitest";
import { replay } from "../../src/core/replay/replay.ts";
import type { Comment } from "../../src/core/model/timeline.ts";
import type { Write } from "../../src/text/write.ts";
import { happen } from "../happen.ts";
import { settle, writesOf } from "../settle.ts";
import { tell } from "../story.ts";
import { withSnapshot } from "../world.ts";
import type { World } from "../world.ts";
import { later, stories } from "./incidents.ts";
import { LAW } from "./law.ts";
import { decided, isRecorded } from "./what-was-decided.ts";

const AT = "2026-03-01T10:00:00Z";
const words = fc.constantFrom(
  "",
  "bye",
  "/severity minor",
  "/restored at 01:00",
  "/paths nothing/**",
  "/kludge Mine #130",
  "/fix #7",
);
/** Of each comment of people: left alone, deleted, or other words. */
const changes = fc.array(fc.oneof(fc.constant("left"), fc.constant("deleted"), words), {
  minLength: 30,
  maxLength: 30,
});

test(
  "whoever left takes back nothing that was decided, by whatever edits and deletions",
  () => {
    fc.assert(
      fc.property(stories, changes, changes, (story, some, others) => {
        const { world } = settle(later(tell(story).world, 1));
        fc.pre(isRecorded(world));
        const before = replay(world.snapshot);
        const none = { lea: "none", john: "none", tess: "none", mia: "none" } as const;
        const left = withSnapshot(world, { roles: none });
        const after = changed(left, some);
        expect(decided(replay(after.snapshot))).toEqual(decided(before));
        const { world: settled, writes } = settle(after);
        expect(writes.filter((write) => !isPolite(write))).toEqual([]);
        const again = changed(settled, others);
        expect(decided(replay(again.snapshot))).toEqual(decided(before));
        const back = withSnapshot(settle(again).world, { roles: world.snapshot.roles });
        expect(decided(replay(back.snapshot))).toEqual(decided(before));
        expect(writesOf(settle(back).world)).toEqual([]);
      }),
      LAW.runs,
    );
  },
  LAW.time,
);

/** The board, and one answer to whoever says something new. */
function isPolite(write: Write): boolean {
  return (
    write.type === "edit-comment" ||
    (write.type === "add-comment" && write.body.startsWith("<!-- dakor reply outsider:"))
  );
}

/** By their own authors, a minute after each other. */
function changed(world: World, how: readonly string[]): World {
  const comments = world.snapshot.timeline.filter(
    (event): event is Comment => event.type === "commented" && !event.isOwn && !event.by.isBot,
  );
  return comments.reduce((told, { id, by: { login: by } }, index) => {
    const what = how[index] ?? "left";
    if (what === "left") return told;
    const now = new Date(Date.parse(told.snapshot.now) + 60_000).toISOString().replace(".000", "");
    const named = new Map([["it", id]]);
    const at = withSnapshot(told, { now });
    return what === "deleted"
      ? happen(at, { at: AT, by, delete: "it" }, named)
      : happen(at, { at: AT, by, edit: "it", comment: what }, named);
  }, world);
}
