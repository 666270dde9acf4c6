import type { Fault } from "@dakor/local-github";
import type { Story } from "../story.ts";
import type { FaultKind } from "./fault-kind.ts";
import { FAULT_KINDS, NAMES_NO_TIME } from "./fault-kind.ts";
import { play } from "./play.ts";
import type { Played } from "./play.ts";
import type { Asked } from "./recorder.ts";

export type FaultRun = {
  readonly kind: string;
  /** What was failed in this play: at most one request for each step. */
  readonly faults: readonly string[];
  readonly played: Played;
};

/**
 * Every request of a story failed once, in one way: first, second, … request after each step. Steps are far enough
 * apart for the product to come to rest, so one play can hold one fault for each step.
 */
export async function* failInTurn(
  story: Story,
  baseline: Played,
  kind: string,
): AsyncGenerator<FaultRun> {
  const missed = new Map<string, Asked>();
  for (const round of roundsOf(baseline.asked)) {
    const run = await playWith(story, kind, round);
    for (const asked of round) {
      if (!run.hit.has(textOf(asked)) && !run.possible.has(textOf(asked))) {
        missed.set(textOf(asked), asked);
      }
    }
    if (run.hit.size > 0) yield { kind, faults: [...run.hit], played: run.played };
  }
  // An earlier fault may change what is asked later: a token, a role that is remembered. These are failed alone.
  for (const asked of missed.values()) {
    const run = await playWith(story, kind, [asked]);
    if (run.hit.size > 0) yield { kind, faults: [...run.hit], played: run.played };
  }
}

/** The first requests after each step, the second ones, … */
export function roundsOf(asked: readonly Asked[]): readonly (readonly Asked[])[] {
  const steps = Map.groupBy(asked, ({ step }) => step);
  const most = Math.max(...[...steps.values()].map((requests) => requests.length));
  return Array.from({ length: most }, (_, index) =>
    [...steps.values()].flatMap((requests) => requests.slice(index, index + 1)),
  );
}

type Hits = {
  readonly played: Played;
  /** Requests that were failed. */
  readonly hit: ReadonlySet<string>;
  /** Requests that came, also those that can't fail in this way. */
  readonly possible: ReadonlySet<string>;
};

export async function playWith(
  story: Story,
  kind: string,
  targets: readonly Asked[],
): Promise<Hits> {
  const wanted = new Set(targets.map(textOf));
  const hit = new Set<string>();
  const possible = new Set<string>();
  let last = -Infinity;
  const played = await play(story, {
    inject: (request, asked): Fault | undefined => {
      const text = textOf(asked);
      if (!wanted.has(text) || asked.step - last < apart(kind)) return undefined;
      possible.add(text);
      const fault = kindOf(kind)(request);
      if (fault !== undefined) {
        hit.add(text);
        last = asked.step;
      }
      return fault;
    },
  });
  return { played, hit, possible };
}

/** Steps between two faults of one play: a limit that names no time is waited for longer when it comes again soon. */
function apart(kind: string): number {
  return NAMES_NO_TIME.has(kind) ? 4 : 1;
}

function kindOf(name: string): FaultKind {
  const kind = FAULT_KINDS[name];
  if (kind === undefined) throw new Error(`No such fault: ${name}`);
  return kind;
}

export function textOf({ step, name }: Asked): string {
  return `${name} after step ${step}`;
}
