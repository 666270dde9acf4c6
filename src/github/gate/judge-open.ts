import { decision, isGating } from "../../core/gate/gate.ts";
import type { GateDecision } from "../../core/gate/gate.ts";
import { touches } from "../../core/gate/glob.ts";
import type { GitHub } from "../client/github.ts";
import { judgeWith } from "./judge-target.ts";
import { judgeWithoutFiles } from "./judge.ts";
import { readPlainFiles } from "../check/open-pulls-files.ts";
import type { OpenPull } from "../check/open-pulls.ts";
import type { Gating } from "./read-gate.ts";
import type { Touched } from "./read-touched.ts";
import { readTargets } from "../check/recheck-targets.ts";
import type { GatePull } from "./read-gate-pull.ts";

/** What is needed to judge some open pull requests by one reading of the repository. */
export type OpenWork = {
  readonly gating: Gating;
  /** Numbers of those that have nothing to do with any incident: no need to look closer. */
  readonly clear: ReadonlySet<number>;
  readonly targets: ReadonlyMap<number, GatePull>;
  /** What is known of their files already. */
  readonly files: ReadonlyMap<number, readonly Touched[]>;
};

/** Reads what is needed of the pull requests: nothing while nothing can hold them. */
export async function prepareOpen(
  github: GitHub,
  gating: Gating,
  pulls: readonly OpenPull[],
): Promise<OpenWork> {
  if (judgeWithoutFiles(gating, {}) !== undefined) {
    return { gating, clear: new Set(), targets: new Map(), files: new Map() };
  }
  const files = await readPlainFiles(github, gating.place, pulls);
  const clear = clearOf(gating, files);
  const rest = pulls.filter(({ number }) => !clear.has(number));
  return { gating, clear, targets: await readTargets(github, gating, rest), files };
}

/** Whether an open pull request may merge, as the Action or the command line would answer for it alone. */
export async function judgeOpen(
  github: GitHub,
  { gating, clear, targets, files }: OpenWork,
  { number, head }: OpenPull,
): Promise<GateDecision> {
  const about = { pull: number, head };
  const quiet = judgeWithoutFiles(gating, about);
  if (quiet !== undefined) return quiet;
  if (clear.has(number)) return { ...decision({}, "paths_clear"), ...about };
  const target = targets.get(number);
  if (target === undefined) return { ...decision({}, "unavailable"), ...about };
  const known = files.get(number);
  return judgeWith(github, gating, { target, ...(known && { listed: { head, files: known } }) });
}

/** Those of which nothing belongs to an incident, to a report, or to a configuration that is wrong. */
function clearOf(
  { config, incidents }: Gating,
  files: ReadonlyMap<number, readonly Touched[]>,
): ReadonlySet<number> {
  if (config.status === "invalid") return new Set();
  const reports = `${config.config.report.directory}/`;
  const patterns = incidents.filter(isGating).flatMap((incident) => incident.paths);
  const isClear = (found: readonly string[]): boolean =>
    !touches(patterns, found) && !found.some((path) => path.startsWith(reports));
  return new Set(
    [...files].flatMap(([number, found]) =>
      isClear(found.map(({ path }) => path)) ? [number] : [],
    ),
  );
}
