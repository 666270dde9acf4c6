import { isGating } from "../../core/gate/gate.ts";
import type { Instant } from "../../core/time/time.ts";
import type { Check } from "./check-run.ts";
import { isForAll } from "../client/classify-failure.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { judgeWithoutFiles } from "../gate/judge.ts";
import { readChecks, readOpenPulls } from "./open-pulls.ts";
import type { OpenPull, Turn } from "./open-pulls.ts";
import { readGating } from "../gate/read-gate.ts";
import type { Gating } from "../gate/read-gate.ts";
import { judgeHead, prepare, publishWorst } from "./recheck-work.ts";
import type { Desk, RecheckOptions, Shared, RecheckWork } from "./recheck-work.ts";
import type { RunResult } from "../run-result.ts";

const TURNS: readonly Turn[] = ["queued", "auto-merge", "other"];
/** Heads that are judged at the same time. */
const TOGETHER = 5;

/**
 * Judges every open pull request again: all of them while an incident is unreported, else only those that are held;
 * and in a repository with a configuration, those that have no check yet, because it may be a required one.
 * What is merged first comes first. Only verdicts that changed are written.
 */
export async function recheckAll(
  github: GitHub,
  place: RepoName,
  options: RecheckOptions,
): Promise<RunResult> {
  const generation = options.checks.begin();
  const [gating, found] = await Promise.all([
    readGating(github, place, options),
    options.app().then(async (app) => ({ app, open: await readOpenPulls(github, place, app) })),
  ]);
  return recheckOpen({ github, place, gating, options, generation }, found);
}

/** The same for what has been read already; `app`: whose checks count. */
export async function recheckOpen(
  desk: Desk & { readonly gating: Gating },
  { open, app }: { readonly open: readonly OpenPull[]; readonly app: number },
): Promise<RunResult> {
  const { github, place, gating } = desk;
  const isActive = gating.incidents.some(isGating);
  const isConfigured = gating.config.status !== "missing";
  const maybe = inTurn(open).filter(
    ({ pulls }) => isActive || pulls.some((pull) => mayBeDue(pull, isConfigured)),
  );
  const work = await prepare(desk, pullsOf(maybe));
  const close = maybe.filter(({ pulls }) => pulls.some((pull) => !isAsItShould(work, pull)));
  const checked = await withChecks(close, (pulls) => readChecks(github, place, { pulls, app }));
  const heads = checked.filter(
    ({ pulls }) => isActive || pulls.some((pull) => isDue(pull, isConfigured)),
  );
  const inLine = line();
  const results = await inOrder(heads, async (shared) => {
    const judged = await judgeHead(work, shared);
    return inLine(() => publishWorst(work, { ...shared, judged }));
  });
  return {
    wrote: results.some(({ wrote }) => wrote),
    again: results.some(({ again }) => again),
    isPending: pullsOf(checked).some(({ check }) => check?.conclusion === ""),
    wakeAt: lapse(gating),
  };
}

/** The queue's first, and in each turn the oldest first; a head is as urgent as the most urgent that shares it. */
function inTurn(open: readonly OpenPull[]): readonly Shared[] {
  const sorted = open.toSorted(
    (one, other) =>
      TURNS.indexOf(one.turn) - TURNS.indexOf(other.turn) || one.number - other.number,
  );
  return [...Map.groupBy(sorted, ({ head }) => head)].map(([sha, pulls]) => ({ sha, pulls }));
}

function pullsOf(heads: readonly Shared[]): readonly OpenPull[] {
  return heads.flatMap(({ pulls }) => pulls);
}

/** What the list tells of its check, before that is read. */
function mayBeDue({ glimpse, isOwn }: OpenPull, isConfigured: boolean): boolean {
  return glimpse === "none" ? isOwn || isConfigured : glimpse === "unclear";
}

/** Green, and nothing to do with any incident: its check needn't be read. */
function isAsItShould({ gating, clear }: RecheckWork, { number, glimpse }: OpenPull): boolean {
  return judgeWithoutFiles(gating, {}) === undefined && clear.has(number) && glimpse === "green";
}

const NONE: ReadonlyMap<string, Check> = new Map();

/** Pull requests with one head have one check, which is read once. */
async function withChecks(
  heads: readonly Shared[],
  read: (pulls: readonly OpenPull[]) => Promise<ReadonlyMap<string, Check>>,
): Promise<readonly Shared[]> {
  const unread = heads.filter(({ pulls }) =>
    pulls.some(({ glimpse, isChecked }) => glimpse !== "none" && !isChecked),
  );
  const checks =
    unread.length === 0 ? NONE : await read(unread.flatMap(({ pulls }) => pulls.slice(0, 1)));
  return heads.map(({ sha, pulls }) => {
    const check = checks.get(sha);
    return check === undefined
      ? { sha, pulls }
      : { sha, pulls: pulls.map((pull) => ({ ...pull, check })) };
  });
}

/** Red, or without a verdict: what a workflow's token opens is judged by no workflow before somebody approves its run. */
function isDue({ check, isOwn }: OpenPull, isConfigured: boolean): boolean {
  return check === undefined ? isOwn || isConfigured : check.conclusion !== "success";
}

/** When the first override lapses. */
function lapse({ incidents, options }: Gating): Instant | undefined {
  return incidents
    .filter(isGating)
    .flatMap((incident) => incident.overrides.flatMap(({ until }) => until ?? []))
    .filter((until) => until > options.now)
    .toSorted()[0];
}

/** One after the other: were several to wait for their turn to write, the incident's own answers would wait for all. */
function line(): <T>(run: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const turn = last.then(run);
    last = turn.catch((thrown: unknown) => {
      if (isForAll(thrown)) throw thrown;
    });
    last.catch(() => undefined);
    return turn;
  };
}

/**
 * A few at a time, begun in their order. One that fails doesn't keep the others from their turn, unless GitHub would
 * refuse them too.
 */
async function inOrder<T, R>(
  items: readonly T[],
  run: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  const waiting = [...items];
  async function next(): Promise<void> {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      try {
        results.push(await run(item));
      } catch (thrown) {
        failures.push(thrown);
        if (isForAll(thrown)) waiting.length = 0;
      }
    }
  }
  await Promise.all(Array.from({ length: TOGETHER }, next));
  if (failures.length > 0) throw failures[0];
  return results;
}
