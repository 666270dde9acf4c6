import { decision } from "../../core/gate/gate.ts";
import type { GateDecision, GateVerdict } from "../../core/gate/gate.ts";
import type { CheckPublisher, Generation } from "./check-publisher.ts";
import type { CheckText, JudgedPulls } from "./check-run.ts";
import { isForAll } from "../client/classify-failure.ts";
import { failure } from "../client/failure.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { judgeOpen, prepareOpen } from "../gate/judge-open.ts";
import type { OpenWork } from "../gate/judge-open.ts";
import type { OpenPull } from "./open-pulls.ts";
import type { Gating } from "../gate/read-gate.ts";
import type { RunResult } from "../run-result.ts";
import { dequeuePulls } from "./dequeue-pulls.ts";
import type { GateOptions } from "../gate/gate-answer.ts";
import { renderGate } from "../../text/gate/gate.ts";
import { defined } from "../../core/model/defined.ts";

export type RecheckOptions = GateOptions & {
  readonly checks: CheckPublisher;
  /** The App's id: only its own checks count. */
  readonly app: () => Promise<number>;
  /** A client that may also change merge queues; without it, the same does everything. */
  readonly forQueue?: () => Promise<GitHub>;
  /** Leaves what is new to a bot that leads the incident already. */
  readonly isSecond?: boolean;
};

/** Pull requests with the same head share its check. */
export type Shared = { readonly sha: string; readonly pulls: readonly OpenPull[] };

/** What is needed to write a check. */
export type Desk = {
  readonly github: GitHub;
  readonly place: RepoName;
  readonly options: Pick<RecheckOptions, "checks" | "forQueue">;
  readonly generation: Generation;
  /** Left out where it could not be read. */
  readonly gating?: Gating;
};

/** What is needed to judge some pull requests by one reading of the repository. */
export type RecheckWork = Desk & OpenWork;

const RANK: Readonly<Record<GateVerdict, number>> = { pass: 0, hold: 1, unavailable: 2 };

/** Reads what is needed of the pull requests: nothing while nothing can hold them. */
export async function prepare(
  desk: Desk & { readonly gating: Gating },
  pulls: readonly OpenPull[],
): Promise<RecheckWork> {
  return { ...desk, ...(await prepareOpen(desk.github, desk.gating, pulls)) };
}

export async function recheckHead(
  work: RecheckWork,
  shared: Shared & { readonly isAsked?: boolean },
): Promise<RunResult> {
  return publishWorst(work, { ...shared, judged: await judgeHead(work, shared) });
}

export function judgeHead(work: RecheckWork, { pulls }: Shared): Promise<readonly JudgedPulls[]> {
  return Promise.all(
    pulls.map((pull) =>
      orUnavailable({ pull: pull.number, head: pull.head }, () =>
        judgeOpen(work.github, work, pull),
      ),
    ),
  );
}

/**
 * One check for all that share a head; what is held leaves the merge queue before the check says so. Where GitHub
 * refuses that, the check is what is left to stop it.
 */
export async function publishWorst(
  desk: Desk,
  found: Shared & { readonly judged: readonly JudgedPulls[]; readonly isAsked?: boolean },
): Promise<RunResult> {
  const { github, place, options, generation } = desk;
  const { sha, pulls, judged, isAsked = false } = found;
  // Judged on another head than the one that the check would be on: its own webhook is on its way.
  const isMoved = ({ head, reason }: GateDecision): boolean =>
    reason === "ref_changed" || (head !== undefined && head !== sha);
  const worst = worstOf(judged);
  if (worst === undefined || judged.some((one) => isMoved(one.decision))) {
    return { wrote: false, again: worst !== undefined };
  }
  const { verdict } = worst.decision;
  const connect = options.forQueue ?? (async () => github);
  const isOut = verdict === "pass" ? Promise.resolve() : dequeuePulls(connect, pulls);
  await isOut.catch((thrown: unknown) => {
    if (isForAll(thrown)) throw thrown;
  });
  const words = wordsOf(worst, { place, ...(desk.gating && { gating: desk.gating }) });
  const present = pulls.find(({ check }) => check !== undefined)?.check ?? "none";
  const wrote = await options.checks.publish(github, place, {
    generation,
    sha,
    words,
    present,
    isAsked,
  });
  await isOut;
  return { wrote, again: verdict === "unavailable" };
}

/** The verdict that a shared head gets; of equal ones the first. */
function worstOf(judged: readonly JudgedPulls[]): JudgedPulls | undefined {
  return judged.toSorted(
    (one, other) => RANK[other.decision.verdict] - RANK[one.decision.verdict],
  )[0];
}

/** What can't be read is held; what GitHub would refuse for all others as well ends the run. */
export async function orUnavailable(
  about: { readonly pull?: number; readonly head: string },
  run: () => Promise<GateDecision>,
): Promise<JudgedPulls> {
  try {
    return { decision: await run() };
  } catch (thrown) {
    return unavailable(about, thrown);
  }
}

export function unavailable(
  about: { readonly pull?: number; readonly head: string },
  thrown: unknown,
): JudgedPulls {
  const failed = failure("judge", thrown);
  if ([401, 403, 429].includes(failed.status)) throw thrown;
  return { decision: { ...decision({}, "unavailable"), ...about }, failed };
}

/** What the check says about a decision. */
export function wordsOf(
  { decision: judged, failed }: JudgedPulls,
  around: { readonly place: RepoName; readonly gating?: Gating },
): CheckText {
  const { verdict, incidents } = judged;
  const { place, gating } = around;
  const url = incidents[0]?.url.replace(/\/issues\/\d+$/, "") ?? "";
  const { title, summary, annotations } = renderGate(judged, {
    repository: gating?.repository ?? { owner: place.owner, name: place.repo, url },
    ...(gating === undefined
      ? {}
      : {
          permission: gating.config.config.gate.permission,
          timezone: gating.config.config.timezone,
        }),
    ...defined({ error: failed?.message, requestId: failed?.requestId }),
    isRenewed: true,
  });
  return {
    verdict,
    title,
    summary,
    annotations: annotations.map((annotation) => ({
      path: annotation.path,
      start_line: annotation.line,
      end_line: annotation.line,
      annotation_level: "failure",
      title: annotation.title,
      message: annotation.message,
    })),
    isPlain: verdict === "pass" && incidents.length === 0,
  };
}
