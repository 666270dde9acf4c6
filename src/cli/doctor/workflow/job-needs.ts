import type { Inputs } from "../../../action/inputs.ts";
import { inWorkflow, MODE_PERMISSIONS, type Permissions } from "../../../core/model/permission.ts";

type Mode = Inputs["mode"];

type JobNeeds = {
  /** Events without which it misses something, if no other job of the same mode hears them. */
  readonly events: readonly string[];
  /** Of the job's token. */
  readonly permissions: Permissions;
};

/** What a job needs, by the Action's mode. */
export const JOB_NEEDS: Readonly<Record<Mode, JobNeeds>> = {
  gate: { events: [], permissions: inWorkflow(MODE_PERMISSIONS.gate) },
  bot: {
    events: ["issues", "issue_comment"],
    permissions: inWorkflow(MODE_PERMISSIONS.bot),
  },
  renew: { events: [], permissions: inWorkflow(MODE_PERMISSIONS.renew) },
};

/** Undefined for a mode that there is not. */
export function needsOf(mode: string): JobNeeds | undefined {
  return isMode(mode) ? JOB_NEEDS[mode] : undefined;
}

function isMode(name: string): name is Mode {
  return Object.hasOwn(JOB_NEEDS, name);
}
