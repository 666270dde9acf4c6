import { at, list, record, text } from "../../../github/client/narrow.ts";
import { wrong } from "../finding.ts";
import type { Verdict } from "../finding.ts";
import type { OwnJob } from "./parse-workflow.ts";

const DEFAULT_BRANCH = "${{ github.event.repository.default_branch }}";

/** Under pull_request_target nothing may run but what is on the default branch already. */
export function lookAtCheckout({ path, id, events, job, uses }: OwnJob): readonly Verdict[] {
  if (!("pull_request_target" in events)) return [];
  const checkout = list(job["steps"])
    .map(record)
    .find((step) => text(step["uses"]).startsWith("actions/checkout@"));
  if (checkout === undefined) return [];
  // A repository's own Action has to be fetched before it can run.
  const isNeeded = uses.some((one) => one.startsWith("."));
  const ref = at(checkout, "with", "ref");
  const isElsewhere = at(checkout, "with", "repository") !== undefined;
  if (!isNeeded || isElsewhere) {
    return [
      wrong(
        `${path}: the job ${id} checks out code under pull_request_target, where a stranger's would run with your rights.`,
        `Delete the step with ${text(checkout["uses"])}: the Action needs no checkout.`,
      ),
    ];
  }
  const isDefault = ref === DEFAULT_BRANCH || (ref === undefined && !("merge_group" in events));
  return isDefault
    ? []
    : [
        wrong(
          `${path}: the job ${id} may check out what is judged, and then it is judged by itself.`,
          `Write in the step with ${text(checkout["uses"])}: ref: ${DEFAULT_BRANCH}`,
        ),
      ];
}
