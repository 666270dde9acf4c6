import type { Person } from "./timeline.ts";

/**
 * Logins without "[bot]" of the bots that count as this one, whose token it is first: an App and a workflow may look
 * after the same repository, and what one has said the other doesn't say again.
 */
export type OwnBots = readonly string[];

/** Whose token a workflow gets, unless it makes one of its own. */
export const WORKFLOW_BOT = "github-actions";

export function isOwnBot(person: Person, ownBots: OwnBots): boolean {
  return person.isBot && ownBots.includes(person.login);
}
