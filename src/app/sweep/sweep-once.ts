import { Probot, type Logger } from "probot";
import { RETRIES } from "../../core/model/retry.ts";
import type { RepoJob } from "../../core/plan/jobs-of-event.ts";
import { systemClock } from "../../queue/clock.ts";
import { memoryQueue } from "../../queue/memory.ts";
import type { RunOutcome, Queue } from "../../queue/queue.ts";
import app from "../webhook/app.ts";
import { openTargetsOf } from "../../notify/open-targets.ts";
import { createRuns } from "../jobs/create-runs.ts";
import { deadlineFetch } from "../http/within.ts";
import { ownOctokit } from "../jobs/octokit.ts";
import type { Settings } from "../settings.ts";
import type { GitHubRuns } from "../jobs/github-runs.ts";
import { memoryThrottle } from "../limits/throttle.ts";
import { enqueueSweep, judgeFailure, worker } from "../jobs/worker.ts";

export type SweptOnce = {
  readonly installations: number;
  readonly repositories: number;
  /** Incidents that are open or not reported. */
  readonly incidents: number;
  /** Other issues with an unanswered command. */
  readonly comments: number;
  /** Pull requests without a check. */
  readonly pulls: number;
  /** Failed webhooks that were taken in. */
  readonly deliveries: number;
  readonly changed: readonly Change[];
  readonly givenUp: readonly GivenUp[];
  /** All, with those for tokens and for what the sweep led to. */
  readonly requests: number;
};

/** What was written to: "acme/shop#42", "incident". */
type Change = { readonly where: string; readonly what: string };
type GivenUp = { readonly key: string; readonly why: string };

type SweepOnceOptions = {
  readonly settings: Pick<Settings, "appId" | "privateKey" | "baseUrl" | "writePace">;
  readonly log: Logger;
};

const SECOND = 1000;
const REQUEST_TIMEOUT = 15 * SECOND;
/** What wants to be looked at later than this is left to the App, or to the next sweep. */
const PATIENCE = 60 * SECOND;

/** One sweep and all that follows from it, without a server. */
export async function sweepOnce({ settings, log }: SweepOnceOptions): Promise<SweptOnce> {
  const { appId, privateKey, baseUrl, writePace } = settings;
  const { now } = systemClock;
  const tally = createTally();
  const throttle = memoryThrottle({ clock: systemClock, paceMs: writePace });
  const probot = new Probot({
    appId,
    privateKey,
    baseUrl,
    log,
    Octokit: ownOctokit({ throttle, onRequest: tally.onRequest }),
    request: { fetch: deadlineFetch(REQUEST_TIMEOUT) },
  });
  await probot.ready();
  const runs = tally.watch(createRuns(probot, { notify: openTargetsOf({ ...process.env }) }));
  const queue = memoryQueue({ log, judge: judgeFailure, retry: RETRIES.sweepOnce });
  // Its own webhooks only cost a look.
  await probot.load(app({ enqueue: queue.enqueue, isOwn: () => false, learn: runs.learn }));

  const look = worker({ runs, throttle, clock: systemClock, log });
  let ended = Promise.withResolvers<void>();
  await enqueueSweep(queue, "dakor sweep");
  await queue.work(async (job) => {
    try {
      const outcome = await look(job);
      const soon = now() + PATIENCE;
      if (outcome.kind === "postponed" && outcome.to > soon) {
        const until = new Date(outcome.to).toISOString();
        tally.giveUp({ key: job.key, why: `GitHub asks to wait until ${until}.` });
      }
      return withoutLater(outcome, soon);
    } finally {
      // The queue first notes what came of it.
      setImmediate(() => {
        ended.resolve();
        ended = Promise.withResolvers();
      });
    }
  });
  for (let next = ended.promise; !(await isEmpty(queue)); next = ended.promise) await next;
  const { dead } = await queue.view();
  for (const { key, error } of dead) tally.giveUp({ key, why: error });
  return tally.total();
}

function withoutLater(outcome: RunOutcome, soon: number): RunOutcome {
  if (outcome.kind === "postponed") return outcome.to > soon ? { kind: "done" } : outcome;
  const { wakeAt, ...rest } = outcome;
  return wakeAt === undefined || wakeAt > soon ? rest : outcome;
}

async function isEmpty(queue: Queue): Promise<boolean> {
  const { waiting, running, asleep } = await queue.count();
  return waiting + running + asleep === 0;
}

type Tally = {
  readonly watch: (runs: GitHubRuns) => GitHubRuns;
  readonly onRequest: () => void;
  readonly giveUp: (given: GivenUp) => void;
  readonly total: () => SweptOnce;
};

/** What a job writes to. */
const WRITTEN: Readonly<Record<RepoJob["kind"], string>> = {
  issue: "incident",
  pull: "pull request",
  page: "pull request",
  notify: "what was told elsewhere",
  check: "check",
  gate: "checks",
  head: "check",
  group: "merge queue",
  push: "push",
};

/** Counts what the runs do. */
function createTally(): Tally {
  const names = new Map<number, string>();
  /** A webhook's run may come before the sweep that tells the repository's name. */
  const changed = new Map<string, { repository: number; part: string; what: string }>();
  const givenUp: GivenUp[] = [];
  const sums = { installations: 0, incidents: 0, comments: 0, pulls: 0, deliveries: 0 };
  let requests = 0;

  return {
    watch: (runs) => ({
      ...runs,
      sweepApp: async () => {
        const swept = await runs.sweepApp();
        sums.installations = swept.installations.length;
        sums.deliveries += swept.deliveries;
        if (swept.problem !== undefined) {
          const why = swept.problem instanceof Error ? swept.problem.message : "unknown";
          givenUp.push({ key: "failed webhooks", why });
        }
        return swept;
      },
      sweep: async (installation) => {
        const swept = await runs.sweep(installation);
        for (const { repository, owner, repo } of swept.repositories) {
          names.set(repository, `${owner}/${repo}`);
        }
        sums.incidents += swept.counts.incidents;
        sums.comments += swept.counts.comments;
        sums.pulls += swept.counts.pulls;
        return swept;
      },
      run: async (job) => {
        const result = await runs.run(job);
        const { repository } = job;
        const what = WRITTEN[job.kind];
        const part = "number" in job ? `#${job.number}` : "";
        if (result.wrote) changed.set(`${repository}${part} ${what}`, { repository, part, what });
        return result;
      },
    }),
    onRequest: () => {
      requests += 1;
    },
    giveUp: (given) => void givenUp.push(given),
    total: () => ({
      ...sums,
      repositories: names.size,
      changed: [...changed.values()].map(({ repository, part, what }) => ({
        where: `${names.get(repository) ?? repository}${part}`,
        what,
      })),
      givenUp,
      requests,
    }),
  };
}
