import { createHash } from "node:crypto";
import type { GateDecision, GateVerdict } from "../../core/gate/gate.ts";
import type { Failure } from "../client/failure.ts";

/** The name that branch protection asks for. */
export const CHECK_NAME = "dakor";

const PLAIN = "plain";
const UNANNOTATED = "0".repeat(8);

/** This App's check on a commit, as it was read. */
export type Check = {
  readonly id: number;
  /** "success", "failure"; "" while somebody waits for it to run again. */
  readonly conclusion: string;
  /** Tells whether what it says is what would be said now. */
  readonly digest: string;
};

type Annotation = {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title?: string;
};

export type JudgedPulls = {
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

/** The same digest: the same check for everybody who looks at it. Its end tells the annotations by themselves. */
export function digestOf(words: CheckText): string {
  if (words.isPlain) return PLAIN;
  const { annotations } = words;
  const end = annotations.length === 0 ? UNANNOTATED : hash(annotations).slice(0, 8);
  return `${hash(words).slice(0, 32)}${end}`;
}

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** The same for the annotations alone; a check that has none may get any. */
export function annotationsOf(digest: string): string | undefined {
  const end = digest === PLAIN ? UNANNOTATED : digest.slice(32);
  return end === UNANNOTATED ? undefined : end;
}

/** Whether a check has our words; a job of Actions has an identifier of another form. */
export function isOwnDigest(digest: string): boolean {
  return digest === PLAIN || /^[0-9a-f]{40}$/.test(digest);
}
