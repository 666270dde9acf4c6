import type { GateDecision } from "../../core/gate.ts";
import { isGating } from "../../core/gate.ts";
import type { GitHub } from "../../github/github.ts";
import { judgeWith } from "../../github/judge-pull.ts";
import { readOpenPulls } from "../../github/open-pulls.ts";
import type { OpenPull } from "../../github/open-pulls.ts";
import { readGating } from "../../github/read-gate.ts";
import type { GateOptions, Gating, Place } from "../../github/read-gate.ts";
import { readTargets } from "../../github/renew-targets.ts";
import { readClear } from "../../github/renew-work.ts";
import type { Held } from "./facts.ts";

/** More would take longer than anybody waits for a check-up; the newest are looked at. */
const MOST_PULLS = 100;

/** Which open pull requests the gate would hold now; one request where nothing can hold any. */
export async function readHeld(
  github: GitHub,
  place: Place,
  options: GateOptions,
): Promise<Omit<Held, "open"> & { readonly open: number | undefined }> {
  const gating = await readGating(github, place, options);
  if (isQuiet(gating)) return { open: undefined, held: [], isAll: true };
  const open = await readOpenPulls(github, place, 0);
  const looked = open.slice(0, MOST_PULLS);
  const decisions = await judgeAll(github, gating, looked);
  const held = decisions.filter(({ verdict }) => verdict !== "pass");
  return {
    open: open.length,
    held: held.flatMap(({ pull }) => pull ?? []).toSorted((one, other) => one - other),
    isAll: looked.length === open.length,
  };
}

function isQuiet({ config, incidents }: Gating): boolean {
  return config.status === "missing" || (config.status === "valid" && !incidents.some(isGating));
}

async function judgeAll(
  github: GitHub,
  gating: Gating,
  pulls: readonly OpenPull[],
): Promise<readonly GateDecision[]> {
  const clear = await readClear(github, gating, pulls);
  const rest = pulls.filter(({ number }) => !clear.has(number));
  const targets = await readTargets(github, gating, rest);
  return Promise.all([...targets.values()].map((target) => judgeWith(github, gating, target)));
}
