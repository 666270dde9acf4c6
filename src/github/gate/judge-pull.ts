import { setImmediate } from "node:timers/promises";
import type { GateDecision } from "../../core/gate/gate.ts";
import { query } from "../client/query.ts";
import { malformedAnswer, notFound } from "../client/failure.ts";
import { pullQuestion } from "./gate-question.ts";
import type { GitHub, ItemRef } from "../client/github.ts";
import { judgeSubject, judgeWithoutFiles } from "./judge-subject.ts";
import type { Examined } from "./judge-subject.ts";
import { at, isRecord, textOrNone } from "../client/narrow.ts";
import { completeGating, hintRoles } from "./read-gate.ts";
import type { Gating } from "./read-gate.ts";
import { readMergeBase, readTouched } from "./read-touched.ts";
import type { TouchedList } from "./read-touched.ts";
import { targetOf } from "./read-gate-pull.ts";
import type { GatePull } from "./read-gate-pull.ts";
import { gateAnswer } from "./gate-answer.ts";
import type { GateAnswer, GateOptions } from "./gate-answer.ts";

/** A head that moves faster than this is looked at again by whoever moved it. */
const MOST_TRIES = 3;

/** Whether a pull request may merge now. Whatever couldn't be read throws; the shells make it `unavailable`. */
export async function judgePull(
  github: GitHub,
  ref: ItemRef,
  options: GateOptions,
): Promise<GateDecision> {
  return (await examinePull(github, ref, options)).decision;
}

/** The same with the configuration that it was judged by. */
export async function examinePull(
  github: GitHub,
  ref: ItemRef,
  options: GateOptions,
): Promise<Examined> {
  let examined = await examineOnce(github, ref, options);
  for (let tries = 1; tries < MOST_TRIES && isMoved(examined); tries += 1) {
    examined = await examineOnce(github, ref, options);
  }
  return examined;
}

function isMoved({ decision }: Examined): boolean {
  return decision.reason === "ref_changed";
}

/**
 * The same by what was read of the repository before, for any number of its pull requests. One look only: whoever
 * read the pull request reads it again where its head moved.
 */
export function judgeWith(
  github: GitHub,
  gating: Gating,
  looked: {
    readonly target: GatePull;
    /** All its files where they were read already, and of which head. */
    readonly listed?: { readonly head: string; readonly files: TouchedList["files"] };
  },
): Promise<GateDecision> {
  const { target, listed } = looked;
  if (listed === undefined) return judgeTarget(github, gating, { target });
  return judgeTarget(github, gating, {
    target,
    files: Promise.resolve({ files: listed.files, isWhole: true }),
    head: Promise.resolve(listed.head),
  });
}

async function examineOnce(github: GitHub, ref: ItemRef, options: GateOptions): Promise<Examined> {
  const { answer, target } = await readFirst(github, ref, options);
  const { number, headOid } = target.pull;
  const quiet = judgeWithoutFiles(answer, { pull: number, head: headOid });
  const { config } = answer;
  if (quiet !== undefined) return { decision: quiet, config };
  // The files are on their way while it is found out which incidents there are.
  const files = readTouched(github, ref, target.changedFiles);
  const head = files.then(() => readHead(github, ref));
  head.catch(() => undefined);
  hintRoles(github, answer);
  // Those requests go out before the incidents are worked through, which takes longer than sending.
  await setImmediate();
  const gating = await completeGating(github, answer);
  return { decision: await judgeTarget(github, gating, { target, files, head }), config };
}

function judgeTarget(
  github: GitHub,
  gating: Gating,
  looked: {
    readonly target: GatePull;
    /** Where they are being read already; the head after the files. */
    readonly files?: Promise<TouchedList>;
    readonly head?: Promise<string>;
  },
): Promise<GateDecision> {
  const { place } = gating;
  const { target } = looked;
  const { number, headOid } = target.pull;
  const ref = { ...place, number };
  return judgeSubject(github, gating, {
    target,
    headOid,
    list: () => looked.files ?? readTouched(github, ref, target.changedFiles),
    span: async () => ({
      from: await readMergeBase(github, place, { base: target.baseOid, head: headOid }),
      to: headOid,
    }),
    isSettled: async () => (await (looked.head ?? readHead(github, ref))) === headOid,
  });
}

async function readFirst(
  github: GitHub,
  ref: ItemRef,
  options: GateOptions,
): Promise<{ readonly answer: GateAnswer; readonly target: GatePull }> {
  const question = pullQuestion(ref);
  const data = await query(github, question);
  const answer = gateAnswer(data, { owner: ref.owner, repo: ref.repo }, options);
  const json = answer.json["pullRequest"];
  if (!isRecord(json)) throw notFound(question.operation);
  return { answer, target: targetOf(json, answer.ownBots) };
}

/** The list of files doesn't say whose it is: if the head is still the same, it was its. */
async function readHead(github: GitHub, ref: ItemRef): Promise<string> {
  const operation = `read the head of ${ref.owner}/${ref.repo}#${ref.number}`;
  const data = await query(github, {
    operation,
    query: `query ReadHead($owner: String!, $name: String!, $number: Int!) {
      repository(owner: $owner, name: $name) { pullRequest(number: $number) { headRefOid } }
    }`,
    variables: { owner: ref.owner, name: ref.repo, number: ref.number },
  });
  const head = textOrNone(at(data, "repository", "pullRequest", "headRefOid"));
  if (head === undefined) throw malformedAnswer(operation, "it has no head");
  return head;
}
