import { INCIDENT_LABEL, parsePhaseLabel, REPORTED_LABEL } from "../model/phase.ts";
import { isOwnBot } from "../model/own-bots.ts";
import type { OwnBots } from "../model/own-bots.ts";
import type { TimelineEvent } from "../model/timeline.ts";

/** What the bot made of an act at the time, as far as its own traces show it: nobody can edit them. */
export type Evidence = ReadonlyMap<string, "counted" | "refused">;

/** By the id of the comment or event. What left no trace isn't in it. */
export function evidenceIn(timeline: readonly TimelineEvent[], ownBots: OwnBots): Evidence {
  const evidence = new Map<string, "counted" | "refused">();
  /** What people did last, and the bot hasn't shown yet what it made of it. */
  let open: TimelineEvent | undefined;
  for (const event of timeline) {
    if (event.type === "commented") {
      if (isUnderstood(event)) evidence.set(event.id, "counted");
      if (!event.isOwn) open = undefined;
    } else if (!isOwnBot(event.by, ownBots)) {
      open = event;
    } else if (open !== undefined) {
      const shown = shownBy(event, open);
      // Labels may come before the reopening that answers the same act.
      if (shown === "refused" || (shown === "counted" && !evidence.has(open.id))) {
        evidence.set(open.id, shown);
      }
    }
  }
  return evidence;
}

/** The reaction says that its author was permitted, and is about words that are still the same. */
function isUnderstood(event: TimelineEvent): boolean {
  if (event.type !== "commented" || !event.hasOwnReaction) return false;
  const { editedBy, editedAt, reactedAt } = event;
  if (editedBy === undefined) return true;
  return editedAt !== undefined && reactedAt !== undefined && editedAt <= reactedAt;
}

/** The bot's own labels and reopenings, read as its answer to what happened just before. */
function shownBy(own: TimelineEvent, act: TimelineEvent): "counted" | "refused" | undefined {
  if (own.type === "reopened") return act.type === "closed" ? "refused" : undefined;
  if (own.type !== "labeled" && own.type !== "unlabeled") return undefined;
  if (parsePhaseLabel(own.label) === undefined && own.label !== REPORTED_LABEL) return undefined;
  const isGiven = own.type === "labeled";
  if (act.type === "closed") {
    // A false alarm takes the phase away; any other closing that counts ends in the last one.
    const isShown = act.reason === "completed" ? isGiven && isEnd(own.label) : !isGiven;
    return isShown ? "counted" : isGiven ? "refused" : undefined;
  }
  const isDeclaration = act.type === "labeled" && act.label.toLowerCase() === INCIDENT_LABEL;
  return isDeclaration && isGiven ? "counted" : undefined;
}

function isEnd(label: string): boolean {
  return label === REPORTED_LABEL || parsePhaseLabel(label) === "report";
}
