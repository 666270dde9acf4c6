import { WORKFLOW_BOT } from "../../core/model/own-bots.ts";
import type { OwnBots } from "../../core/model/own-bots.ts";
import { bareLogin, text } from "../client/narrow.ts";

/**
 * The token's own bot first, then those that are given, then the one of workflows. With a person's token, as on the
 * command line, that person's comments stay a person's.
 */
export function ownBotsOf(viewer: unknown, given: readonly string[] = []): OwnBots {
  const login = text(viewer);
  const own = login.endsWith("[bot]") ? [login] : [];
  return [...new Set([...own, ...given, WORKFLOW_BOT].map(bareLogin))];
}
