import { RETRIES, pauseAfter } from "../../core/model/retry.ts";
import type { Clocks } from "../../queue/clock.ts";
import type { Job, Judgement, OnDead, Queue, RunOutcome, Trigger } from "../../queue/queue.ts";
import { classifyFailure } from "../../github/client/classify-failure.ts";
import type { RunResult } from "../../github/run-result.ts";
import { formatKey, parseKey } from "./key.ts";
import type { KeyTarget, RepoId } from "./key.ts";
import type { GitHubRuns } from "./github-runs.ts";
import { createUnnamedWait, isTooEarly } from "../limits/throttle.ts";
import type { Throttle } from "../limits/throttle.ts";

type WorkerOptions = {
  readonly runs: GitHubRuns;
  readonly throttle: Throttle;
  readonly clock: Clocks;
  /** Other processes look at the same incidents: what this one remembers of them may be over. */
  readonly isShared?: boolean;
  readonly log: {
    readonly debug: (fields: object, message: string) => void;
    readonly info: (fields: object, message: string) => void;
    readonly warn: (fields: object, message: string) => void;
  };
  /** After every run; `ms` that it took. */
  readonly onRun?: (ran: RunEnd) => void;
};

type RunEnd = {
  readonly kind: KeyTarget["kind"];
  readonly outcome: RunOutcome["kind"] | "failed";
  readonly ms: number;
};

const FOLLOWS = "follows from ";
const MOST_REMEMBERED = 10_000;

/** The function that the queue runs for each key. */
export function worker(options: WorkerOptions): (job: Job) => Promise<RunOutcome> {
  const { runs, throttle, clock, isShared = false, log, onRun } = options;
  const { now, elapsed } = clock;
  const unnamedWait = createUnnamedWait(elapsed);
  /** How often in a row a key asked for another look. */
  const repeats = new Map<string, number>();
  /** What the gate depended on when the incident was last looked at, by its key. */
  const gates = new Map<string, string>();

  async function look(target: KeyTarget, job: Job): Promise<RunOutcome> {
    if (target.kind === "app")
      return { kind: "done", triggers: triggersOf(await sweepApp(), "sweep") };
    if (target.kind === "installation") {
      return { kind: "done", triggers: triggersOf(await sweep(target.installation), "sweep") };
    }
    return outcomeOf(target, job, await runs.run(target));
  }

  async function sweepApp(): Promise<readonly KeyTarget[]> {
    const { installations, problem, deliveries: redelivered, requests } = await runs.sweepApp();
    if (problem !== undefined) log.warn({ err: problem }, "failed webhooks could not be read");
    log.info({ installations: installations.length, redelivered, requests }, "swept");
    return installations.map((installation) => ({ kind: "installation", installation }));
  }

  async function sweep(installation: number): Promise<readonly KeyTarget[]> {
    const { targets, repositories, counts, isCut } = await runs.sweep(installation);
    if (isCut) log.warn({ installation }, "more has changed than one sweep looks at");
    log.info({ installation, repositories: repositories.length, ...counts }, "swept");
    return targets;
  }

  function outcomeOf(target: RepoId, job: Job, result: RunResult): RunOutcome {
    const { key, reasons } = job;
    // An incident and its pull requests name each other: without this they would wake each other for ever.
    const isFollowing = reasons.every((reason) => reason.startsWith(FOLLOWS));
    const related = isFollowing && !result.wrote ? [] : (result.related ?? []);
    const { installation, repository } = target;
    const place = { installation, repository };
    const targets: readonly KeyTarget[] = [
      ...related.map((other) => ({ ...place, ...other })),
      ...(isNewForGate(key, result) ? [{ kind: "gate", ...place } as const] : []),
    ];
    const triggers = triggersOf(targets, `${FOLLOWS}${key}`);
    const times = [againAt(key, result.again), instantToMs(result.wakeAt)].filter(
      (time) => time !== undefined,
    );
    return times.length > 0
      ? { kind: "done", triggers, wakeAt: Math.min(...times) }
      : { kind: "done", triggers };
  }

  /** A restart forgets what was known: then each incident asks once more, which costs a look and writes nothing. */
  function isNewForGate(key: string, { gate, isRepaired, wrote }: RunResult): boolean {
    if (gate === undefined) return false;
    const isKnown = gates.get(key) === gate;
    if (gates.size >= MOST_REMEMBERED) gates.clear();
    gates.set(key, gate);
    // Whoever writes saw a change: another process may have had the gate judged by what was before.
    return !isKnown || isRepaired === true || (isShared && wrote);
  }

  function againAt(key: string, again: boolean): number | undefined {
    if (!again) {
      repeats.delete(key);
      return undefined;
    }
    const count = repeats.get(key) ?? 0;
    repeats.set(key, count + 1);
    return now() + pauseAfter(RETRIES.again, count + 1);
  }

  async function run(target: KeyTarget, job: Job): Promise<RunOutcome> {
    const { key, reasons, attempt } = job;
    const installation = "installation" in target ? target.installation : undefined;
    if (installation !== undefined) {
      const to = await throttle.closedUntil(installation);
      if (to !== undefined) return { kind: "postponed", to };
    }
    const begun = elapsed();
    try {
      const outcome = await look(target, job);
      log.info({ key, reasons, attempt, ms: elapsed() - begun }, "looked");
      return outcome;
    } catch (error) {
      const failure = classifyFailure(error, now());
      const isTokenBad =
        failure.kind === "refused" || (failure.kind === "retry" && failure.isTokenBad);
      if (isTokenBad && installation !== undefined) runs.doubtTokens(installation);
      if (failure.kind !== "limited") throw error;
      if (isTooEarly(error)) {
        log.debug({ key, reasons, until: failure.until }, "waits for its turn to write");
        return { kind: "postponed", to: failure.until };
      }
      const to = failure.isUnnamed ? now() + unnamedWait(installation ?? 0) : failure.until;
      log.warn({ key, reasons, until: to, err: error }, "has to wait");
      if (installation !== undefined) await throttle.close(installation, to);
      return { kind: "postponed", to };
    }
  }

  return async (job) => {
    const target = parseKey(job.key);
    if (target === undefined) throw new Error(`Not a key: ${job.key}`);
    const begun = elapsed();
    let outcome: RunEnd["outcome"] = "failed";
    try {
      const ended = await run(target, job);
      outcome = ended.kind;
      return ended;
    } finally {
      onRun?.({ kind: target.kind, outcome, ms: elapsed() - begun });
    }
  };
}

/** What the queue should make of a failed run. */
export function judgeFailure(error: unknown, now: number): Judgement {
  const failure = classifyFailure(error, now);
  switch (failure.kind) {
    case "retry":
      return failure.at === undefined ? {} : { at: failure.at };
    case "limited":
      return { at: failure.until };
    case "gone":
      // GitHub's replicas may not have what its webhook tells of; so not at the first miss.
      return { tries: failure.isSure ? 1 : RETRIES.refusedJob.tries, isForgotten: true };
    case "refused":
      return { tries: RETRIES.refusedJob.tries };
  }
}

/** Triggers that GitHub's own webhooks do not give: at the start, and now and then. `at`: no earlier (ms since 1970). */
export async function enqueueSweep(
  queue: Pick<Queue, "enqueue">,
  reason: string,
  at?: number,
): Promise<boolean> {
  const [sweep] = triggersOf([{ kind: "app" }], reason);
  if (sweep === undefined) return false;
  return queue.enqueue(at === undefined ? sweep : { ...sweep, at });
}

function triggersOf(targets: readonly KeyTarget[], reason: string): readonly Trigger[] {
  return targets
    .map(formatKey)
    .filter((key) => key !== undefined)
    .map((key) => ({ key, reason }));
}

function instantToMs(instant: string | undefined): number | undefined {
  const time = instant === undefined ? Number.NaN : Date.parse(instant);
  return Number.isNaN(time) ? undefined : time;
}

/** Says on the incident's board that its key was given up. */
export function reportDeadJob({
  runs,
}: {
  readonly runs: Pick<GitHubRuns, "reportProblem">;
}): OnDead {
  return async ({ key, error }) => {
    const target = parseKey(key);
    if (target?.kind !== "issue") return;
    const { installation, repository, number } = target;
    const problem = { kind: "given-up", reason: error } as const;
    await runs.reportProblem({ installation, repository, number }, problem);
  };
}
