import type { RepoJob } from "../../core/plan/jobs-of-event.ts";

/** A repository by its id, which stays when it is renamed or transferred; and the installation whose token can read it. */
export type RepoId = { readonly installation: number; readonly repository: number };

/** An issue or a pull request. */
export type ItemId = RepoId & { readonly number: number };

/** What a key stands for. */
export type KeyTarget =
  | (RepoJob & RepoId)
  /** All repositories of one installation. */
  | { readonly kind: "installation"; readonly installation: number }
  /** All installations of this App. */
  | { readonly kind: "app" };

const NUMBER = "[1-9][0-9]{0,15}";
const SHA = "[0-9a-f]{40}(?:[0-9a-f]{24})?";
const PLACE = `(${NUMBER}):(${NUMBER})`;
const REF_KINDS = ["issue", "pull", "page", "notify", "check"] as const;
const REF = new RegExp(`^(${REF_KINDS.join("|")}):${PLACE}#(${NUMBER})$`);
const GATE = new RegExp(`^gate:${PLACE}$`);
const HEAD = new RegExp(`^head:${PLACE}@(${SHA})$`);
const RANGE = new RegExp(`^(group|push):${PLACE}(?:#(${NUMBER}))?@(${SHA})\\.\\.\\.(${SHA})$`);
const SWEEP = new RegExp(`^sweep:(all|${NUMBER})$`);

/** The queue's key, "issue:12:99#42"; undefined for what can't be on GitHub. */
export function formatKey(target: KeyTarget): string | undefined {
  const key = writeKey(target);
  return parseKey(key) === undefined ? undefined : key;
}

function writeKey(target: KeyTarget): string {
  switch (target.kind) {
    case "issue":
    case "pull":
    case "page":
    case "notify":
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

function writePlace({ installation, repository }: RepoId): string {
  return `${installation}:${repository}`;
}

export function parseKey(key: string): KeyTarget | undefined {
  return parseSweep(key) ?? parseRef(key) ?? parseGate(key) ?? parseHead(key) ?? parseRange(key);
}

function parseSweep(key: string): KeyTarget | undefined {
  const [, swept] = SWEEP.exec(key) ?? [];
  if (swept === undefined) return undefined;
  return swept === "all"
    ? { kind: "app" }
    : safe({ kind: "installation", installation: Number(swept) });
}

function parseRef(key: string): KeyTarget | undefined {
  const [, found, installation, repository, number] = REF.exec(key) ?? [];
  const kind = REF_KINDS.find((known) => known === found);
  if (kind === undefined) return undefined;
  return safe({ kind, ...placeOf(installation, repository), number: Number(number) });
}

function parseGate(key: string): KeyTarget | undefined {
  const [, installation, repository] = GATE.exec(key) ?? [];
  return repository === undefined
    ? undefined
    : safe({ kind: "gate", ...placeOf(installation, repository) });
}

function parseHead(key: string): KeyTarget | undefined {
  const [, installation, repository, sha] = HEAD.exec(key) ?? [];
  return sha === undefined
    ? undefined
    : safe({ kind: "head", ...placeOf(installation, repository), sha });
}

function parseRange(key: string): KeyTarget | undefined {
  const [, kind, installation, repository, pull, base, sha] = RANGE.exec(key) ?? [];
  if (base === undefined || sha === undefined) return undefined;
  const place = placeOf(installation, repository);
  if (kind === "push" && pull === undefined) return safe({ kind, ...place, base, sha });
  if (kind !== "group") return undefined;
  const number = pull === undefined ? {} : { number: Number(pull) };
  return safe({ kind, ...place, ...number, base, sha });
}

function placeOf(installation: string | undefined, repository: string | undefined): RepoId {
  return { installation: Number(installation), repository: Number(repository) };
}

function safe(target: Exclude<KeyTarget, { kind: "app" }>): KeyTarget | undefined {
  const numbers = [
    target.installation,
    "repository" in target ? target.repository : 1,
    "number" in target ? (target.number ?? 1) : 1,
  ];
  return numbers.every(Number.isSafeInteger) ? target : undefined;
}
