import { loginOf, planAnswer } from "../core/plan/plan-answer.ts";
import type { AnswerPlan, ChatAnswer } from "../core/plan/plan-answer.ts";
import { renderWrites } from "../text/render.ts";
import { chatReply } from "../text/notify/chat-reply.ts";
import { notFound } from "./client/failure.ts";
import type { GitHub, ItemRef } from "./client/github.ts";
import { readIncident } from "./read/read-incident.ts";
import { readRoles } from "./read/read-role.ts";
import type { RunOptions } from "./run-issue.ts";
import { applyWrites } from "./write/apply.ts";
import { defined } from "../core/model/defined.ts";

/** What became of something that was said in a chat. */
export type AnswerResult = {
  readonly kind: AnswerPlan["kind"];
  /** What whoever said it is told there. */
  readonly reply?: string;
};

/** Takes up what somebody said in a chat in answer to an incident's news: passed on to it, or answered there. */
export async function runAnswer(
  github: GitHub,
  { ref, answer }: { readonly ref: ItemRef; readonly answer: ChatAnswer },
  options: RunOptions,
): Promise<AnswerResult> {
  const reading = await readIncident(github, ref, options);
  if (reading === undefined) throw notFound(`read ${ref.owner}/${ref.repo}#${ref.number}`);
  const { snapshot, target } = reading;
  const { roles, said } = options;
  const { config } = snapshot.config;
  const login = loginOf(answer.chat, answer.user, config);
  const asked = await readRoles(
    { github, repository: ref, roles },
    login === undefined ? [] : [login],
  );
  const plan = planAnswer(answer, snapshot, asked);
  if (plan.kind === "said") {
    await applyWrites(github, { ...target, ...(said && { said }) }, renderWrites(plan.effects));
  }
  const { permission } = config;
  const reply = chatReply(plan, {
    incident: `${ref.owner}/${ref.repo}#${ref.number}`,
    permission,
  });
  return { kind: plan.kind, ...defined({ reply }) };
}
