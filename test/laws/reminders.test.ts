import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseMarker } from "../../src/core/model/marker.ts";
import { plan } from "../../src/core/plan/plan.ts";
import type { Comment } from "../../src/core/model/timeline.ts";
import { seen, writesOf } from "../settle.ts";
import { tell } from "../story.ts";
import type { Story, Told } from "../story.ts";
import { withSnapshot } from "../world.ts";
import { histories } from "./histories.ts";
import { LAW } from "./law.ts";

/** With nights, and with two days after it in which nobody says anything. */
const longOnes = fc
  .record({
    story: histories,
    quiet: fc.constantFrom("", 'quiet-hours: { from: "11:00", to: "10:30" }\n'),
    severity: fc.constantFrom("", "severity:critical", "severity:minor"),
  })
  .map(({ story, quiet, severity }): Story => {
    const { at } = story.steps.at(-1) ?? { at: story.issue.at };
    const end = new Date(Date.parse(at) + 2 * 86_400_000).toISOString().replace(".000Z", "Z");
    return {
      ...story,
      issue: { ...story.issue, labels: ["incident", ...(severity === "" ? [] : [severity])] },
      config: `${story.config ?? ""}${quiet}`,
      wakes: true,
      steps: [...story.steps, { at: end, passes: true }],
    };
  });

test(
  "there are at most five reminders of one silence, and none calls who was called a quarter of an hour before",
  () => {
    fc.assert(
      fc.property(longOnes, (story) => {
        const told = tell(story);
        const counts = new Map<string, number>();
        for (const { body } of remindersOf(told)) {
          const silence = (parseMarker(body)?.key ?? "").replace(/:(?:escalated|\d)$/, "");
          counts.set(silence, (counts.get(silence) ?? 0) + 1);
        }
        for (const count of counts.values()) expect(count).toBeLessThanOrEqual(5);
        for (const { at, body } of remindersOf(told)) {
          const names = calledIn(body);
          const before = ownComments(told).filter(
            (other) =>
              other.at <= at &&
              other.body !== body &&
              Date.parse(at) - Date.parse(other.at) < 15 * 60_000 &&
              !other.body.startsWith("<!-- dakor board"),
          );
          const called = before.flatMap((other) => calledIn(other.body));
          for (const name of names) expect(called).not.toContain(name);
        }
      }),
      LAW.runs,
    );
  },
  LAW.time,
);

test(
  "nothing is said or changed before the time that the bot asked to be woken at",
  () => {
    fc.assert(
      fc.property(histories, fc.double({ min: 0, max: 0.999, noNaN: true }), (story, part) => {
        const { world } = tell({ ...story, wakes: true });
        const { now } = world.snapshot;
        const { wakeAt } = plan(seen(world));
        const end = wakeAt === undefined ? Date.parse(now) + 86_400_000 : Date.parse(wakeAt);
        const between =
          Date.parse(now) + Math.floor(((end - Date.parse(now)) / 1000) * part) * 1000;
        const later = new Date(between).toISOString().replace(".000Z", "Z");
        expect(writesOf(withSnapshot(world, { now: later }))).toEqual([]);
      }),
      LAW.runs,
    );
  },
  LAW.time,
);

function remindersOf(told: Told): readonly Comment[] {
  return ownComments(told).filter(({ body }) => body.startsWith("<!-- dakor reminder"));
}

function ownComments({ world }: Told): readonly Comment[] {
  return world.snapshot.timeline.filter(
    (event): event is Comment => event.type === "commented" && event.isOwn,
  );
}

function calledIn(body: string): readonly string[] {
  return Array.from(
    body.replaceAll(/```[^]*?```|`[^`]*`/g, "").matchAll(/(?<!\w)@([\w/-]+)/g),
    ([, name = ""]) => name,
  );
}
