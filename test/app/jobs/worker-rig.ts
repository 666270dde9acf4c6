import type { GitHubRuns } from "../../../src/app/jobs/github-runs.ts";
import { memoryThrottle } from "../../../src/app/limits/throttle.ts";
import { worker } from "../../../src/app/jobs/worker.ts";
import type { RunOutcome } from "../../../src/queue/queue.ts";
import type { RepoJob } from "../../../src/core/plan/jobs-of-event.ts";
import type { RunResult } from "../../../src/github/run-result.ts";

type WorkerOptions = Parameters<typeof worker>[0];
type RunEnd = Parameters<NonNullable<WorkerOptions["onRun"]>>[0];

export const NOW = Date.UTC(2026, 1, 15, 9, 42);
export const ISSUE = "issue:12:99#42";
export const CALM: RunResult = { again: false, wrote: false };

type Rig = {
  readonly run: (key: string) => Promise<RunOutcome>;
  readonly runFor: (reasons: readonly string[]) => Promise<RunOutcome>;
  readonly calls: readonly string[];
  readonly forgotten: readonly number[];
  readonly ends: readonly RunEnd[];
  readonly warnings: readonly string[];
  readonly advance: (ms: number) => void;
};

type Results = Readonly<Partial<Record<RepoJob["kind"], () => Promise<RunResult>>>>;

/** The worker on runs that find everything calm, except for what a test makes of a kind of job. */
export function rig(results: Results = {}, more: Partial<WorkerOptions> = {}): Rig {
  const warnings: string[] = [];
  const calls: string[] = [];
  const forgotten: number[] = [];
  const ends: RunEnd[] = [];
  let now = NOW;
  const runs: GitHubRuns = {
    self: async () => "dakor",
    learn: () => undefined,
    doubtTokens: (installation) => void forgotten.push(installation),
    answer: () => Promise.reject(new Error("nobody chats here")),
    reportProblem: async () => undefined,
    sweepApp: async () => ({ installations: [12, 13], deliveries: 0, requests: 2 }),
    sweep: async (installation) => {
      calls.push(`sweep ${installation}`);
      return {
        targets: [
          { kind: "issue", installation, repository: 99, number: 42 },
          { kind: "pull", installation, repository: 0, number: 1 },
        ],
        repositories: [],
        counts: { incidents: 1, comments: 0, pulls: 1, requests: 5 },
        isCut: false,
      };
    },
    run: async (job) => {
      const result = await (results[job.kind]?.() ?? CALM);
      calls.push("number" in job ? `${job.kind} ${job.number}` : job.kind);
      return result;
    },
  };
  const clock = { now: () => now, elapsed: () => now };
  const run = worker({
    runs,
    throttle: memoryThrottle({ clock: { ...clock, after: () => () => undefined } }),
    onRun: (ran) => ends.push(ran),
    clock,
    log: {
      debug: () => undefined,
      info: () => undefined,
      warn: (_, message) => void warnings.push(message),
    },
    ...more,
  });
  return {
    run: (key) => run({ key, reasons: ["test"], attempt: 1 }),
    runFor: (reasons) => run({ key: ISSUE, reasons, attempt: 1 }),
    calls,
    forgotten,
    ends,
    warnings,
    advance: (ms) => {
      now += ms;
    },
  };
}
