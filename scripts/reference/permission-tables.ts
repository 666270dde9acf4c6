import { manifestOf } from "../../src/app/webhook/app-manifest.ts";
import { JOB_PERMISSIONS } from "../../src/app/jobs/job-permissions.ts";
import { JOB_NEEDS } from "../../src/cli/doctor/workflow/job-needs.ts";
import { code, table } from "./markdown-table.ts";

/** What the App does with a permission: what reading it is for, and writing it. */
export const PERMISSION_WORDS: Readonly<
  Record<string, { readonly read: string; readonly write?: string }>
> = {
  checks: { read: "when a commit was first seen", write: "the check `dakor` on pull requests" },
  contents: {
    read: "configuration, template, reports",
    write: "the report's branch and file, reverts",
  },
  issues: { read: "incidents", write: "board, answers, labels, alerts" },
  members: { read: "teams: to mention them, to ask them for reviews" },
  merge_queues: { read: "to judge the queue's groups", write: "to take out what is held" },
  metadata: { read: "who has which role" },
  pull_requests: {
    read: "which pull requests belong to an incident",
    write: "answers on them; report and revert pull requests",
  },
};

const JOB_WORDS: Readonly<Record<keyof typeof JOB_PERMISSIONS, string>> = {
  issue: "an incident: board, answers, labels",
  report: "its report's or a rollback's pull request; only when there is one to write",
  pull: "a pull request: links to incidents",
  check: "the checks of pull requests",
  queue: "to take out of a merge queue what is held; only then",
  group: "a group of a merge queue",
  push: "a push to the default branch",
  sweep: "a look at everything, after a start and every 15 minutes",
};

/** The App's two manifests side by side. */
export function manifestTable(): string {
  const [full, minimal] = [manifestOf("full").permissions, manifestOf("minimal").permissions];
  return table(
    ["permission", "`app.yml`", "`app-minimal.yml`", "read for", "write for"],
    Object.entries(full).map(([name, level]) => {
      const { read = "", write = "" } = PERMISSION_WORDS[name] ?? {};
      return [code(name), level, minimal[name] ?? "", read, level === "write" ? write : ""];
    }),
  );
}

/** What a token may do, for each kind of work. */
export function jobTable(): string {
  const names = Object.keys(manifestOf("full").permissions).filter((name) => name !== "metadata");
  return table(
    ["work", ...names.map(code)],
    Object.entries(JOB_PERMISSIONS).map(([job, permissions]) => {
      const granted: Readonly<Record<string, string>> = permissions;
      const words = Object.entries(JOB_WORDS).find(([name]) => name === job)?.[1] ?? job;
      return [words, ...names.map((name) => granted[name] ?? "")];
    }),
  );
}

/** What a workflow's job needs, by the Action's mode. */
export function modeTable(): string {
  const modes = Object.entries(JOB_NEEDS);
  const names = [
    ...new Set(modes.flatMap(([, needs]) => Object.keys(needs.permissions))),
  ].toSorted();
  return table(
    ["mode", ...names.map(code)],
    modes.map(([mode, needs]) => [
      code(mode),
      ...names.map((name) => needs.permissions[name] ?? ""),
    ]),
  );
}
