import { expect } from "vitest";
import { keysOf } from "./end-state.ts";
import type { Played } from "./play.ts";

/** What must hold in the end, whatever went wrong on the way; every change was made, and made once. */
export function expectSame(played: Played, calm: Played, what: readonly string[]): void {
  expectSameEnd(played, calm, what);
  const about = what.join("\n");
  expect(played.effects.toSorted(), about).toEqual(calm.effects.toSorted());
}

/** Whoever hears of fewer things may get by with fewer changes on the way, never with more. */
export function expectSameEnd(played: Played, calm: Played, what: readonly string[]): void {
  const about = what.join("\n");
  expect(played.dead, about).toEqual([]);
  for (const thread of played.end.threads) {
    const keys = keysOf(thread);
    expect(keys, about).toEqual([...new Set(keys)]);
  }
  const reports = played.end.threads.filter(({ pull }) => pull?.head.startsWith("dakor/report-"));
  expect(reports.length, about).toBeLessThanOrEqual(1);
  expect(played.end, about).toEqual(calm.end);
  expect(surplus(played.effects, calm.effects), about).toEqual([]);
}

function surplus(made: readonly string[], needed: readonly string[]): readonly string[] {
  const left = [...needed];
  return made.filter((effect) => {
    const index = left.indexOf(effect);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
