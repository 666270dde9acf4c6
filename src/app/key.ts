/** An issue or a pull request, and the installation whose token can read it. */
export type Ref = {
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
};

/** What a key stands for. */
export type Target =
  | ({ readonly kind: "issue" | "pull" } & Ref)
  /** All repositories of one installation. */
  | { readonly kind: "installation"; readonly installation: number }
  /** All installations of this App. */
  | { readonly kind: "app" };

const NUMBER = "[1-9][0-9]{0,15}";
// Users of managed enterprises have an underscore in their names.
const OWNER = "[A-Za-z0-9][A-Za-z0-9_-]{0,38}";
const REPO = "[A-Za-z0-9._-]{1,100}";
const REF = new RegExp(`^(issue|pull):(${NUMBER}):(${OWNER})/(${REPO})#(${NUMBER})$`);
const SWEEP = new RegExp(`^sweep:(all|${NUMBER})$`);

/** The queue's key, "issue:12:acme/shop#42"; undefined for what GitHub would never call a repository. */
export function formatKey(target: Target): string | undefined {
  const key = writeKey(target);
  return parseKey(key) === undefined ? undefined : key;
}

function writeKey(target: Target): string {
  switch (target.kind) {
    case "issue":
    case "pull": {
      const { kind, installation, owner, repo, number } = target;
      return `${kind}:${installation}:${owner}/${repo}#${number}`;
    }
    case "installation":
      return `sweep:${target.installation}`;
    case "app":
      return "sweep:all";
  }
}

export function parseKey(key: string): Target | undefined {
  const [, swept] = SWEEP.exec(key) ?? [];
  if (swept === "all") return { kind: "app" };
  if (swept !== undefined) return safe({ kind: "installation", installation: Number(swept) });
  const [, kind, installation, owner, repo, number] = REF.exec(key) ?? [];
  if (kind !== "issue" && kind !== "pull") return undefined;
  if (owner === undefined || repo === undefined || repo === "." || repo === "..") return undefined;
  return safe({ kind, installation: Number(installation), owner, repo, number: Number(number) });
}

function safe(target: Exclude<Target, { kind: "app" }>): Target | undefined {
  const numbers = "number" in target ? [target.installation, target.number] : [target.installation];
  return numbers.every((number) => Number.isSafeInteger(number)) ? target : undefined;
}
