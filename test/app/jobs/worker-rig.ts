import type { Seen, Shell } from "../../../src/app/jobs/shell.ts";
import { memoryThrottle } from "../../../src/app/limits/throttle.ts";
import { worker, type RunEnd, type WorkerOptions } from "../../../src/app/jobs/worker.ts";
import type { RunOutcome } from "../../../src/queue/queue.ts";

export const NOW = Date.UTC(2026, 1, 15, 9, 42);
export const ISSUE = "issue:12:99#42";
export const CALM: Seen = { again: false, wrote: false };

type Rig = {
  readonly run: (key: string) => Promise<RunOutcome>;
  readonly runFor: (reasons: readonly string[]) => Promise<RunOutcome>;
  readonly calls: readonly string[];
  readonly forgotten: readonly number[];
  readonly ends: readonly RunEnd[];
  readonly warnings: readonly string[];
  readonly advance: (ms: number) => void;
};

/** The worker on a shell that finds everything calm, except for what a test makes of it. */
export function rig(fake: Partial<Shell> = {}, more: Partial<WorkerOptions> = {}): Rig {
  const warnings: string[] = [];
  const calls: string[] = [];
  const forgotten: number[] = [];
  const ends: RunEnd[] = [];
  let now = NOW;
  const noted = (name: string) => async (): Promise<Seen> => {
    calls.push(name);
    return CALM;
  };
  const shell: Shell = {
    self: async () => "dakor",
    learn: () => undefined,
    doubtTokens: (installation) => void forgotten.push(installation),
    tellTrouble: async () => undefined,
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
    runIssue: async (issue) => {
      calls.push(`issue ${issue.number}`);
      return CALM;
    },
    runPull: async (pull) => {
      calls.push(`pull ${pull.number}`);
      return CALM;
    },
    runPage: noted("page"),
    check: noted("check"),
    renew: noted("renew"),
    checkHead: noted("head"),
    checkGroup: noted("group"),
    lookAtPush: noted("push"),
    ...fake,
  };
  const clock = { now: () => now, elapsed: () => now };
  const run = worker({
    shell,
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
