import { refuse } from "../failure.ts";
import type { Actor } from "../model.ts";

const WORKFLOWS = ".github/workflows/";

/** Apps need a permission of their own for workflows, and a job's token can't have it. */
export function guardWorkflows(actor: Actor, paths: readonly string[]): void {
  const mayWrite = actor.kind !== "installation" || actor.permissions["workflows"] === "write";
  const path = paths.find((one) => one.startsWith(WORKFLOWS));
  if (path === undefined || mayWrite) return;
  refuse(
    422,
    `refusing to allow a GitHub App to create or update workflow \`${path}\` without \`workflows\` permission`,
  );
}
