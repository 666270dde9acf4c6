import type { Probot } from "probot";
import type { Instant } from "../core/time.ts";
import { readInstallations, readRepositories, readSlug } from "../github/read-installations.ts";
import { readUnreported } from "../github/read-unreported.ts";
import { createRoleCache } from "../github/role-cache.ts";
import { runIssue } from "../github/run-issue.ts";
import type { Ran } from "../github/run-issue.ts";
import { runPull } from "../github/run-pull.ts";
import type { Seen, Shell } from "./shell.ts";

/** The real one: GitHub through Probot's tokens. */
export function connectShell(probot: Probot): Shell {
  const roles = createRoleCache({ clock: () => performance.now() });
  return {
    self: async () => readSlug(await probot.auth()),
    installations: async () => readInstallations(await probot.auth()),
    sweep: async (installation) => {
      const github = await probot.auth(installation);
      const incidents = await readUnreported(github, await readRepositories(github));
      return incidents.map((incident) => ({ kind: "issue", installation, ...incident }));
    },
    runIssue: async (ref) =>
      seen(await runIssue(await probot.auth(ref.installation), ref, { now: now(), roles })),
    runPull: async (ref) =>
      seen(await runPull(await probot.auth(ref.installation), ref, { now: now(), roles })),
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

function now(): Instant {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}
