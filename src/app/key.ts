/** An issue or a pull request, and the installation whose token can read it. */
export type Ref = {
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
};

/** A repository, and the installation whose token can read it. */
export type Place = Omit<Ref, "number">;

/** What a key stands for. */
export type Target =
  /** `check`: whether this pull request may merge. */
  | ({ readonly kind: "issue" | "pull" | "check" } & Ref)
  /** Whether each of the repository's open pull requests may merge. */
  | ({ readonly kind: "gate" } & Place)
  /** The pull requests with this head, whose check somebody wants to run again. */
  | ({ readonly kind: "head"; readonly sha: string } & Place)
  /** What a push to the default branch brought in from one commit to the other. */
  | ({ readonly kind: "push"; readonly base: string; readonly sha: string } & Place)
  /** The same for a group of the merge queue; the number is its pull request's, where its branch tells. */
  | ({
      readonly kind: "group";
      readonly number?: number;
      readonly base: string;
      readonly sha: string;
    } & Place)
  /** All repositories of one installation. */
  | { readonly kind: "installation"; readonly installation: number }
  /** All installations of this App. */
  | { readonly kind: "app" };

const NUMBER = "[1-9][0-9]{0,15}";
// Users of managed enterprises have an underscore in their names.
const OWNER = "[A-Za-z0-9][A-Za-z0-9_-]{0,38}";
const REPO = "[A-Za-z0-9._-]{1,100}";
const SHA = "[0-9a-f]{40}(?:[0-9a-f]{24})?";
const PLACE = `(${NUMBER}):(${OWNER})/(${REPO})`;
const REF = new RegExp(`^(issue|pull|check):${PLACE}#(${NUMBER})$`);
const GATE = new RegExp(`^gate:${PLACE}$`);
const HEAD = new RegExp(`^head:${PLACE}@(${SHA})$`);
const RANGE = new RegExp(`^(group|push):${PLACE}(?:#(${NUMBER}))?@(${SHA})\\.\\.\\.(${SHA})$`);
const SWEEP = new RegExp(`^sweep:(all|${NUMBER})$`);

/** The queue's key, "issue:12:acme/shop#42"; undefined for what GitHub would never call a repository. */
export function formatKey(target: Target): string | undefined {
  const key = writeKey(target);
  return parseKey(key) === undefined ? undefined : key;
}

function writeKey(target: Target): string {
  switch (target.kind) {
    case "issue":
    case "pull":
    case "check":
      return `${target.kind}:${writePlace(target)}#${target.number}`;
    case "gate":
      return `gate:${writePlace(target)}`;
    case "head":
      return `head:${writePlace(target)}@${target.sha}`;
    case "push":
      return `push:${writePlace(target)}@${target.base}...${target.sha}`;
    case "group": {
      const pull = target.number === undefined ? "" : `#${target.number}`;
      return `group:${writePlace(target)}${pull}@${target.base}...${target.sha}`;
    }
    case "installation":
      return `sweep:${target.installation}`;
    case "app":
      return "sweep:all";
  }
}

function writePlace({ installation, owner, repo }: Place): string {
  return `${installation}:${owner}/${repo}`;
}

export function parseKey(key: string): Target | undefined {
  return parseSweep(key) ?? parseRef(key) ?? parseGate(key) ?? parseHead(key) ?? parseRange(key);
}

function parseSweep(key: string): Target | undefined {
  const [, swept] = SWEEP.exec(key) ?? [];
  if (swept === undefined) return undefined;
  return swept === "all"
    ? { kind: "app" }
    : safe({ kind: "installation", installation: Number(swept) });
}

function parseRef(key: string): Target | undefined {
  const [, kind, installation, owner, repo, number] = REF.exec(key) ?? [];
  const place = parsePlace(installation, owner, repo);
  if (place === undefined || (kind !== "issue" && kind !== "pull" && kind !== "check"))
    return undefined;
  return safe({ kind, ...place, number: Number(number) });
}

function parseGate(key: string): Target | undefined {
  const [, installation, owner, repo] = GATE.exec(key) ?? [];
  const place = parsePlace(installation, owner, repo);
  return place && safe({ kind: "gate", ...place });
}

function parseHead(key: string): Target | undefined {
  const [, installation, owner, repo, sha] = HEAD.exec(key) ?? [];
  const place = parsePlace(installation, owner, repo);
  return place && sha !== undefined ? safe({ kind: "head", ...place, sha }) : undefined;
}

function parseRange(key: string): Target | undefined {
  const [, kind, installation, owner, repo, pull, base, sha] = RANGE.exec(key) ?? [];
  const place = parsePlace(installation, owner, repo);
  if (place === undefined || base === undefined || sha === undefined) return undefined;
  if (kind === "push" && pull === undefined) return safe({ kind, ...place, base, sha });
  if (kind !== "group") return undefined;
  const number = pull === undefined ? {} : { number: Number(pull) };
  return safe({ kind, ...place, ...number, base, sha });
}

function parsePlace(
  installation: string | undefined,
  owner: string | undefined,
  repo: string | undefined,
): Place | undefined {
  if (owner === undefined || repo === undefined || repo === "." || repo === "..") return undefined;
  return { installation: Number(installation), owner, repo };
}

function safe(target: Exclude<Target, { kind: "app" }>): Target | undefined {
  const number = "number" in target ? (target.number ?? 1) : 1;
  const isSafe = Number.isSafeInteger(target.installation) && Number.isSafeInteger(number);
  return isSafe ? target : undefined;
}
