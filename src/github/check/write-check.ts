import { renderShortGate } from "../../text/gate/gate.ts";
import { MOST_ANNOTATIONS } from "../../core/markdown/text-limits.ts";
import { annotationsOf, CHECK_NAME, conclusionOf, digestOf } from "./check-run.ts";
import type { Check, CheckText } from "./check-run.ts";
import { failure } from "../client/failure.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, count } from "../client/narrow.ts";

type NewCheck = {
  readonly sha: string;
  readonly words: CheckText;
  readonly present: Check | undefined;
};

type Draft = NewCheck & { readonly isShort?: boolean };

/**
 * Brings the check to what it should say. GitHub adds annotations to those that are there, and never takes one away:
 * other annotations need a new run, which then is the one that counts.
 */
export async function writeCheck(github: GitHub, place: RepoName, check: NewCheck): Promise<Check> {
  const { present, words } = check;
  const old = present === undefined ? undefined : annotationsOf(present.digest);
  const isKept = old === undefined || old === annotationsOf(digestOf(words));
  let draft: Draft | undefined = isKept ? check : { ...check, present: undefined };
  let thrown: unknown;
  while (draft !== undefined) {
    try {
      return await send(github, place, draft);
    } catch (refusal) {
      thrown = refusal;
      draft = insteadOf(draft, failure("", refusal).status);
    }
  }
  throw failure(`write the check on ${check.sha}`, thrown);
}

/** Any verdict in its place is better than an old one that stays. */
function insteadOf(draft: Draft, status: number): Draft | undefined {
  // It went with the workflow's run that it had joined, or with GitHub's retention.
  if ([404, 410].includes(status) && draft.present !== undefined) {
    return { ...draft, present: undefined };
  }
  if (status === 422 && draft.isShort !== true) return { ...draft, isShort: true };
  return undefined;
}

async function send(
  github: GitHub,
  place: RepoName,
  { sha, words, present, isShort }: Draft,
): Promise<Check> {
  const conclusion = conclusionOf(words.verdict);
  const digest = digestOf(words);
  const body = {
    ...place,
    status: "completed",
    conclusion,
    external_id: digest,
    output: isShort === true ? renderShortGate(words.verdict) : outputOf(words, present),
    // Octokit's own option: its retries would repeat what GitHub perhaps did before it failed.
    request: { retries: 0 },
  };
  const { data } =
    present === undefined
      ? await github.request("POST /repos/{owner}/{repo}/check-runs", {
          ...body,
          name: CHECK_NAME,
          head_sha: sha,
        })
      : await github.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
          ...body,
          check_run_id: present.id,
        });
  return { id: count(at(data, "id")), conclusion, digest };
}

function outputOf(
  { title, summary, annotations }: CheckText,
  present: Check | undefined,
): Omit<CheckText, "verdict" | "isPlain"> {
  const hasThem = present !== undefined && annotationsOf(present.digest) !== undefined;
  return { title, summary, annotations: hasThem ? [] : annotations.slice(0, MOST_ANNOTATIONS) };
}
