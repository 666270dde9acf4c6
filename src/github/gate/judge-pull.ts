import type { GateDecision } from "../../core/gate/gate.ts";
import { RETRIES } from "../../core/model/retry.ts";
import { query } from "../client/query.ts";
import { notFound } from "../client/failure.ts";
import type { GitHub, ItemRef } from "../client/github.ts";
import { isRecord } from "../client/narrow.ts";
import { gateAnswer, targetIn } from "./gate-answer.ts";
import type { GateOptions } from "./gate-answer.ts";
import { pullQuestion } from "./gate-question.ts";
import { judgeWithoutFiles } from "./judge.ts";
import type { Examined } from "./judge.ts";
import { readTouched } from "./read-touched.ts";

export type JudgeOptions = GateOptions & {
  /** The answer to the first question, where it has been asked already. */
  readonly first?: Promise<unknown>;
};

/** Whether a pull request may merge now. Whatever couldn't be read throws; the shells make it `unavailable`. */
export async function judgePull(
  github: GitHub,
  ref: ItemRef,
  options: JudgeOptions,
): Promise<GateDecision> {
  return (await examinePull(github, ref, options)).decision;
}

/** The same with the configuration that it was judged by. */
export async function examinePull(
  github: GitHub,
  ref: ItemRef,
  { first, ...options }: JudgeOptions,
): Promise<Examined> {
  let examined = await examineOnce(github, ref, { options, first });
  // A head that moves faster is looked at again by whoever moved it.
  for (let tries = 1; tries < RETRIES.movedHead.tries && isMoved(examined); tries += 1) {
    examined = await examineOnce(github, ref, { options, first: undefined });
  }
  return examined;
}

function isMoved({ decision }: Examined): boolean {
  return decision.reason === "ref_changed";
}

async function examineOnce(
  github: GitHub,
  ref: ItemRef,
  asked: { readonly options: GateOptions; readonly first: Promise<unknown> | undefined },
): Promise<Examined> {
  const question = pullQuestion(ref);
  const data = await (asked.first ?? query(github, question));
  const answer = gateAnswer(data, { owner: ref.owner, repo: ref.repo }, asked.options);
  const json = answer.json["pullRequest"];
  if (!isRecord(json)) throw notFound(question.operation);
  const { config } = answer;
  const { pull, head, changedFiles } = targetIn(json);
  const quiet = judgeWithoutFiles(answer, { pull, head });
  if (quiet !== undefined) return { decision: quiet, config };
  // Its files are on their way while it is found out which incidents there are.
  const files = readTouched(github, ref, changedFiles);
  files.catch(() => undefined);
  // What only tells a hold: most pull requests are judged without it.
  const { judgeAnswered } = await import("./judge-target.ts");
  return { decision: await judgeAnswered(github, answer, { json, files }), config };
}
