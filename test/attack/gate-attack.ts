import { judgePull } from "../../src/github/gate/judge-pull.ts";
import { PERMISSION } from "../github/fake-github.ts";
import type { Call, FakeGitHub } from "../github/fake-github.ts";
import {
  COMPARE,
  gateGitHub,
  gateIssue,
  gateOptions,
  HEAD,
  REF,
} from "../github/gate/gate-recorded.ts";
import { comment, pull } from "../github/recorded.ts";

type Json = Readonly<Record<string, unknown>>;
type More = Parameters<typeof gateGitHub>[2];

/** Whoever isn't here is a stranger. */
const ROLES: Readonly<Record<string, string>> = {
  lea: "maintain",
  john: "write",
  kim: "write",
  tess: "triage",
  zoe: "read",
};

/** As somebody who lets #12 through writes it; the commit is named, so that nothing has to be remembered. */
export const AT_HEAD = `#12@${HEAD}`;

export const ONE_FILE = ["src/a.ts"];

export function user(login: string): Json {
  return { __typename: "User", login };
}

function role({ variables }: Call): Json {
  const name = String(variables["username"]);
  const known = Object.hasOwn(ROLES, name) ? ROLES[name] : "none";
  return { permission: known, role_name: known };
}

/** A GitHub of #12 with these files, and of people with their roles. */
export function attacked(
  issues: readonly unknown[],
  files: readonly string[] = ONE_FILE,
  more: More = {},
): FakeGitHub {
  return gateGitHub(issues, files, {
    ...more,
    answers: {
      [PERMISSION]: role,
      [COMPARE]: () => ({ merge_base_commit: { sha: "a".repeat(40) }, files: [] }),
      CompareFolders: ({ variables }) => ({ repository: sameFolders(variables) }),
      ReadPulls: ({ variables }) => ({ repository: pullsNamed(variables) }),
      ...more.answers,
    },
  });
}

function sameFolders(variables: Json): Json {
  const names = Object.keys(variables).filter((name) => name.startsWith("expression"));
  return Object.fromEntries(
    names.map((name) => [name.replace("expression", "object"), { oid: "1" }]),
  );
}

function pullsNamed(variables: Json): Json {
  const named = Object.entries(variables).filter(([name]) => name.startsWith("number"));
  return Object.fromEntries(
    named.map(([name, number]) => [name.replace("number", "pull"), pull(Number(number))]),
  );
}

/** "hold: report_missing", or that GitHub's answer is not whole: then nothing passes either. */
export async function verdictOf(github: FakeGitHub): Promise<string> {
  try {
    const { verdict, reason } = await judgePull(github, REF, gateOptions());
    return `${verdict}: ${reason}`;
  } catch (thrown) {
    return String(thrown).includes("is not whole") ? "is not whole" : String(thrown);
  }
}

/** Lea's incident whose paths hold #12, with what others said on it, and whatever else is so. */
export function incident(said: readonly unknown[] = [], more: Json = {}): Json {
  return { ...gateIssue(42, "src/**", said), ...more };
}

export function says(body: string, by = "lea", more: Json = {}): Json {
  return comment(`IC_${by}_${body.length}`, body, {
    author: user(by),
    createdAt: "2026-02-15T10:10:00Z",
    ...more,
  });
}
