import { replay } from "../../../src/core/replay/replay.ts";
import type { Incident } from "../../../src/core/model/incident.ts";
import { tell } from "../../story.ts";
import type { Step, Told } from "../../story.ts";

const FORM = [
  "### Severity\n\ncritical",
  "### Who or what is affected?\n\nEverybody",
  "### How can anyone see it fail?\n\nLog in",
].join("\n\n");

/** "10:05 john: /kludge Off", or "02-16 10:05" for another day than February 15. */
const LINE = /^(?:(\d\d-\d\d) )?(\d\d:\d\d) ([\w[\]]+): ([\s\S]*)$/;

/** A step from one line; anything but words is given as it is. */
export function says(line: string): Step {
  const [, day = "02-15", clock = "", by = "", comment = ""] = LINE.exec(line) ?? [];
  return { at: `2026-${day}T${clock}:00Z`, by, comment };
}

export const acts = (clock: string, step: Omit<Step, "at">): Step => ({
  at: `2026-02-15T${clock}:00Z`,
  by: "lea",
  ...step,
});

/** Declared at ten, alerted, contained and restored by half past. */
export const RESTORED: readonly Step[] = [
  says("10:01 lea: /checking\n/alert next 20m"),
  says("10:05 john: /kludge Flag off impact: less"),
  says("10:10 lea: /stable next 1h"),
  says("10:30 john: /cause Token\n/fix #130\n/tested Staging\n/undo K1\n/restored"),
];

export const PULLS: readonly Step[] = [
  acts("09:50", { by: "john", pull: { number: 130, title: "Accept both" } }),
  acts("09:51", { by: "john", pull: { number: 51, title: "Edge rules off" } }),
];

export function told(steps: readonly Step[], labels: readonly string[] = ["incident"]): Told {
  return tell({
    story: "",
    issue: { title: "Login fails", body: FORM, at: "2026-02-15T10:00:00Z", labels: [...labels] },
    roles: { lea: "admin", john: "write", mona: "maintain", mia: "none" },
    config: "severities: { critical: { mention: ['@acme/oncall'] } }",
    steps: [...PULLS, ...steps],
  });
}

export function incidentAfter(...steps: readonly Step[]): Incident {
  return replay(told(steps).world.snapshot);
}

/** What the bot answered last, without the marker. */
export function lastAnswer(of: Told): string {
  const comment = of.world.snapshot.timeline.findLast(
    (event) => event.type === "commented" && event.isOwn && event.body.includes("dakor reply"),
  );
  return comment?.type === "commented" ? comment.body : "";
}
