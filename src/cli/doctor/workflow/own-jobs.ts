import { filesOf } from "../facts.ts";
import type { Facts } from "../facts.ts";
import type { TextFile } from "../files.ts";
import { parseWorkflow } from "./parse-workflow.ts";
import type { OwnJob } from "./parse-workflow.ts";

/** Every job that runs the Action in a workflow of the repository. */
export function ownJobs(facts: Facts): readonly OwnJob[] {
  return jobsIn(filesOf(facts)?.workflows ?? []);
}

export function jobsIn(workflows: readonly TextFile[]): readonly OwnJob[] {
  return workflows.flatMap((file) => {
    const jobs = parseWorkflow(file);
    return jobs.ok ? jobs.value : [];
  });
}

/** Whether it looks after incidents and judges pull requests again. */
export function isBot({ mode }: OwnJob): boolean {
  return mode === "bot" || mode === "renew";
}

/** To a commit; what lies in the repository itself needs no pin. */
export function isPinned(uses: string): boolean {
  return /@[0-9a-f]{40}$/.test(uses) || uses.startsWith(".");
}
