import { INCIDENT_LABEL } from "../model/phase.ts";
import { isOwnBot } from "../model/own-bots.ts";
import type { OwnBots } from "../model/own-bots.ts";
import { between } from "../time/time.ts";
import type { Instant } from "../time/time.ts";
import type { Person, TimelineEvent } from "../model/timeline.ts";

/** What the bot puts right when somebody changes it. */
export type Repair =
  | { readonly act: "add-label" | "remove-label"; readonly label: string }
  | { readonly act: "close" | "reopen" };

/** A repair that was undone so often that the bot leaves it to people. */
export type Fight = { readonly repair: Repair; readonly by: Person };

const MOST_REPAIRS = 3;
const WITHIN = 60 * 60;

/** The event that each repair leaves in the timeline, and the one that undoes it. */
const EVENTS = {
  "add-label": { done: "labeled", undone: "unlabeled" },
  "remove-label": { done: "unlabeled", undone: "labeled" },
  close: { done: "closed", undone: "reopened" },
  reopen: { done: "reopened", undone: "closed" },
} as const;

/**
 * Whether a repair is a fight by now: three of the same within an hour against people, three in all against a bot, which
 * never gets tired. The incident's own label is never left to people. Only the timeline tells: what was given up stays so until a person puts it right.
 */
export function fightOver(
  repair: Repair,
  timeline: readonly TimelineEvent[],
  ownBots: OwnBots,
): Fight | undefined {
  const { done, undone } = EVENTS[repair.act];
  const repaired: Instant[] = [];
  let opponent: Person | undefined;
  for (const event of timeline) {
    if (!concerns(event, repair)) continue;
    const isOwn = isOwnBot(event.by, ownBots);
    // Other workflows may close with the account that this bot has, too.
    if (event.type === undone && (!isOwn || repair.act === "reopen")) opponent = event.by;
    if (event.type !== done) continue;
    if (isOwn && opponent !== undefined) repaired.push(event.at);
    if (!isOwn && !event.by.isBot) repaired.length = 0;
  }
  if (opponent === undefined) return undefined;
  // Whoever may take it off withdraws the incident; anybody else would only have to be stubborn to blind the gate.
  if (repair.act === "add-label" && repair.label === INCIDENT_LABEL && !opponent.isBot) {
    return undefined;
  }
  const isOver = repaired.some((at, index) => {
    const third = repaired[index + MOST_REPAIRS - 1];
    if (third === undefined) return false;
    return opponent.isBot || between(at, third) <= WITHIN;
  });
  return isOver ? { repair, by: opponent } : undefined;
}

function concerns(event: TimelineEvent, repair: Repair): boolean {
  if (event.type === "labeled" || event.type === "unlabeled") {
    return "label" in repair && event.label.toLowerCase() === repair.label.toLowerCase();
  }
  return !("label" in repair) && (event.type === "closed" || event.type === "reopened");
}
