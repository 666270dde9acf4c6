import type { Facts } from "../facts.ts";
import { orFine, skipped, wrong } from "../finding.ts";
import type { Verdict } from "../finding.ts";

/** Whether the Action that the workflows name is there: a job with a tag that nobody made can't start. */
export function checkAction({ unknownActions }: Pick<Facts, "unknownActions">): readonly Verdict[] {
  if (!unknownActions.ok) return [skipped(unknownActions.error.why)];
  return orFine(
    unknownActions.value.map((uses) =>
      wrong(
        `The workflows use ${uses}, and there is no such tag, branch or commit: their jobs can't start.`,
        `dakor init writes a commit that is there; or by hand: uses: ${uses.replace(/@.*/, "")}@<SHA>`,
      ),
    ),
    "Nothing says that the workflows' Action is missing.",
  );
}
