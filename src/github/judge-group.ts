import { setImmediate } from "node:timers/promises";
import type { GateDecision } from "../core/gate.ts";
import type { Pull } from "../core/snapshot.ts";
import { ask } from "./ask.ts";
import { targetOf } from "./gate-answer.ts";
import type { GatePull } from "./gate-answer.ts";
import { groupQuestion, pullOfGroup } from "./gate-question.ts";
import type { MergeGroup } from "./gate-question.ts";
import type { GitHub } from "./github.ts";
import { judgeSubject, judgeWithoutFiles } from "./judge-subject.ts";
import type { Examined } from "./judge-subject.ts";
import { at, isRecord } from "./narrow.ts";
import { completeGating, gateAnswer, hintRoles } from "./read-gate.ts";
import type { GateOptions } from "./read-gate.ts";
import { readCompared } from "./read-touched.ts";

export type { MergeGroup } from "./gate-question.ts";

/** Judges a group of the merge queue by its own files, and by the exemptions of its pull request. */
export async function judgeGroup(
  github: GitHub,
  group: MergeGroup,
  options: GateOptions,
): Promise<GateDecision> {
  return (await examineGroup(github, group, options)).decision;
}

/** The same with the configuration that it was judged by. */
export async function examineGroup(
  github: GitHub,
  group: MergeGroup,
  options: GateOptions,
): Promise<Examined> {
  const { baseSha, headSha } = group;
  const place = { owner: group.owner, repo: group.repo };
  const data = await ask(github, groupQuestion(group));
  const answer = gateAnswer(data, place, options);
  const json = at(answer.json, "pullRequest");
  const isKnown = pullOfGroup(group.headRef) !== undefined && isRecord(json);
  const target = isKnown ? targetOf(json, answer.selves) : nobodysPull(headSha, options.now);
  const quiet = judgeWithoutFiles(answer, { pull: target.pull.number });
  const { config } = answer;
  if (quiet !== undefined) return { decision: ofGroup(quiet, headSha), config };
  const comparing = readCompared(github, place, { base: baseSha, head: headSha });
  comparing.catch(() => undefined);
  hintRoles(github, answer);
  await setImmediate();
  const gating = await completeGating(github, answer);
  const judged = await judgeSubject(github, gating, {
    target,
    headOid: headSha,
    list: () => comparing,
    span: async () => ({ from: (await comparing).mergeBase, to: headSha }),
    // Its commits never change.
    isSettled: () => Promise.resolve(true),
  });
  return { decision: ofGroup(judged, headSha), config };
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
