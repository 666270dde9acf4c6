import type { GitHub, RepoName } from "../client/github.ts";
import { restPages } from "../client/pages.ts";
import { at, count, isRecord, list, text } from "../client/narrow.ts";

/** A check that a branch requires. */
export type RequiredCheck = {
  readonly context: string;
  /** Id of the App that must set it; undefined where anybody may. */
  readonly source: number | undefined;
};

export type BranchRules = {
  readonly required: readonly RequiredCheck[];
  readonly hasMergeQueue: boolean;
  /** GitHub's time of the answer; undefined where it doesn't tell. */
  readonly date: string | undefined;
};

export type ActionsSettings = {
  readonly isEnabled: boolean;
  /** "all", "local_only" or "selected". */
  readonly allowed: string;
  readonly needsPins: boolean;
  /** Workflows' own tokens may open pull requests. */
  readonly opensPulls: boolean;
};

/**
 * The rulesets' rules, and what the branch's classic protection shows to readers.
 * https://docs.github.com/rest/repos/rules#get-rules-for-a-branch
 */
export async function readRules(
  github: GitHub,
  { owner, repo }: RepoName,
  branch: string,
): Promise<BranchRules> {
  const [rules, classic] = await Promise.all([
    restPages(async (page) => {
      const route = "GET /repos/{owner}/{repo}/rules/branches/{branch}";
      return list((await github.request(route, { owner, repo, branch, ...page })).data);
    }),
    github.request("GET /repos/{owner}/{repo}/branches/{branch}", { owner, repo, branch }),
  ]);
  const found = rules.filter(isRecord);
  const checks = [
    ...found
      .filter(({ type }) => type === "required_status_checks")
      .flatMap(({ parameters }) => list(at(parameters, "required_status_checks")))
      .map((check) => requiredOf(check, "integration_id")),
    ...classicChecks(at(classic.data, "protection", "required_status_checks")),
  ];
  const date = at(classic, "headers", "date");
  return {
    required: checks,
    hasMergeQueue: found.some(({ type }) => type === "merge_queue"),
    date: typeof date === "string" ? date : undefined,
  };
}

/** Older servers tell the names only. */
function classicChecks(status: unknown): readonly RequiredCheck[] {
  const checks = at(status, "checks");
  if (Array.isArray(checks)) return checks.map((check) => requiredOf(check, "app_id"));
  return list(at(status, "contexts")).map((context) => ({
    context: text(context),
    source: undefined,
  }));
}

function requiredOf(check: unknown, key: string): RequiredCheck {
  const id = count(at(check, key));
  return { context: text(at(check, "context")), source: id > 0 ? id : undefined };
}

/** For administrators only. */
export async function readActions(
  github: GitHub,
  { owner, repo }: RepoName,
): Promise<ActionsSettings> {
  const [{ data }, token] = await Promise.all([
    github.request("GET /repos/{owner}/{repo}/actions/permissions", { owner, repo }),
    github.request("GET /repos/{owner}/{repo}/actions/permissions/workflow", { owner, repo }),
  ]);
  return {
    isEnabled: at(data, "enabled") !== false,
    allowed: text(at(data, "allowed_actions")),
    needsPins: at(data, "sha_pinning_required") === true,
    opensPulls: at(token.data, "can_approve_pull_request_reviews") === true,
  };
}
