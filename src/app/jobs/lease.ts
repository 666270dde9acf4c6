import { AsyncLocalStorage } from "node:async_hooks";
import type { Run } from "../../queue/queue.ts";

const fences = new AsyncLocalStorage<() => boolean>();

/** Whatever it writes from now on is refused once another process may have its key. */
export function underLease(run: Run): Run {
  return (job, isLost = () => false) => fences.run(isLost, () => run(job, isLost));
}

/** Whether the run that asks has lost its key. */
export function hasLostLease(): boolean {
  return fences.getStore()?.() ?? false;
}

/** As a failure of GitHub's that passes: whoever has the key now goes on. */
export function leaseLost(): Error {
  return Object.assign(new Error("this run gave no sign of life for too long to write anything"), {
    status: 503,
    headers: {},
  });
}
