import type { GateDecision } from "../../core/gate/gate.ts";
import { malformedAnswer } from "../client/failure.ts";
import type { GitHub, ItemRef } from "../client/github.ts";
import { at, textOrNone } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { query } from "../client/query.ts";
import type { GateAnswer } from "./gate-answer.ts";
import { judgeSubject } from "./judge-subject.ts";
import { completeGating } from "./read-gate.ts";
import type { Gating } from "./read-gate.ts";
import { targetOf } from "./read-gate-pull.ts";
import type { GatePull } from "./read-gate-pull.ts";
import { readMergeBase, readTouched } from "./read-touched.ts";
import type { TouchedList } from "./read-touched.ts";

/** Judges the pull request that the first answer is about, by its files, which are on their way already. */
export async function judgeAnswered(
  github: GitHub,
  answer: GateAnswer,
  { json, files }: { readonly json: Json; readonly files: Promise<TouchedList> },
): Promise<GateDecision> {
  const target = targetOf(json, answer.ownBots);
  const ref = { ...answer.place, number: target.pull.number };
  const head = files.then(() => readHead(github, ref));
  // Whoever waits for it hears of its failure.
  head.catch(() => undefined);
  const gating = await completeGating(github, answer);
  return judgeTarget(github, gating, { target, files, head });
}

/**
 * Judges by what was read of the repository before, for any number of its pull requests. One look only: whoever
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
