import type { Hint, Job, Judgement, Outcome, Queue } from "../queue/queue.ts";
import { classifyFailure } from "./classify-failure.ts";
import { formatKey, parseKey, type Place, type Ref, type Target } from "./key.ts";
import type { LimitGate } from "./limit-gate.ts";
import type { Seen, Shell } from "./shell.ts";

export type WorkerOptions = {
  readonly shell: Shell;
  readonly gate: LimitGate;
  /** The next request of this installation asks for a new token. */
  readonly forgetToken: (installation: number) => void;
  /** Ms since 1970. */
  readonly now: () => number;
  readonly log: {
    readonly info: (fields: object, message: string) => void;
    readonly warn: (fields: object, message: string) => void;
  };
};

const SECOND = 1000;
const FOLLOWS = "follows from ";
/** A run that keeps asking for another look is slowed down to this. */
const LONGEST_AGAIN = 5 * 60 * SECOND;

/** The function that the queue runs for each key. */
export function worker(options: WorkerOptions): (job: Job) => Promise<Outcome> {
  const { shell, gate, forgetToken, now, log } = options;
  /** How often in a row a key asked for another look. */
  const repeats = new Map<string, number>();
  /** What the gate depended on when the incident was last looked at, by its key. */
  const gates = new Map<string, string>();

  async function look(target: Target, job: Job): Promise<Outcome> {
    switch (target.kind) {
      case "app":
        return { kind: "done", hints: hintsOf(await sweepApp(), "sweep") };
      case "installation":
        return { kind: "done", hints: hintsOf(await shell.sweep(target.installation), "sweep") };
      case "issue":
        return outcomeOf(target, job, await shell.runIssue(refOf(target)));
      case "pull":
        return outcomeOf(target, job, await shell.runPull(refOf(target)));
      case "check":
        return outcomeOf(target, job, await shell.check(refOf(target)));
      case "gate":
        return outcomeOf(target, job, await shell.renew(placeOf(target)));
      case "head":
        return outcomeOf(target, job, await shell.checkHead(target));
      case "group":
        return outcomeOf(target, job, await shell.checkGroup(target));
      case "push":
        return outcomeOf(target, job, await shell.lookAtPush(target));
    }
  }

  async function sweepApp(): Promise<readonly Target[]> {
    const installations = await shell.installations();
    return installations.map((installation) => ({ kind: "installation", installation }));
  }

  function outcomeOf(target: Place & { kind: string }, job: Job, seen: Seen): Outcome {
    const { key, reasons } = job;
    // An incident and its pull requests name each other: without this they would wake each other for ever.
    const isFollowing = reasons.every((reason) => reason.startsWith(FOLLOWS));
    const related = isFollowing && !seen.wrote ? [] : (seen.related ?? []);
    const place = placeOf(target);
    const targets: readonly Target[] = [
      ...related.map((other) => ({ ...place, ...other })),
      ...(isNewForGate(key, seen.gate) ? [{ kind: "gate", ...place } as const] : []),
    ];
    const hints = hintsOf(targets, `${FOLLOWS}${key}`);
    const times = [againAt(key, seen.again), instantToMs(seen.wakeAt)].filter(
      (time) => time !== undefined,
    );
    return times.length > 0
      ? { kind: "done", hints, wakeAt: Math.min(...times) }
      : { kind: "done", hints };
  }

  /** A restart forgets what was known: then each incident asks once more, which costs a look and writes nothing. */
  function isNewForGate(key: string, part: string | undefined): boolean {
    if (part === undefined || gates.get(key) === part) return false;
    gates.set(key, part);
    return true;
  }

  function againAt(key: string, again: boolean): number | undefined {
    if (!again) {
      repeats.delete(key);
      return undefined;
    }
    const count = repeats.get(key) ?? 0;
    repeats.set(key, count + 1);
    return now() + Math.min(LONGEST_AGAIN, SECOND * 2 ** count);
  }

  return async (job) => {
    const { key, reasons, attempt } = job;
    const target = parseKey(key);
    if (target === undefined) throw new Error(`Not a key: ${key}`);
    const installation = "installation" in target ? target.installation : undefined;
    if (installation !== undefined) {
      const to = gate.closedUntil(installation, now());
      if (to !== undefined) return { kind: "postponed", to };
    }
    const begun = now();
    try {
      const outcome = await look(target, job);
      log.info({ key, reasons, attempt, ms: now() - begun }, "looked");
      return outcome;
    } catch (error) {
      const failure = classifyFailure(error, now());
      if (failure.kind === "retry" && failure.isTokenBad && installation !== undefined) {
        forgetToken(installation);
      }
      if (failure.kind !== "limited") throw error;
      log.warn({ key, reasons, until: failure.until }, "GitHub asks to wait");
      if (installation !== undefined) gate.close(installation, failure.until);
      return { kind: "postponed", to: failure.until };
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
      return { tries: 3, isForgotten: true };
    case "refused":
      return { tries: 3 };
  }
}

/** Hints that GitHub's own webhooks do not give: at the start, and now and then. */
export async function hintSweep(queue: Queue, reason: string): Promise<boolean> {
  const [sweep] = hintsOf([{ kind: "app" }], reason);
  return sweep === undefined ? false : queue.add(sweep);
}

function hintsOf(targets: readonly Target[], reason: string): readonly Hint[] {
  return targets
    .map(formatKey)
    .filter((key) => key !== undefined)
    .map((key) => ({ key, reason }));
}

function placeOf({ installation, owner, repo }: Place): Place {
  return { installation, owner, repo };
}

function refOf({ installation, owner, repo, number }: Ref): Ref {
  return { installation, owner, repo, number };
}

function instantToMs(instant: string | undefined): number | undefined {
  const time = instant === undefined ? Number.NaN : Date.parse(instant);
  return Number.isNaN(time) ? undefined : time;
}
