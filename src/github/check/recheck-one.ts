import type { GitHub, ItemRef, RepoName } from "../client/github.ts";
import { judgeGroup } from "../gate/judge-group.ts";
import type { MergeGroup } from "../gate/judge-group.ts";
import { readChecks, readOpenPulls, readSharing } from "./open-pulls.ts";
import { readGating } from "../gate/read-gate.ts";
import {
  orUnavailable,
  prepare,
  publishWorst,
  recheckHead,
  unavailable,
  wordsOf,
} from "./recheck-work.ts";
import type { RecheckOptions } from "./recheck-work.ts";
import { NOTHING_DONE } from "../run-result.ts";
import type { RunResult } from "../run-result.ts";

/** Judges one open pull request, and those that share its head. What can't be read is held, and looked at again. */
export async function recheckOne(
  github: GitHub,
  { owner, repo, number }: ItemRef,
  options: RecheckOptions,
): Promise<RunResult> {
  // Without what else a caller knows: it would be sent along.
  const place = { owner, repo };
  const generation = options.checks.begin();
  const [read, pulls] = await Promise.all([
    readGating(github, place, options).then(
      (gating) => ({ gating }),
      (thrown: unknown) => ({ thrown }),
    ),
    options.app().then((app) => readSharing(github, { ...place, number }, app)),
  ]);
  const [own] = pulls;
  if (own === undefined) return NOTHING_DONE;
  const desk = { github, place, options, generation };
  const shared = { sha: own.head, pulls };
  if ("thrown" in read) {
    const judged = [unavailable({ pull: number, head: own.head }, read.thrown)];
    return publishWorst(desk, { ...shared, judged });
  }
  return recheckHead(await prepare({ ...desk, gating: read.gating }, pulls), shared);
}

/** Judges the pull requests of a head again because somebody asked for it: they get an answer in any case. */
export async function recheckAsked(
  github: GitHub,
  { owner, repo, sha }: RepoName & { readonly sha: string },
  options: RecheckOptions,
): Promise<RunResult> {
  const place = { owner, repo };
  const generation = options.checks.begin();
  const app = await options.app();
  const [gating, open] = await Promise.all([
    readGating(github, place, options),
    readOpenPulls(github, place, app),
  ]);
  const listed = open.filter(({ head }) => head === sha);
  if (listed.length === 0) return NOTHING_DONE;
  const unread = listed.filter(({ isChecked }) => !isChecked).slice(0, 1);
  const check =
    unread.length === 0
      ? listed[0]?.check
      : (await readChecks(github, place, { pulls: unread, app })).get(sha);
  const pulls = check === undefined ? listed : listed.map((pull) => ({ ...pull, check }));
  const work = await prepare({ github, place, gating, options, generation }, pulls);
  return recheckHead(work, { sha, pulls, isAsked: true });
}

/** Judges what the merge queue is about to put on the base. */
export async function recheckGroup(
  github: GitHub,
  group: MergeGroup,
  options: RecheckOptions,
): Promise<RunResult> {
  const generation = options.checks.begin();
  const { headSha: sha, owner, repo } = group;
  const place = { owner, repo };
  const judged = await orUnavailable({ head: sha }, () => judgeGroup(github, group, options));
  const words = wordsOf(judged, { place });
  const wrote = await options.checks.publish(github, place, { generation, sha, words });
  return { wrote, again: judged.decision.verdict === "unavailable" };
}
