import { bodyComments, writtenAt } from "./body-comment.ts";
import type { ReplayContextAt } from "./replay-context.ts";
import { commandsOf } from "../command/commands-of.ts";
import { heed, isAllowed, linesOf } from "./evolve-comment.ts";
import type { Incident } from "../model/incident.ts";
import type { ReplayContext } from "./commands/rule.ts";
import type { Issue } from "../model/snapshot.ts";
import type { Instant } from "../time/time.ts";
import type { Comment } from "../model/timeline.ts";

/**
 * What the issue's own text commands counts once, as its author's first comment on the incident: the text is what it
 * was when the incident was declared, or the one that declares it.
 */
export function withBody(
  incident: Incident,
  { issue, at }: { readonly issue: Issue; readonly at: Instant },
  contextAt: ReplayContextAt,
): Incident {
  if (incident.isBodyHeard === true || incident.status === "dismissed") return incident;
  const texts = bodyComments(issue);
  const { declared } = incident;
  // In doubt somebody has declared what was there before.
  const text =
    declared === undefined
      ? texts.findLast((one) => writtenAt(one) <= at)
      : (texts.findLast((one) => writtenAt(one) < declared.at) ?? texts[0]);
  if (text === undefined) return incident;
  if (declared === undefined)
    return withDeclaringBody(incident, text, contextAt(writtenAt(text), issue.id));
  const around = contextAt(declared.at, declared.source);
  const lines = linesOf(incident, text, around);
  const comment = { ...text, at: declared.at };
  return lines.length === 0
    ? incident
    : heard(heed(incident, { at: comment.at, comment, lines }, around));
}

function withDeclaringBody(incident: Incident, text: Comment, around: ReplayContext): Incident {
  const isDeclaring = commandsOf(text, around.repository, "anywhere").some(
    (line) => line.type === "command" && line.command.name === "incident",
  );
  if (!isDeclaring || !isAllowed(text, around)) return incident;
  const lines = linesOf(incident, text, around);
  const at = writtenAt(text);
  return heard(heed(incident, { at, comment: { ...text, at }, lines }, around));
}

function heard(incident: Incident): Incident {
  return { ...incident, isBodyHeard: true };
}
