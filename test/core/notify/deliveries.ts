import type { DeliveryNote } from "../../../src/core/notify/delivery.ts";
import { nextTry } from "../../../src/core/notify/delivery.ts";
import { noteDeliveries } from "../../../src/core/notify/note-deliveries.ts";
import { planDeliveries } from "../../../src/core/notify/plan-deliveries.ts";
import type { DeliveryPlan } from "../../../src/core/notify/plan-deliveries.ts";
import { replay } from "../../../src/core/replay/replay.ts";
import type { Instant } from "../../../src/core/time/time.ts";
import { happen } from "../../happen.ts";
import { applyWrite } from "../../apply-write.ts";
import { seen, settle } from "../../settle.ts";
import type { Step } from "../../story.ts";
import { tell } from "../../story.ts";
import { withSnapshot } from "../../world.ts";
import type { World } from "../../world.ts";

export const at = (minute: number): Instant =>
  new Date(Date.UTC(2026, 1, 15, 10, minute)).toISOString().replace(".000", "");

const TARGETS = `
components: { checkout: [src/**], search: [lib/**] }
notify:
  chat: { type: slack, secret: DAKOR_SECRET_A, channel: C0123456789 }
  bosses: { type: teams, secret: DAKOR_SECRET_B, severities: [critical], internal: true }
  status: { type: webhook, secret: DAKOR_SECRET_C, url: "https://x.example/", audience: public, components: [checkout], drill: true }
`;

export type Options = {
  readonly config?: string;
  readonly labels?: readonly string[];
  readonly now?: number;
};

export function played(
  steps: readonly Step[],
  { config = TARGETS, labels = [], now }: Options = {},
): World {
  const { world } = tell({
    story: "Told elsewhere.",
    issue: {
      title: "Cards are refused",
      author: "lea",
      labels: ["incident", ...labels],
      at: at(0),
    },
    config,
    roles: { lea: "admin", john: "write" },
    steps: [...steps],
  });
  return now === undefined ? world : withSnapshot(world, { now: at(now) });
}

export function planOf(world: World): DeliveryPlan {
  const snapshot = seen(world);
  return planDeliveries(replay(snapshot), snapshot);
}

/** "chat alert!": to whom, what, and whether it is the first thing that they hear. */
export function dueIn(world: World): readonly string[] {
  return planOf(world).due.map(
    ({ target, news, isFirst }) => `${target.name} ${news.kind}${isFirst ? "!" : ""}`,
  );
}

type Answer = "sent" | "retry" | "off" | "failed";

/** Targets answer, and it is noted; then the bot looks again. */
export function answered(world: World, answers: Readonly<Record<string, Answer>> = {}): World {
  const snapshot = seen(world);
  const incident = replay(snapshot);
  const { due, leftOut } = planDeliveries(incident, snapshot);
  // A target that doesn't take one isn't told the next.
  const tried = due.filter(
    ({ target }, index) =>
      !["retry", "off"].includes(answers[target.name] ?? "sent") ||
      due.findIndex((other) => other.target === target) === index,
  );
  const noted = tried.map((one) => ({
    due: one,
    note: noteOf(answers[one.target.name] ?? "sent", (one.note?.tries ?? 0) + 1, snapshot.now),
  }));
  const left = leftOut.map((one) => ({ due: one, note: noteOf("failed", 0, snapshot.now) }));
  const bodies = noteDeliveries(incident, snapshot, [...left, ...noted]);
  return settle(
    [...bodies].reduce(
      (after, [id, body]) => applyWrite(after, { type: "edit-comment", id, body }),
      world,
    ),
  ).world;
}

function noteOf(answer: Answer, tries: number, now: Instant): DeliveryNote {
  if (answer === "sent") return { state: "sent", tries, at: now, ref: `r${tries}` };
  if (answer !== "retry") return { state: answer, tries, at: now, why: "it says no" };
  const next = nextTry(tries, now);
  return next === undefined
    ? { state: "failed", tries, at: now }
    : { state: "waiting", tries, at: now, next };
}

export const ALERT: Step = { at: at(1), by: "lea", comment: "/severity major\n/alert next 30m" };
export const said = (minute: number, comment: string): Step => ({
  at: at(minute),
  by: "lea",
  comment,
});

export function isOurs({
  body,
  isOwn,
}: {
  readonly body: string;
  readonly isOwn: boolean;
}): boolean {
  return isOwn && body.includes("dakor delivered");
}

export function commentsOf({
  snapshot,
}: World): readonly { id: string; body: string; isOwn: boolean }[] {
  return snapshot.timeline.flatMap((event) => (event.type === "commented" ? [event] : []));
}

export function happened(world: World, step: Step): World {
  return settle(happen(withSnapshot(world, { now: step.at }), step, new Map())).world;
}
