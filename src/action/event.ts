import { usageError } from "./inputs.ts";
import { at, isRecord } from "../github/client/narrow.ts";

/** What is to be judged. The event says no more than this: everything else is read again. */
export type Judged =
  | { readonly kind: "pull"; readonly number: number }
  | {
      readonly kind: "group";
      readonly baseSha: string;
      readonly headSha: string;
      readonly headRef: string;
    };

const PULL_EVENTS: readonly string[] = ["pull_request", "pull_request_target"];

export function readEvent(
  name: string,
  payload: unknown,
  { pull }: { readonly pull: number | undefined },
): Judged {
  if (PULL_EVENTS.includes(name)) {
    const number = at(payload, "pull_request", "number");
    if (!isNumber(number)) throw usageError(`The ${name} event names no pull request.`);
    if (pull !== undefined && pull !== number) {
      throw usageError(`The input pull-request is ${pull}, but the event is about #${number}.`);
    }
    return { kind: "pull", number };
  }
  if (name === "merge_group") return groupOf(at(payload, "merge_group"));
  if (name === "workflow_dispatch") {
    if (pull !== undefined) return { kind: "pull", number: pull };
    throw usageError("For workflow_dispatch, the input pull-request says which one to judge.");
  }
  throw usageError(
    `The gate judges pull requests and merge groups, but this workflow ran on ${name === "" ? "no event" : `"${name}"`}. ` +
      `Use pull_request_target (or pull_request), merge_group, or workflow_dispatch with the input pull-request.`,
  );
}

function groupOf(group: unknown): Judged {
  const [baseSha, headSha, headRef] = ["base_sha", "head_sha", "head_ref"].map((key) =>
    at(group, key),
  );
  if (!isRecord(group) || !isSha(baseSha) || !isSha(headSha) || typeof headRef !== "string") {
    throw usageError("The merge_group event lacks its commits.");
  }
  return { kind: "group", baseSha, headSha, headRef };
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

function isSha(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{40,64}$/.test(value);
}
