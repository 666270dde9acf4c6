import type { Json } from "./model.ts";

/** What administrators have set. */
export interface RepositorySettings {
  readonly isArchived: boolean;
  /** Shown, not enforced. */
  readonly isPrivate: boolean;
  readonly hasIssues: boolean;
  readonly mergeCommits: boolean;
  readonly squashes: boolean;
  readonly rebases: boolean;
  readonly actions: Json;
  /** What workflows' tokens may do by themselves; shown, not enforced. */
  readonly workflowToken: Json;
  readonly rulesets: readonly Ruleset[];
  /** Classic protection: the checks that a branch requires, by its name. */
  readonly required: Readonly<Record<string, readonly RequiredCheck[]>>;
}

export interface Ruleset {
  readonly id: number;
  readonly name: string;
  readonly enforcement: string;
  /** Patterns: a full ref, "~DEFAULT_BRANCH" or "~ALL". */
  readonly include: readonly string[];
  readonly rules: readonly Json[];
}

export interface RequiredCheck {
  readonly context: string;
  /** Null: from whomever. */
  readonly appId: number | null;
}

export const usualSettings: RepositorySettings = {
  isArchived: false,
  isPrivate: false,
  hasIssues: true,
  mergeCommits: true,
  squashes: true,
  rebases: true,
  actions: { enabled: true, allowed_actions: "all", sha_pinning_required: false },
  workflowToken: { default_workflow_permissions: "read", can_approve_pull_request_reviews: true },
  rulesets: [],
  required: {},
};

/** The active rules for a branch, whether or not it exists, as GitHub lists them. */
export function rulesFor(
  { rulesets }: RepositorySettings,
  branch: { readonly name: string; readonly isDefault: boolean; readonly repository: string },
): readonly Json[] {
  const names = [
    "~ALL",
    `refs/heads/${branch.name}`,
    ...(branch.isDefault ? ["~DEFAULT_BRANCH"] : []),
  ];
  return rulesets
    .filter(({ enforcement, include }) => {
      return enforcement === "active" && include.some((pattern) => names.includes(pattern));
    })
    .flatMap(({ id, rules }) =>
      rules.map((rule) => ({
        ...rule,
        ruleset_source_type: "Repository",
        ruleset_source: branch.repository,
        ruleset_id: id,
      })),
    );
}
