import { roundsOf, textOf } from "../faults/fail-in-turn.ts";
import type { Asked } from "../faults/recorder.ts";

/** Where in a request to GitHub the process dies, or in one to somebody outside: after its answer only. */
export const MOMENTS = ["before it took effect", "before its answer", "after its answer"] as const;
export type Moment = (typeof MOMENTS)[number];

export type KillPoint = { readonly asked: Asked; readonly moment: Moment };

/** At most one point for each step: steps are far enough apart for the product to come to rest between two. */
export type KillPlan = readonly KillPoint[];

export function showPoint({ asked, moment }: KillPoint): string {
  return `${textOf(asked)}, killed ${moment}`;
}

/** Every request of a story, at every moment. */
export function allPlans(asked: readonly Asked[]): readonly KillPlan[] {
  return roundsOf(asked).flatMap((round) =>
    MOMENTS.map((moment) => round.map((one) => ({ asked: one, moment }))),
  );
}

/** One point of each step, taken at a fixed stride, so that each start gives others. */
export function samplePlan(asked: readonly Asked[], start: number): KillPlan {
  const steps = [...Map.groupBy(asked, ({ step }) => step).values()];
  return steps.flatMap((requests, index) => {
    const points = requests.flatMap((one) => MOMENTS.map((moment) => ({ asked: one, moment })));
    return points.slice(((start + index) * STRIDE) % points.length).slice(0, 1);
  });
}

/** After each answer from outside, before anything can be noted. */
export function toldPlan(told: readonly Asked[]): KillPlan {
  return told.map((asked) => ({ asked, moment: "after its answer" }));
}

/** Prime, so that it meets every request and every moment. */
const STRIDE = 7;
