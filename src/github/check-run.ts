import { createHash } from "node:crypto";
import type { GateDecision, GateVerdict } from "../core/gate.ts";
import type { GitHub, Ref } from "./github.ts";
import { failure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import { at, count, list, text } from "./narrow.ts";

/** The name that branch protection asks for. */
export const CHECK_NAME = "dakor";

const PLAIN = "plain";

/** GitHub takes no more with one request. */
const MOST_ANNOTATIONS = 50;

export type Place = Pick<Ref, "owner" | "repo">;

/** This App's check on a commit, as it was read. */
export type Check = {
  readonly id: number;
  /** "success", "failure"; "" while somebody waits for it to run again. */
  readonly conclusion: string;
  /** Tells whether what it says is what would be said now. */
  readonly digest: string;
};

export type Annotation = {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title?: string;
};

export type Judged = {
  readonly decision: GateDecision;
  /** Why it could not be judged. */
  readonly failed?: Failure;
};

/** What the check says, in its final words. */
export type CheckText = {
  readonly verdict: GateVerdict;
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  /** It passes, and there is nothing to explain: no need to write it again in other words. */
  readonly isPlain: boolean;
};

/** What can't be read can't be let through. */
export function conclusionOf(verdict: GateVerdict): "success" | "failure" {
  return verdict === "pass" ? "success" : "failure";
}

/** The same digest: the same check for everybody who looks at it. */
export function digestOf(words: CheckText): string {
  if (words.isPlain) return PLAIN;
  return createHash("sha256").update(JSON.stringify(words)).digest("hex").slice(0, 40);
}

/** Whether a check has our words; a job of Actions has an identifier of another form. */
export function isOwnDigest(digest: string): boolean {
  return digest === PLAIN || /^[0-9a-f]{40}$/.test(digest);
}

/** This App's newest check on a commit; a workflow's job may have the same name. */
export async function readCheck(
  github: GitHub,
  place: Place,
  { sha, app }: { readonly sha: string; readonly app: number },
): Promise<Check | undefined> {
  try {
    const { data } = await github.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
      ...place,
      ref: sha,
      check_name: CHECK_NAME,
      app_id: app,
      filter: "latest",
    });
    const [newest] = list(at(data, "check_runs"))
      .filter((run) => at(run, "app", "id") === app)
      .toSorted((one, other) => count(at(other, "id")) - count(at(one, "id")));
    return newest === undefined
      ? undefined
      : {
          id: count(at(newest, "id")),
          conclusion: text(at(newest, "conclusion")),
          digest: text(at(newest, "external_id")),
        };
  } catch (thrown) {
    throw failure(`read the check on ${sha}`, thrown);
  }
}

/** Brings the check to what it should say; a new one only where there is none. */
export async function writeCheck(
  github: GitHub,
  place: Place,
  check: {
    readonly sha: string;
    readonly words: CheckText;
    readonly present: Check | undefined;
  },
): Promise<Check> {
  const { sha, words, present } = check;
  const conclusion = conclusionOf(words.verdict);
  const digest = digestOf(words);
  const body = {
    ...place,
    status: "completed",
    conclusion,
    external_id: digest,
    output: {
      title: words.title,
      summary: words.summary,
      annotations: words.annotations.slice(0, MOST_ANNOTATIONS),
    },
    // Octokit's own option: its retries would repeat what GitHub perhaps did before it failed.
    request: { retries: 0 },
  };
  try {
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
  } catch (thrown) {
    throw failure(`write the check on ${sha}`, thrown);
  }
}
