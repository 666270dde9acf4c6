import { expect } from "vitest";
import { judgeGroup } from "../../src/github/gate/judge-group.ts";
import {
  COMPARE,
  gateGitHub,
  gateIssue,
  gateOptions,
  targetPull,
} from "../github/gate/gate-recorded.ts";
import type { Call, FakeGitHub } from "../github/fake-github.ts";
import { comment, page } from "../github/recorded.ts";

/** Commits of the queue: what it is put on, and the group of each pull request on top of the one before. */
const MAIN = "a".repeat(40);
const GROUPS: Readonly<Record<number, string>> = {
  12: "1".repeat(40),
  13: "2".repeat(40),
  14: "3".repeat(40),
};
export const HELD = ["src/pay.ts"];
export const FREE = ["docs/a.md"];

export type Queue = {
  /** Pull requests in their order, with their files. */
  readonly pulls: readonly (readonly [number, readonly string[]])[];
  readonly said?: readonly unknown[];
  /** Groups whose branch GitHub has removed. */
  readonly gone?: readonly number[];
  readonly queue?: unknown;
  readonly onto?: unknown;
};

export function headOf(pull: number): string {
  return GROUPS[pull] ?? "f".repeat(40);
}

function baseOf({ pulls }: Queue, pull: number): string {
  const index = pulls.findIndex(([number]) => number === pull);
  const [before] = pulls[index - 1] ?? [];
  return before === undefined ? MAIN : headOf(before);
}

function targetOf(number: number): Readonly<Record<string, unknown>> {
  return targetPull({ number, id: `PR_${number}`, headRefOid: `${number}`.padEnd(40, "0") });
}

function gitHub(of: Queue): FakeGitHub {
  const { pulls, said = [], gone = [] } = of;
  const built = pulls.filter(([number]) => !gone.includes(number));
  const [last] = pulls.at(-1) ?? [0];
  const refs = built.map(([number]) => ({
    name: `gh-readonly-queue/main/pr-${number}-${baseOf(of, number)}`,
    target: { oid: headOf(number) },
  }));
  const compare = ({ variables }: Call): unknown => {
    const [from = "", to = ""] = String(variables["basehead"]).split("...");
    const end = pulls.findIndex(([number]) => headOf(number) === to);
    // Whatever isn't a branch of the queue is the tip of main, which may be newer than the queue.
    const start = pulls.findIndex(([number]) => headOf(number) === from);
    const files = pulls.slice(start + 1, end + 1).flatMap(([, paths]) => paths);
    return {
      merge_base_commit: { sha: start === -1 ? MAIN : from },
      files: files.map((filename) => ({ filename, status: "modified" })),
    };
  };
  const target = (call: Call): unknown => ({
    repository: { pullRequest: targetOf(Number(call.variables["number"])) },
  });
  return gateGitHub([gateIssue(42, "src/**", said)], [], {
    repository: {
      pullRequest: targetOf(last),
      queue: "queue" in of ? of.queue : page(refs),
      ...("onto" in of ? { onto: of.onto } : {}),
    },
    answers: {
      [COMPARE]: compare,
      JudgePull: target,
      ReadPulls: ({ variables }) => ({ repository: namedPulls(variables) }),
    },
  });
}

function namedPulls(variables: Call["variables"]): Readonly<Record<string, unknown>> {
  const asked = Object.entries(variables).filter(([name]) => name.startsWith("number"));
  return Object.fromEntries(
    asked.map(([name, number]) => [name.replace("number", "pull"), targetOf(Number(number))]),
  );
}

export async function judged(of: Queue): Promise<string> {
  const [last] = of.pulls.at(-1) ?? [0];
  const base = baseOf(of, last);
  const group = {
    owner: "acme",
    repo: "shop",
    baseSha: base,
    headSha: headOf(last),
    headRef: `refs/heads/gh-readonly-queue/main/pr-${last}-${base}`,
  };
  const { reason, pull, head } = await judgeGroup(gitHub(of), group, gateOptions());
  expect(head).toBe(headOf(last));
  return `${reason} #${pull}`;
}

/** Lea's word for a pull request at its head. */
export function overrides(pull: number): unknown {
  const head = `${pull}`.padEnd(40, "0");
  return comment(`IC_o${pull}`, `/override #${pull}@${head} because it is a help page`);
}

/** What the check of each group says, from the bottom of the queue to its top. */
export async function each(of: Queue): Promise<readonly string[]> {
  const groups = of.pulls.map((_, index) => ({ ...of, pulls: of.pulls.slice(0, index + 1) }));
  return Promise.all(groups.map(judged));
}
