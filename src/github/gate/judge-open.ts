import { decision, isGating } from "../../core/gate/gate.ts";
import type { GateDecision } from "../../core/gate/gate.ts";
import { touches } from "../../core/gate/glob.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { judgeWith } from "./judge-target.ts";
import { judgeWithoutFiles } from "./judge.ts";
import type { OpenPull } from "../check/open-pulls.ts";
import type { Gating } from "./read-gate.ts";
import type { Touched } from "./read-touched.ts";
import { targetOf } from "./read-gate-pull.ts";
import type { GatePull } from "./read-gate-pull.ts";
import { at, count, isRecord, nodes, text } from "../client/narrow.ts";
import { askEach } from "../client/ask-each.ts";
import { GATE_TARGET, PULL_FIELDS } from "./gate-query.ts";
import { PERSON_FIELDS } from "../read/query-parts.ts";

/** What is needed to judge some open pull requests by one reading of the repository. */
export type OpenWork = {
  readonly gating: Gating;
  /** Numbers of those that have nothing to do with any incident: no need to look closer. */
  readonly clear: ReadonlySet<number>;
  readonly targets: ReadonlyMap<number, GatePull>;
  /** What is known of their files already. */
  readonly files: ReadonlyMap<number, readonly Touched[]>;
};

/** Lists of files cost GitHub time: not too many at once. */
const LISTS_PER_REQUEST = 50;
/** What one page holds. */
const MOST_FILES = 100;

/** GraphQL doesn't tell the old name of a renamed file: with one of those, the list says too little. */
const TELLING: ReadonlySet<string> = new Set(["ADDED", "CHANGED", "DELETED", "MODIFIED"]);

const TARGETS_PER_REQUEST = 20;

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

/**
 * All files of the pull requests whose files fit on a page and kept their names, by number. Most have nothing to do
 * with an incident, and this tells it for 50 of them at once; the others have to be looked at one by one.
 */
async function readPlainFiles(
  github: GitHub,
  place: RepoName,
  pulls: readonly OpenPull[],
): Promise<ReadonlyMap<number, readonly Touched[]>> {
  const small = pulls.filter((pull) => pull.filesCount <= MOST_FILES);
  const answers = await askEach(github, small, {
    operation: `list the files of ${small.length} pull requests of ${place.owner}/${place.repo}`,
    begins: "query ReadFiles",
    repository: place,
    alias: "pull",
    field: "pullRequest(number: $number) { ...FilesFields }",
    types: { number: "Int!" },
    values: ({ number }) => ({ number }),
    fragments: [FILES_FIELDS],
    perRequest: LISTS_PER_REQUEST,
  });
  return new Map(
    small.flatMap((pull, index) => {
      const files = filesIn(answers[index], pull);
      return files === undefined ? [] : [[pull.number, files] as const];
    }),
  );
}

function filesIn(json: unknown, pull: OpenPull): readonly Touched[] | undefined {
  const files = nodes(at(json, "files"));
  const distinct = new Set(files.map((file) => text(file["path"]))).size;
  const isWhole = distinct === count(at(json, "changedFiles")) && distinct > 0;
  const isPlain = files.every((file) => TELLING.has(text(file["changeType"])));
  if (!isWhole || !isPlain || at(json, "headRefOid") !== pull.head) return undefined;
  return files.map((file) => ({
    path: text(file["path"]),
    isRemoved: file["changeType"] === "DELETED",
  }));
}

const FILES_FIELDS = `fragment FilesFields on PullRequest {
    headRefOid changedFiles
    files(first: ${MOST_FILES}) { nodes { path changeType } }
  }`;

/** Everything about the pull requests that have to be looked at closely, by number; what is gone is left out. */
async function readTargets(
  github: GitHub,
  gating: Gating,
  pulls: readonly OpenPull[],
): Promise<ReadonlyMap<number, GatePull>> {
  const { place, ownBots } = gating;
  const answers = await askEach(github, pulls, {
    operation: `read ${pulls.length} pull requests of ${place.owner}/${place.repo}`,
    begins: "query ReadTargets",
    repository: place,
    alias: "pull",
    field: "pullRequest(number: $number) { ...GateTarget }",
    types: { number: "Int!" },
    values: ({ number }) => ({ number }),
    fragments: [GATE_TARGET, PULL_FIELDS, PERSON_FIELDS],
    perRequest: TARGETS_PER_REQUEST,
  });
  const targets = answers.filter(isRecord).map((json) => targetOf(json, ownBots));
  return new Map(targets.map((target) => [target.pull.number, target]));
}
