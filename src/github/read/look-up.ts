import type { GitHub, ItemRef } from "../client/github.ts";
import { at, isRecord, list, text, textOrNone } from "../client/narrow.ts";

export type NumberOf = "issue" | "pull request";

/** What a number stands for: issues and pull requests share them. Undefined where it is neither, or can't be seen. */
export async function readNumberOf(
  github: GitHub,
  { owner, repo, number }: ItemRef,
): Promise<NumberOf | undefined> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}";
  const parameters = { owner, repo, issue_number: number };
  const found = await github.request(route, parameters).catch(() => undefined);
  if (found === undefined) return undefined;
  return isRecord(at(found.data, "pull_request")) ? "pull request" : "issue";
}

/** The names of an issue's labels; undefined where it can't be seen now. */
export async function readLabels(
  github: GitHub,
  { owner, repo, number }: ItemRef,
): Promise<readonly string[] | undefined> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}";
  const parameters = { owner, repo, issue_number: number };
  const found = await github.request(route, parameters).catch(() => undefined);
  if (found === undefined) return undefined;
  return list(at(found.data, "labels")).map((one) => textOrNone(one) ?? text(at(one, "name")));
}

const REMOTE = /^(?<owner>[\w.-]+)\/(?<repo>[\w.-]+)(?:\/[^@]*)?@(?<ref>.+)$/;

/**
 * Whether "acme/dakor@v1" names a tag or a branch that its repository doesn't have. One that can't be seen says nothing:
 * it may be private.
 */
export async function isUnknownAction(github: GitHub, uses: string): Promise<boolean> {
  const { owner, repo, ref } = REMOTE.exec(uses)?.groups ?? {};
  if (owner === undefined || repo === undefined || ref === undefined) return false;
  try {
    await github.request("GET /repos/{owner}/{repo}/commits/{ref}", { owner, repo, ref });
    return false;
  } catch (thrown) {
    // 404 is a repository that can't be seen; 422: "No commit found for SHA: v1".
    if (at(thrown, "status") === 404) return false;
    if (at(thrown, "status") === 422) return true;
    throw thrown;
  }
}
