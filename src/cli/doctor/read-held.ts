import type { GitHub, RepoName } from "../../github/client/github.ts";
import { judgeOpen, prepareOpen } from "../../github/gate/judge-open.ts";
import { judgeWithoutFiles } from "../../github/gate/judge.ts";
import { readOpenPulls } from "../../github/check/open-pulls.ts";
import { readGating } from "../../github/gate/read-gate.ts";
import type { HeldPulls } from "./facts.ts";
import type { GateOptions } from "../../github/gate/gate-answer.ts";

/** More would take longer than anybody waits for a check-up; the newest are looked at. */
const MOST_PULLS = 100;

/** Which open pull requests the gate would hold now; one request where nothing can hold any. */
export async function readHeld(
  github: GitHub,
  place: RepoName,
  options: GateOptions,
): Promise<Omit<HeldPulls, "open"> & { readonly open: number | undefined }> {
  const gating = await readGating(github, place, options);
  if (judgeWithoutFiles(gating, {}) !== undefined)
    return { open: undefined, held: [], isAll: true };
  const open = await readOpenPulls(github, place, 0);
  const looked = open.slice(0, MOST_PULLS);
  const work = await prepareOpen(github, gating, looked);
  const decisions = await Promise.all(looked.map((pull) => judgeOpen(github, work, pull)));
  const held = decisions.filter(({ verdict }) => verdict !== "pass");
  return {
    open: open.length,
    held: held.flatMap(({ pull }) => pull ?? []).toSorted((one, other) => one - other),
    isAll: looked.length === open.length,
  };
}
