import { deleteSuite, suiteOf } from "../act/check-suite.ts";
import { refuse } from "../failure.ts";
import { addJob, workflowsOf } from "../rest/workflow-routes.ts";
import type { NewJob, Workflow } from "../rest/workflow-routes.ts";
import type { JobTokenUsed, WorkflowState, World } from "../world.ts";

/** What whoever plays the workflows does and sees: they don't run here. */
export interface ActionsControl {
  /** A job of a workflow that has ended; its id is its check run's. */
  readonly addJob: (job: NewJob) => Promise<number>;
  /** The workflow's run that a job belongs to is deleted, or has outlived its retention. */
  readonly deleteRunOf: (job: number) => void;
  /** Jobs that somebody wanted to run again, in that order. */
  readonly rerunJobs: () => readonly number[];
  /** What workflows' tokens have used of their hourly budget, all that were ever counted. */
  readonly jobTokenUsed: () => JobTokenUsed;
  /** Those on the default branch, and whether they are on. */
  readonly workflows: () => Promise<readonly Workflow[]>;
  /** As GitHub does by itself, and people by hand; `file` is in .github/workflows. */
  readonly switchWorkflow: (file: string, state: WorkflowState) => void;
}

export function actionsControl(world: World): ActionsControl {
  return {
    addJob: (job) => addJob(world, job),
    deleteRunOf: (job) => {
      const suite = suiteOf(world, job) ?? refuse(404, `No job ${job}`);
      deleteSuite(world, suite);
    },
    rerunJobs: () => [...world.reruns],
    jobTokenUsed: () => ({ ...world.jobTokenUsed }),
    workflows: () => workflowsOf(world),
    switchWorkflow: (file, state) => {
      world.workflowStates.set(`.github/workflows/${file}`, state);
    },
  };
}
