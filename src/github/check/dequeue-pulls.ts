import { failure } from "../client/failure.ts";
import type { GitHub } from "../client/github.ts";
import { mutate } from "../write/mutate.ts";
import type { OpenPull } from "./open-pulls.ts";

/** Takes what is held out of the merge queue: a red check on the head alone wouldn't stop a group that is under way. */
export async function dequeuePulls(
  connect: () => Promise<GitHub>,
  pulls: readonly OpenPull[],
): Promise<void> {
  const queued = pulls.filter(({ turn }) => turn === "queued");
  if (queued.length === 0) return;
  const { outcomes, thrown } = await mutate(
    await connect(),
    "take out of the merge queue",
    queued.map(({ id }) => ({
      field: "dequeuePullRequest",
      inputType: "DequeuePullRequestInput",
      input: { id },
    })),
  );
  const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
  // It may have left by itself since it was read.
  const left = refused.filter(({ message }) => !/not in (?:the|a) merge queue/i.test(message));
  if (left.length > 0) throw failure("take out of the merge queue", thrown, left);
}
