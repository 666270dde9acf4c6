import type { GateDecision } from "../../core/gate/gate.ts";
import type { Pull } from "../../core/model/snapshot.ts";
import { query } from "../client/query.ts";
import { groupQuestion, pullOfGroup, pullQuestion } from "./gate-question.ts";
import type { MergeGroup } from "./gate-question.ts";
import type { GitHub } from "../client/github.ts";
import { judgeSubject } from "./judge-subject.ts";
import { judgeWithoutFiles } from "./judge.ts";
import type { Examined } from "./judge.ts";
import type { JudgeOptions } from "./judge-pull.ts";
import { at, isRecord } from "../client/narrow.ts";
import { queuedBefore, targetOfQueue } from "./queued-before.ts";
import type { QueuedPull } from "./queued-before.ts";
import { completeGating } from "./read-gate.ts";
import { readCompared } from "./read-touched.ts";
import { targetOf } from "./read-gate-pull.ts";
import type { GatePull } from "./read-gate-pull.ts";
import { gateAnswer } from "./gate-answer.ts";
import type { GateAnswer } from "./gate-answer.ts";

export type { MergeGroup } from "./gate-question.ts";

/** Judges a group of the merge queue: each pull request that it would merge by its own files and its own exemptions. */
export async function judgeGroup(
  github: GitHub,
  group: MergeGroup,
  options: JudgeOptions,
): Promise<GateDecision> {
  return (await examineGroup(github, group, options)).decision;
}

/** The same with the configuration that it was judged by. */
export async function examineGroup(
  github: GitHub,
  group: MergeGroup,
  { first, ...options }: JudgeOptions,
): Promise<Examined> {
  const place = { owner: group.owner, repo: group.repo };
  const data = await (first ?? query(github, groupQuestion(group)));
  const answer = gateAnswer(data, place, options);
  const { config } = answer;
  const quiet = judgeWithoutFiles(answer, { pull: pullOfGroup(group.headRef) ?? 0 });
  if (quiet !== undefined) return { decision: ofGroup(quiet, group.headSha), config };
  const parts = partsOf(answer, group).map((part) => {
    const comparing = readCompared(github, place, { base: part.from, head: part.head });
    const target = part.target ?? readTarget(github, answer, part.pull);
    for (const promise of [comparing, target]) promise.catch(() => undefined);
    return { ...part, comparing, target };
  });
  const gating = await completeGating(github, answer);
  const judged = await Promise.all(
    parts.map(async ({ base, head, comparing, ...part }) => {
      const { mergeBase } = await comparing;
      // What it is put on is no group any more and not merged either: somebody else's files are among these.
      const isOwn = mergeBase === base;
      return judgeSubject(github, gating, {
        target: isOwn ? await part.target : nobodysPull(head, options.now),
        headOid: head,
        list: () => comparing,
        span: () => Promise.resolve({ from: mergeBase, to: head }),
        // Its commits never change.
        isSettled: () => Promise.resolve(true),
      });
    }),
  );
  const [own] = judged.slice(-1);
  const held = [own, ...judged].find((decision) => decision?.verdict !== "pass") ?? own;
  if (held === undefined) throw new Error("A group has its own pull request");
  return { decision: ofGroup(held, group.headSha), config };
}

/** A part of a group, and where its comparison begins: the first one's on the branch itself. */
type Part = QueuedPull & { readonly from: string; readonly target?: Promise<GatePull> };

function partsOf(answer: GateAnswer, group: MergeGroup): readonly Part[] {
  const { baseSha, headSha } = group;
  const json = at(answer.json, "pullRequest");
  const pull = pullOfGroup(group.headRef);
  const known = pull !== undefined && isRecord(json) ? targetOf(json, answer.ownBots) : undefined;
  const target = known ?? nobodysPull(headSha, answer.options.now);
  const own = { pull: pull ?? 0, base: baseSha, head: headSha, target: Promise.resolve(target) };
  if (pull === undefined) return [{ ...own, from: baseSha }];
  const onto = targetOfQueue(answer.json);
  return [...queuedBefore(answer.json, baseSha), own].map((part, index) => ({
    ...part,
    from: index === 0 ? onto : part.base,
  }));
}

/** Another pull request of the same group. */
async function readTarget(github: GitHub, answer: GateAnswer, pull: number): Promise<GatePull> {
  const { place, ownBots, options } = answer;
  const json = at(
    await query(github, pullQuestion({ ...place, number: pull })),
    "repository",
    "pullRequest",
  );
  return isRecord(json) ? targetOf(json, ownBots) : nobodysPull("", options.now);
}

function ofGroup({ pull, ...judged }: GateDecision, head: string): GateDecision {
  return { ...judged, ...(pull === undefined || pull === 0 ? {} : { pull }), head };
}

/** A group of which nobody knows the pull request has no exemptions. */
function nobodysPull(headOid: string, now: string): GatePull {
  const pull: Pull = {
    id: "",
    number: 0,
    url: "",
    title: "",
    body: "",
    author: { login: "ghost", isBot: false },
    state: "open",
    createdAt: now,
    head: "",
    headOid,
    isLocal: false,
    labels: [],
    links: [],
    revertedBy: [],
  };
  return { pull, changedFiles: 0, baseRef: "", baseOid: "" };
}
