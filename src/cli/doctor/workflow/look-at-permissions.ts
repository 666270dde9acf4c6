import { at, record, text } from "../../../github/client/narrow.ts";
import { warning, wrong } from "../finding.ts";
import type { Verdict } from "../finding.ts";
import { needsOf } from "./job-needs.ts";
import type { OwnJob } from "./parse-workflow.ts";

const LEVELS: readonly unknown[] = ["none", "read", "write"];

/** What a job may do, against what its mode needs. */
export function lookAtPermissions({ path, id, mode, workflow, job }: OwnJob): readonly Verdict[] {
  const needed = Object.entries(needsOf(mode)?.permissions ?? {});
  const given = job["permissions"] ?? workflow["permissions"];
  const lines = needed.map(([name, level]) => `${name}: ${level}`).join(", ");
  if (given === undefined) {
    return [
      warning(
        `${path}: the job ${id} says no permissions, and gets whatever the repository gives.`,
        `Write permissions: {} at the top, and in the job: ${lines}`,
      ),
    ];
  }
  if (given === "write-all") {
    return [warning(`${path}: the job ${id} may do everything.`, `Write in the job: ${lines}`)];
  }
  const levelOf = (name: string): string =>
    given === "read-all" ? "read" : text(at(given, name)) || "none";
  const lacking = needed.filter(([name, level]) => isLess(levelOf(name), level));
  const allowed = new Map(needed);
  const excess = Object.entries(record(given)).filter(
    ([name, level]) => level === "write" && allowed.get(name) !== "write",
  );
  return [
    ...lacking.map(([name, level]) =>
      wrong(
        `${path}: the job ${id} lacks ${name}: ${level}.`,
        `Add to its permissions: ${name}: ${level}`,
      ),
    ),
    ...excess.map(([name]) =>
      warning(
        `${path}: the job ${id} may write ${name}, and doesn't need to.`,
        `Write ${name}: ${allowed.get(name) ?? "none"}`,
      ),
    ),
  ];
}

function isLess(one: string, other: string): boolean {
  return LEVELS.indexOf(one) < LEVELS.indexOf(other);
}
