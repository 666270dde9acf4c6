import * as fc from "fast-check";
import { expect, test } from "vitest";
import { replay } from "../../src/core/replay/replay.ts";
import { happen } from "../happen.ts";
import { settle } from "../settle.ts";
import { tell } from "../story.ts";
import { later, stories } from "./incidents.ts";
import { LAW } from "./law.ts";

const AT = "2026-03-01T10:00:00Z";

test(
  "a move to another repository adds no word and no name",
  () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { world } = settle(later(tell(story).world, 1));
        const before = replay(world.snapshot);
        const moved = happen(world, { at: AT, transfer: true }, new Map());
        const again = happen(settle(moved).world, { at: AT, transfer: true }, new Map());
        for (const there of [moved, again]) {
          const added = settle(there).writes.filter(({ type }) => type !== "edit-comment");
          expect(added).toEqual([]);
          const { status, isClosed, phase, kludges, paths } = replay(there.snapshot);
          expect({
            status,
            isClosed,
            phase,
            paths,
            kludges: kludges.map(({ id }) => id),
          }).toEqual({
            status: before.status,
            isClosed: before.isClosed,
            phase: before.phase,
            paths: before.paths,
            kludges: before.kludges.map(({ id }) => id),
          });
        }
      }),
      LAW.runs,
    );
  },
  LAW.time,
);
