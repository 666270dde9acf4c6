import { createBoundedMap } from "./bounded-map.ts";
import type { ChatAnswer } from "../../core/plan/plan-answer.ts";
import { failure } from "../../github/client/failure.ts";
import type { ItemRef } from "../../github/client/github.ts";
import type { AnswerResult } from "../../github/run-answer.ts";
import { chatUnseen } from "../../text/notify/chat-reply.ts";
import { formatKey } from "../jobs/key.ts";
import type { ItemId } from "../jobs/key.ts";

export type TakenAnswer = {
  readonly kind: AnswerResult["kind"] | "unseen";
  readonly reply?: string;
};

/** Passes on to an incident what was said in a chat. */
export type TakeAnswer = (incident: ItemRef, answer: ChatAnswer) => Promise<TakenAnswer>;

const MOST_DONE = 5000;

type Taking = {
  readonly answer: (
    incident: ItemRef,
    answer: ChatAnswer,
  ) => Promise<AnswerResult & { readonly issue: ItemId }>;
  readonly enqueue: (trigger: {
    readonly key: string;
    readonly reason: string;
  }) => Promise<unknown>;
};

/**
 * One message is worked on once at a time: whoever sends it again meanwhile waits for that, and hears no more of it. What was written before is found
 * on the incident, also by another process; what was written just now, where GitHub's answer may lack it, is known here.
 */
export function createTakeAnswer({ answer: pass, enqueue }: Taking): TakeAnswer {
  const running = new Map<string, Promise<TakenAnswer>>();
  const done = createBoundedMap<true>(MOST_DONE);

  async function take(incident: ItemRef, answer: ChatAnswer): Promise<TakenAnswer> {
    try {
      const { issue, ...result } = await pass(incident, answer);
      const key = formatKey({ kind: "issue", ...issue });
      // The bot's own comment starts no run; where this process ends now, the sweep does.
      if (result.kind === "said" && key !== undefined) {
        await enqueue({ key, reason: `${answer.chat} ${answer.id}` });
      }
      return result;
    } catch (thrown) {
      if (failure("pass on what was said in a chat", thrown).status !== 404) throw thrown;
      return { kind: "unseen", reply: chatUnseen(nameOf(incident)) };
    }
  }

  return (incident, answer) => {
    const id = `${answer.chat} ${answer.id}`;
    const known = running.get(id);
    if (known !== undefined) return known.then(() => ({ kind: "known" }));
    if (done.has(id)) return Promise.resolve({ kind: "known" });
    const taken = take(incident, answer)
      .then((result) => {
        if (result.kind === "said") done.set(id, true);
        return result;
      })
      .finally(() => running.delete(id));
    running.set(id, taken);
    return taken;
  };
}

export function nameOf({ owner, repo, number }: ItemRef): string {
  return `${owner}/${repo}#${number}`;
}

const NAME = /^([\w-]{1,100})\/(?!\.{1,2}[#/])([\w.-]{1,100})(?:#|\/issues\/)([1-9]\d{0,8})$/;

/** "acme/shop#42", or its address on the GitHub that this App belongs to. */
export function parseIncident(text: string, web: string): ItemRef | undefined {
  const isAddress = text.toLowerCase().startsWith(`${web.toLowerCase()}/`);
  if (!isAddress && text.includes("/issues/")) return undefined;
  const name = isAddress ? text.slice(web.length + 1).replace(/[?#].*$/, "") : text;
  const [, owner, repo, number] = NAME.exec(name) ?? [];
  return owner === undefined || repo === undefined
    ? undefined
    : { owner, repo, number: Number(number) };
}
