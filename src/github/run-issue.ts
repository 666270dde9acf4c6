import { plan } from "../core/plan/plan.ts";
import type { Instant } from "../core/time.ts";
import { renderWrites } from "../text/render.ts";
import { applyWrites } from "./apply.ts";
import { absence } from "./failure.ts";
import type { GitHub, Ref } from "./github.ts";
import { readIncident } from "./read-incident.ts";
import type { RoleCache } from "./role-cache.ts";

export type RunOptions = { readonly now: Instant; readonly roles: RoleCache };

/** What is left after a run. */
export type Ran = {
  /** Something was made whose number or state the next plan needs. */
  readonly again: boolean;
  readonly wrote: boolean;
  readonly wakeAt?: Instant;
  /** Others of the same repository whose state follows from this one. */
  readonly issues: readonly number[];
  readonly pulls: readonly number[];
  /** What the gate depends on in this incident: when it is another text, all open pull requests are judged again. */
  readonly gate?: string;
  /** An open pull request: whether it may merge is another question. */
  readonly isOpen?: boolean;
};

export const NOTHING: Ran = { again: false, wrote: false, issues: [], pulls: [] };

/** Reads one incident, and does what should be so and isn't. */
export async function runIssue(github: GitHub, ref: Ref, options: RunOptions): Promise<Ran> {
  const reading = await readIncident(github, ref, options);
  if (reading === undefined) throw absence(`read ${ref.owner}/${ref.repo}#${ref.number}`);
  const { effects, pulls, gate, wakeAt } = plan(reading.snapshot);
  const writes = renderWrites(effects);
  const { followUp } = await applyWrites(github, reading.target, writes);
  return {
    again: followUp,
    wrote: writes.length > 0,
    issues: [],
    pulls,
    ...(gate === undefined ? {} : { gate }),
    ...(wakeAt === undefined ? {} : { wakeAt }),
  };
}
