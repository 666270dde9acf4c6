import { classifyFailure } from "../github/client/classify-failure.ts";
import { pause } from "../github/client/paced.ts";
import { isRecord } from "../github/client/narrow.ts";
import type { RunResult } from "../github/run-result.ts";
import { isSubjectJob } from "./jobs-of-workflow.ts";
import type { WorkflowJob } from "./jobs-of-workflow.ts";

/** What others depend on comes first: the gate is judged when all else is done. */
const ORDER: Readonly<Record<WorkflowJob["kind"], number>> = {
  issue: 0,
  pull: 0,
  page: 0,
  push: 0,
  others: 1,
  gate: 2,
  daily: 3,
};

/** What became of all the looks. */
export type Trail = {
  readonly looks: number;
  readonly wrote: boolean;
  /** What only a person can change. */
  readonly refused: readonly Error[];
  /** What a later run does: it failed, or there was no time left. */
  readonly left: readonly string[];
  /** GitHub wants no more for now; milliseconds since 1970. */
  readonly limitedUntil?: number;
};

export type Bounds = {
  /** Whether there are requests and time for another look. */
  readonly hasRoom: () => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

type Entry = {
  readonly target: WorkflowJob;
  readonly isFollowing: boolean;
  readonly tries: number;
};

const MOST_TRIES = 4;
/** A wait that a job may spend idle; a longer one is left to a later run. Milliseconds. */
const LONGEST_WAIT = 60_000;
const RETRY_WAIT = 2000;

/** Looks at what it is given, and at what follows from it, one after the other, until nothing is left. */
export async function follow(
  first: readonly WorkflowJob[],
  look: (target: WorkflowJob) => Promise<RunResult>,
  bounds: Bounds,
): Promise<Trail> {
  const waiting = new Map<string, Entry>();
  const refused: Error[] = [];
  const left: string[] = [];
  let looks = 0;
  let wrote = false;

  function add(target: WorkflowJob, more: Omit<Entry, "target">): void {
    const name = nameOf(target);
    if (!waiting.has(name)) waiting.set(name, { target, ...more });
  }

  async function lookAt({ target, isFollowing, tries }: Entry): Promise<void> {
    const found = await look(target);
    wrote ||= found.wrote;
    // An incident and its pull requests name each other: without this they would wake each other for ever.
    const related = isFollowing && !found.wrote ? [] : (found.related ?? []);
    for (const other of related.filter(isSubjectJob)) add(other, { isFollowing: true, tries: 0 });
    if (!found.again) return;
    if (tries + 1 < MOST_TRIES) add(target, { isFollowing, tries: tries + 1 });
    else left.push(nameOf(target));
  }

  /** When to try again; undefined where it makes no sense. */
  function waitAfter(thrown: unknown, { target, tries }: Entry): number | undefined {
    const now = bounds.now();
    const failed = classifyFailure(thrown, now);
    const isLast = tries + 1 >= MOST_TRIES;
    switch (failed.kind) {
      case "gone":
        // GitHub's replicas may not have what its event tells of.
        return tries < 1 ? RETRY_WAIT : undefined;
      case "refused":
        refused.push(errorOf(thrown));
        return undefined;
      case "limited":
        return failed.until - now;
      case "retry":
        if (failed.isTokenBad === true) {
          refused.push(errorOf(thrown));
          return undefined;
        }
        if (!isLast) return failed.at === undefined ? RETRY_WAIT * 2 ** tries : failed.at - now;
        left.push(`${nameOf(target)} (${errorOf(thrown).message})`);
        return undefined;
    }
  }

  for (const target of first) add(target, { isFollowing: false, tries: 0 });
  for (let next = nextIn(waiting); next !== undefined; next = nextIn(waiting)) {
    const [name, entry] = next;
    if (!bounds.hasRoom()) return { looks, wrote, refused, left: [...left, ...waiting.keys()] };
    waiting.delete(name);
    looks += 1;
    try {
      await lookAt(entry);
    } catch (thrown) {
      // A mistake of this program's own is no failure of GitHub's.
      if (!isRecord(thrown) || typeof thrown["status"] !== "number") throw thrown;
      const wait = waitAfter(thrown, entry);
      if (wait === undefined) continue;
      if (wait > LONGEST_WAIT) {
        const limitedUntil = bounds.now() + wait;
        return { looks, wrote, refused, left: [...left, name, ...waiting.keys()], limitedUntil };
      }
      await pause(Math.max(wait, 0));
      add(entry.target, { ...entry, tries: entry.tries + 1 });
    }
  }
  return { looks, wrote, refused, left };
}

function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function nextIn(waiting: ReadonlyMap<string, Entry>): readonly [string, Entry] | undefined {
  return [...waiting].toSorted(
    ([, one], [, other]) => ORDER[one.target.kind] - ORDER[other.target.kind],
  )[0];
}

export function nameOf(target: WorkflowJob): string {
  switch (target.kind) {
    case "issue":
    case "pull":
    case "page":
      return `${target.kind} #${target.number}`;
    case "push":
      return `push ${target.sha.slice(0, 7)}`;
    case "others":
      return target.all ? "all unreported incidents" : "other incidents";
    case "gate":
      return "open pull requests";
    case "daily":
      return "the daily look";
  }
}
