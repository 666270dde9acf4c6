import { WORKFLOW_BOT } from "../../core/model/selves.ts";
import type { Selves } from "../../core/model/selves.ts";
import { bareLogin, text } from "../client/narrow.ts";

/**
 * The token's own bot first, then those that are given, then the one of workflows. With a person's token, as on the
 * command line, that person's comments stay a person's.
 */
export function selvesOf(viewer: unknown, given: readonly string[] = []): Selves {
  const login = text(viewer);
  const own = login.endsWith("[bot]") ? [login] : [];
  return [...new Set([...own, ...given, WORKFLOW_BOT].map(bareLogin))];
}
