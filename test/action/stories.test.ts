import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { withoutJudged } from "../../src/text/gate/judged-mark.ts";
import { parseMarker } from "../../src/core/model/marker.ts";
import type { Delivery } from "@dakor/local-github";
import { isComplete } from "../depth.ts";
import { keysOf } from "../faults/end-state.ts";
import type { EndState, Thread } from "../faults/end-state.ts";
import { play, readStory } from "../faults/play.ts";
import { closingStory, reportStory } from "../faults/stories.ts";
import type { Story } from "../story.ts";
import { playAction } from "./play-action.ts";

const MINUTES = 60_000;

/** Together they have most commands, a rollback, a report, a promise that is broken and a closing that is undone. */
const FEW: Readonly<Record<string, () => Story>> = {
  closing: closingStory,
  rollback: () => readStory("rollback-on-command"),
  report: reportStory,
};

/** What people do in them, GitHub itself refuses, or the local GitHub can't show. */
const UNPLAYABLE: ReadonlySet<string> = new Set([
  "bot-ping-pong",
  "candidate-from-a-form",
  "locked-issue",
  "missing-labels",
  "revert-of-the-revert",
  "rollback-before-alert",
  "two-rollbacks",
  "very-long-comment",
  "withdrawn-kludge",
]);

function chosen(): readonly (readonly [string, () => Story])[] {
  if (!isComplete) return Object.entries(FEW);
  const names = readdirSync(new URL("../scenarios/", import.meta.url));
  const others = names.filter((name) => !UNPLAYABLE.has(name));
  return [...Object.entries(FEW), ...others.map((name) => [name, () => readStory(name)] as const)];
}

const ARRIVALS = {
  "in order": () => (sent: readonly Delivery[]) => sent,
  "in the wrong order": () => (sent: readonly Delivery[]) => sent.toReversed(),
  "with a third of them lost": () => {
    const next = dice(7);
    return (sent: readonly Delivery[]) => sent.filter(() => next() > 1 / 3);
  },
} as const;

describe.each(chosen())(
  "the story %s ends as with the App when runs of a workflow come",
  (_, tell) => {
    let calm: readonly Thread[];

    beforeAll(async () => {
      calm = comparable((await play(tell())).end);
    }, MINUTES);

    test.each(Object.entries(ARRIVALS))("%s", { timeout: 3 * MINUTES }, async (...[, arrival]) => {
      const { end, requests, trouble } = await playAction(tell(), arrival());
      expect(trouble).toEqual([]);
      expect(comparable(end)).toEqual(calm);
      const keys = end.threads.map(keysOf);
      expect(keys.map((of) => new Set(of).size)).toEqual(keys.map((of) => of.length));
      expect(Math.max(...requests)).toBeLessThanOrEqual(25);
    });
  },
);

/**
 * Nobody wakes a workflow when a promise falls due: who was reminded on the way depends on GitHub's clock, and which
 * phases a label was made for on the runs that came. Ids depend on what else was made before.
 */
function comparable({ threads }: EndState): readonly Thread[] {
  return threads.map((thread) => ({
    ...thread,
    body: plain(thread.body),
    own: thread.own
      .filter((body) => parseMarker(body)?.kind !== "reminder")
      // The App remembers it.
      .map(withoutJudged)
      .map(plain)
      .toSorted(),
    ...(thread.pull && { pull: { ...thread.pull, report: plain(thread.pull.report) } }),
  }));
}

function plain(text: string): string {
  return text
    .replaceAll("github-actions", "dakor")
    .replaceAll(/(?:<br>)?Reminders may come some minutes late here\./g, "")
    .replaceAll(/\b[A-Z]+_kwDO\w+|(?<=#issuecomment-)\d+/g, "ID");
}

/** The same numbers for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
