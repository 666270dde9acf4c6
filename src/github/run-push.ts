import { CONFIG_PATH } from "../core/config/config.ts";
import { isGating } from "../core/gate/gate.ts";
import { compileGlob } from "../core/gate/glob.ts";
import { activeBotOf } from "../core/plan/active-bot.ts";
import { ownComments } from "../core/plan/own-comments.ts";
import { pushKey, renderPushNote } from "../text/comments/push-note.ts";
import type { Write } from "../text/write.ts";
import { applyWrites } from "./write/apply.ts";
import { failure } from "./client/failure.ts";
import type { GitHub, RepoName } from "./client/github.ts";
import { at, count, list, text, textOrNone } from "./client/narrow.ts";
import { readCheck } from "./check/read-check.ts";
import { readGating } from "./gate/read-gate.ts";
import type { Gating } from "./gate/read-gate.ts";
import { readCompared } from "./gate/read-touched.ts";
import type { RecheckOptions } from "./check/recheck-work.ts";
import { issueJobs } from "./run-result.ts";
import type { RunResult } from "./run-result.ts";
import { defined } from "../core/model/defined.ts";

type Push = RepoName & { readonly base: string; readonly sha: string };

const FILES_SHOWN = 5;

/** Reads what came to the default branch: what nobody judged, or what was held, is noted on the incident. */
export async function runPush(
  github: GitHub,
  push: Push,
  options: RecheckOptions,
): Promise<RunResult> {
  const { owner, repo, sha, base } = push;
  const place = { owner, repo };
  const [gating, { files, isWhole }] = await Promise.all([
    readGating(github, place, options),
    readCompared(github, place, { base, head: sha }),
  ]);
  const paths = files.flatMap(({ path, previousPath }) =>
    previousPath === undefined ? [path] : [path, previousPath],
  );
  const reports = `${gating.config.config.report.directory}/`;
  // What a comparison had no room for may be anything.
  const hasReports = !isWhole || paths.some((path) => path.startsWith(reports));
  const concernsGate = hasReports || paths.includes(CONFIG_PATH);
  return {
    wrote: await note(github, { gating, push, paths, options }),
    again: false,
    related: hasReports ? issueJobs(gating.incidents.map(({ number }) => number)) : [],
    // Every such push is news to the gate.
    gate: concernsGate ? sha : undefined,
  };
}

type Look = {
  readonly gating: Gating;
  readonly push: Push;
  readonly paths: readonly string[];
  readonly options: RecheckOptions;
};

async function note(github: GitHub, look: Look): Promise<boolean> {
  const touched = touchedBy(look);
  if (touched.length === 0) return false;
  const origin = await readOrigin(github, look);
  if (origin.isJudged) return false;
  const { repository } = look.gating;
  const { sha } = look.push;
  const writes = touched.map(({ issue, files }): Write => ({
    type: "add-comment",
    subject: issue,
    body: renderPushNote({
      sha,
      url: `${repository.url}/commit/${sha}`,
      by: origin.by,
      files: files.slice(0, FILES_SHOWN),
      count: files.length,
      ...defined({ pull: origin.pull }),
    }),
  }));
  await applyWrites(github, { repository, labelIds: {} }, writes);
  return true;
}

/** The incidents whose paths it touches, without those that were told already. */
function touchedBy({
  gating,
  push,
  paths,
  options,
}: Look): readonly { readonly issue: string; readonly files: readonly string[] }[] {
  return gating.incidents.flatMap((incident, index) => {
    const snapshot = gating.snapshots[index];
    if (snapshot === undefined || !isGating(incident)) return [];
    if (options.isSecond === true && activeBotOf(snapshot, options.now) !== undefined) return [];
    if (ownComments(snapshot).byKey.has(pushKey(push.sha))) return [];
    const globs = incident.paths.map(compileGlob);
    const files = paths.filter((path) => globs.some((matches) => matches(path)));
    return files.length === 0 ? [] : [{ issue: snapshot.issue.id, files }];
  });
}

type Origin = { readonly isJudged: boolean; readonly by: string; readonly pull?: number };

/** The pull request that the push's last commit came from, if any, and what its check said in the end. */
async function readOrigin(github: GitHub, { push, options }: Look): Promise<Origin> {
  const { owner, repo, sha } = push;
  const place = { owner, repo };
  try {
    const [pulls, commit] = await Promise.all([
      github.request("GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", {
        ...place,
        commit_sha: sha,
      }),
      github.request("GET /repos/{owner}/{repo}/commits/{ref}", {
        ...place,
        ref: sha,
        per_page: 1,
      }),
    ]);
    const author = textOrNone(at(commit.data, "author", "login"));
    const by = author ?? text(at(commit.data, "commit", "author", "name"));
    const merged = list(pulls.data).find((pull) => textOrNone(at(pull, "merged_at")) !== undefined);
    if (merged === undefined) return { isJudged: false, by };
    const head = text(at(merged, "head", "sha"));
    const check = await readCheck(github, place, { sha: head, app: await options.app() });
    const isHeld = check !== undefined && check.conclusion === "failure";
    return { isJudged: !isHeld, by, pull: count(at(merged, "number")) };
  } catch (thrown) {
    throw failure(`read where ${sha.slice(0, 7)} came from`, thrown);
  }
}
