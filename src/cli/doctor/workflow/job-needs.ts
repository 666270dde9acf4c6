import type { Inputs } from "../../../action/inputs.ts";
import { BOT_PERMISSIONS } from "../../../text/workflow-permission.ts";

type Mode = Inputs["mode"];

type JobNeeds = {
  /** Events without which it misses something, if no other job of the same mode hears them. */
  readonly events: readonly string[];
  /** Of the job's token. */
  readonly permissions: Readonly<Record<string, "read" | "write">>;
};

const READS = {
  checks: "read",
  contents: "read",
  issues: "read",
  "pull-requests": "read",
} as const;

/** What a job needs, by the Action's mode. */
export const JOB_NEEDS: Readonly<Record<Mode, JobNeeds>> = {
  gate: { events: [], permissions: READS },
  bot: {
    events: ["issues", "issue_comment"],
    permissions: Object.fromEntries(BOT_PERMISSIONS.map((name) => [name, "write" as const])),
  },
  renew: { events: [], permissions: { ...READS, actions: "write", checks: "write" } },
};

/** Undefined for a mode that there is not. */
export function needsOf(mode: string): JobNeeds | undefined {
  return isMode(mode) ? JOB_NEEDS[mode] : undefined;
}

function isMode(name: string): name is Mode {
  return Object.hasOwn(JOB_NEEDS, name);
}
