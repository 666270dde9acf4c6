import { parseMarker } from "../../../src/core/model/marker.ts";
import type { Comment } from "../../../src/core/model/timeline.ts";
import { tell } from "../../story.ts";
import type { Step, Told } from "../../story.ts";

type Played = {
  readonly severity?: "critical" | "major" | "minor";
  /** Beside the people who are named when nobody answers. */
  readonly config?: string;
  readonly from?: string;
  readonly steps: readonly Step[];
  readonly wakes?: boolean;
};

export const CREW =
  'escalation: ["@acme/leads"]\nseverities: { critical: { mention: ["@acme/oncall"] } }\n';

export function play({ severity, config = CREW, from, steps, wakes = true }: Played): Told {
  return tell({
    story: "reminders",
    issue: {
      title: "Cards are refused",
      author: "lea",
      labels: ["incident", ...(severity === undefined ? [] : [`severity:${severity}`])],
      at: from ?? "2026-02-15T10:00:00Z",
    },
    roles: { lea: "admin", john: "write", mia: "none" },
    config,
    wakes,
    steps: [...steps],
  });
}

/** When each was said, the end of its key, and whom it is for. */
export function reminded({ world }: Told): readonly string[] {
  return remindersIn(world.snapshot.timeline).map(({ at, body }) => {
    const [, ...step] = (parseMarker(body)?.key ?? "").replace(/:E_\d+/, ":E").split(/:(?=e|\d)/);
    const to = /^[^`\n]*?(?=: )/.exec(body.split("\n")[1] ?? "")?.[0] ?? "";
    return `${at.slice(8, 16).replace("T", " ")} ${step.join("") || "first"} ${to}`.trim();
  });
}

function remindersIn(timeline: Told["world"]["snapshot"]["timeline"]): readonly Comment[] {
  return timeline.filter(
    (event): event is Comment =>
      event.type === "commented" && event.isOwn && event.body.startsWith("<!-- dakor reminder"),
  );
}

export const alert = (at: string, words = "/checking\n\n/alert next 20m"): Step => ({
  at: `2026-02-15T${at}:00Z`,
  by: "lea",
  comment: words,
});
export const until = (day: string): Step => ({ at: day, passes: true });
export const passes = (at: string): Step => until(`2026-02-15T${at}:00Z`);

export function boardOf({ world }: Told): string {
  const board = world.snapshot.timeline.find(
    (event) => event.type === "commented" && event.body.startsWith("<!-- dakor board"),
  );
  return board?.type === "commented" ? board.body : "";
}
