import { pauseAfter, RETRIES } from "../core/model/retry.ts";
import { classifyFailure } from "../github/client/classify-failure.ts";
import { isRecord } from "../github/client/narrow.ts";
import { pause } from "../github/client/paced.ts";
import type { RunResult } from "../github/run-result.ts";
import { isSubjectJob, JOB_RULES, nameOf } from "./workflow-job.ts";
import type { WorkflowJob } from "./workflow-job.ts";

/** What became of all the runs. */
export type RunSummary = {
  readonly runs: number;
  /** What only a person can change. */
  readonly refused: readonly Error[];
  /** What a later run does: it failed, or there was no time left. */
  readonly left: readonly string[];
  /** GitHub wants no more for now; milliseconds since 1970. */
  readonly limitedUntil?: number;
};

type Bounds = {
  /** Whether there are requests and time for another run. */
  readonly hasRoom: () => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

type Entry = { readonly job: WorkflowJob; readonly isFollowing: boolean; readonly tries: number };

/** What a failure means: try again after so many ms, leave it to a person or to a later run, or forget it. */
type Verdict =
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "refused" | "left" | "gone" };

/** Runs the jobs that it is given, and what follows from them, one after the other, until nothing is left. */
export async function runUntilDone(
  first: readonly WorkflowJob[],
  run: (job: WorkflowJob) => Promise<RunResult>,
  { hasRoom, now }: Bounds,
): Promise<RunSummary> {
  const waiting = new Map<string, Entry>();
  const refused: Error[] = [];
  const left: string[] = [];
  let runs = 0;

  function add(entry: Entry): void {
    const name = nameOf(entry.job);
    if (!waiting.has(name)) waiting.set(name, entry);
  }

  function takeNext(): Entry | undefined {
    const [next] = [...waiting].toSorted(([, one], [, other]) => turnOf(one) - turnOf(other));
    if (next !== undefined) waiting.delete(next[0]);
    return next?.[1];
  }

  function settle({ job, isFollowing, tries }: Entry, result: RunResult): void {
    // An incident and its pull requests name each other: without this they would wake each other for ever.
    const related = isFollowing && !result.wrote ? [] : (result.related ?? []);
    for (const other of related.filter(isSubjectJob)) {
      add({ job: other, isFollowing: true, tries: 0 });
    }
    if (!result.again) return;
    if (tries + 1 < RETRIES.workflowAgain.tries) add({ job, isFollowing, tries: tries + 1 });
    else left.push(nameOf(job));
  }

  for (const job of first) add({ job, isFollowing: false, tries: 0 });
  for (let entry = takeNext(); entry !== undefined; entry = takeNext()) {
    const name = nameOf(entry.job);
    const rest = (): readonly string[] => [...left, name, ...waiting.keys()];
    if (!hasRoom()) return { runs, refused, left: rest() };
    runs += 1;
    try {
      settle(entry, await run(entry.job));
    } catch (thrown) {
      // A mistake of this program's own is no failure of GitHub's.
      if (!(thrown instanceof Error) || !isFailure(thrown)) throw thrown;
      const verdict = judge(thrown, entry.tries, now());
      if (verdict.kind === "refused") refused.push(thrown);
      if (verdict.kind === "left") left.push(`${name} (${thrown.message})`);
      if (verdict.kind !== "wait") continue;
      const { ms } = verdict;
      if (ms > RETRIES.workflowJob.longest)
        return { runs, refused, left: rest(), limitedUntil: now() + ms };
      await pause(Math.max(ms, 0));
      add({ ...entry, tries: entry.tries + 1 });
    }
  }
  return { runs, refused, left };
}

function judge(thrown: Error, tries: number, now: number): Verdict {
  const failed = classifyFailure(thrown, now);
  switch (failed.kind) {
    case "gone":
      // GitHub's replicas may not have what its event tells of.
      return tries + 1 < RETRIES.workflowGone.tries
        ? { kind: "wait", ms: RETRIES.workflowGone.pause }
        : { kind: "gone" };
    case "refused":
      return { kind: "refused" };
    case "limited":
      return { kind: "wait", ms: failed.until - now };
    case "retry":
      if (failed.isTokenBad === true) return { kind: "refused" };
      if (tries + 1 >= RETRIES.workflowJob.tries) return { kind: "left" };
      return {
        kind: "wait",
        ms: failed.at === undefined ? pauseAfter(RETRIES.workflowJob, tries + 1) : failed.at - now,
      };
  }
}

function isFailure(thrown: Error): boolean {
  return isRecord(thrown) && typeof thrown["status"] === "number";
}

function turnOf({ job }: Entry): number {
  return JOB_RULES[job.kind].turn;
}
