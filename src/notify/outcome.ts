import type { Outcome } from "../text/notify/message.ts";
import { DELIVERY_WHY, answered } from "../text/notify/delivery-why.ts";
import type { TargetAnswer } from "./call-target.ts";

/** Nobody waits longer than this for a target that asks for it. */
export const LONGEST_WAIT = 24 * 3_600_000;

type Told = Pick<TargetAnswer, "status" | "headers">;

/** What a status means, the same for every target; `ref` is what the answer calls the message. */
export function outcomeOf({ status, headers }: Told, now: number, ref?: string): Outcome {
  if (status >= 200 && status < 300) return sentAs(ref);
  if (status >= 300 && status < 400) return { kind: "refused", why: DELIVERY_WHY.redirects };
  if (status === 404 || status === 410) return { kind: "gone", why: answered(status) };
  if (status === 429) return laterBy(headers["retry-after"], now, DELIVERY_WHY.tooMany);
  if (status === 408 || status === 425 || status >= 500 || status < 200) {
    return laterBy(headers["retry-after"], now, answered(status));
  }
  return { kind: "refused", why: answered(status) };
}

export function sentAs(ref: string | undefined): Outcome {
  return { kind: "sent", ...(ref === undefined ? {} : { ref }) };
}

/** Retry-After in seconds or as a date; without one, or with one that can't be read, the usual time is for others to say. */
export function laterBy(retryAfter: string | undefined, now: number, why: string): Outcome {
  const text = retryAfter?.trim() ?? "";
  const at = /^\d+(?:\.\d+)?$/.test(text) ? now + Math.ceil(Number(text) * 1000) : Date.parse(text);
  return Number.isNaN(at) || at <= now
    ? { kind: "retry", why }
    : { kind: "retry", why, at: Math.min(at, now + LONGEST_WAIT) };
}
