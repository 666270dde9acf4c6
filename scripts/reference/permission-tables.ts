import { manifestOf, type ManifestKind } from "../../src/app/webhook/app-manifest.ts";
import { JOB_PERMISSIONS, permissionWords } from "../../src/core/model/permission.ts";
import { JOB_NEEDS } from "../../src/cli/doctor/workflow/parse-workflow.ts";
import { code, table } from "./markdown-table.ts";

const JOB_WORDS: Readonly<Record<keyof typeof JOB_PERMISSIONS, string>> = {
  issue: "an incident: board, answers, labels",
  report: "its report's or a rollback's pull request; only when there is one to write",
  pull: "a pull request: links to incidents",
  notify: "to note what was told outside GitHub",
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
      const { read = "", write = "" } = permissionWords(name);
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

/** An App's manifest, as a file: its head as it is, then what it asks for. */
export function withManifest(file: string, kind: ManifestKind): string {
  const { permissions, events } = manifestOf(kind);
  const lines = Object.entries(permissions).map(
    ([name, level]) => `  ${name}: ${level} # ${permissionWords(name)[level] ?? ""}`,
  );
  const head = file.slice(0, file.indexOf("default_permissions:"));
  return `${head}default_permissions:\n${lines.join("\n")}\ndefault_events:\n${events.map((event) => `  - ${event}`).join("\n")}\n`;
}
