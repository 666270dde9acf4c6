import type { Probot } from "probot";
import type { Instant } from "../core/time.ts";
import { readInstallations, readRepositories, readSlug } from "../github/read-installations.ts";
import { readUnreported } from "../github/read-unreported.ts";
import { createRoleCache } from "../github/role-cache.ts";
import { runIssue } from "../github/run-issue.ts";
import type { Ran, RunOptions } from "../github/run-issue.ts";
import { runPull } from "../github/run-pull.ts";
import type { Seen, Shell } from "./shell.ts";

export type Clocks = {
  /** Ms since 1970. */
  readonly now: () => number;
  /** Ms of a clock that only goes forward. */
  readonly elapsed: () => number;
};

const SYSTEM: Clocks = { now: () => Date.now(), elapsed: () => performance.now() };

/** The real one: GitHub through Probot's tokens. */
export function connectShell(probot: Pick<Probot, "auth">, clocks: Clocks = SYSTEM): Shell {
  const roles = createRoleCache({ clock: clocks.elapsed });
  const options = (): RunOptions => ({ now: instantOf(clocks.now()), roles });
  return {
    self: async () => readSlug(await probot.auth()),
    installations: async () => readInstallations(await probot.auth()),
    sweep: async (installation) => {
      const github = await probot.auth(installation);
      const incidents = await readUnreported(github, await readRepositories(github));
      return incidents.map((incident) => ({ kind: "issue", installation, ...incident }));
    },
    runIssue: async (ref) =>
      seen(await runIssue(await probot.auth(ref.installation), ref, options())),
    runPull: async (ref) =>
      seen(await runPull(await probot.auth(ref.installation), ref, options())),
  };
}

function seen({ issues, pulls, ...ran }: Ran): Seen {
  return {
    ...ran,
    related: [
      ...issues.map((number) => ({ kind: "issue", number }) as const),
      ...pulls.map((number) => ({ kind: "pull", number }) as const),
    ],
  };
}

function instantOf(time: number): Instant {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
