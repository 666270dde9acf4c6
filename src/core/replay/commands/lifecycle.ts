import { withBreadcrumb } from "../../model/breadcrumb.ts";
import type { Incident } from "../../model/incident.ts";
import type { Reply } from "../../model/reply.ts";
import { withReportPhase } from "../advance.ts";
import { nextPhase, parsePhase } from "../../model/phase.ts";
import { joinedWords, phaseWords } from "../../command/phase-words.ts";
import { withRequest } from "./request.ts";
import { refuse, saidBy } from "./rule.ts";
import { strangerIn } from "./alert.ts";
import type { CommandContext, CommandOutcome, Rule } from "./rule.ts";
import { liftingProblem } from "./vouch.ts";

/** `/note` and `/doing`: a line of the log. */
export function breadcrumb(kind: "note" | "doing"): Rule {
  return (incident, order) => ({
    incident: withBreadcrumb(incident, {
      at: order.at,
      by: order.by,
      kind,
      text: order.command.text,
    }),
  });
}

export function skip(incident: Incident, order: CommandContext): CommandOutcome {
  const { text, because, line, name } = order.command;
  const { phases } = phaseWords(text);
  const targets = phases.flatMap((phase) => nextPhase(phase) ?? []);
  const unknown = joinedWords(text).find(
    (word, index) => index > 0 && parsePhase(word) === undefined,
  );
  if (phases.length === 0 || targets.length < phases.length) {
    return refuse(incident, {
      reason: "phase-unknown",
      line,
      typed: targets.length === 0 ? text : "report",
    });
  }
  if (because === undefined) return refuse(incident, { reason: "reason-missing", line, name });
  if (unknown !== undefined)
    return refuse(incident, { reason: "phase-unknown", line, typed: unknown });
  const skipped = phases.reduce(
    (before, phase) =>
      withBreadcrumb(
        { ...before, skips: [...before.skips, { ...saidBy(order), phase, because }] },
        { at: order.at, by: order.by, kind: "skip", about: phase, text: because },
      ),
    incident,
  );
  return { incident: targets.reduce(withRequest, skipped) };
}

export function duplicate(incident: Incident, order: CommandContext): CommandOutcome {
  const { pulls, line, name } = order.command;
  const of = pulls[0];
  if (of === undefined) return refuse(incident, { reason: "pull-missing", line, name });
  if (of === incident.number || order.pulls.has(of)) {
    const isSelf = of === incident.number;
    return refuse(incident, { reason: "no-duplicate", line, number: of, isSelf });
  }
  const said = saidBy(order);
  return {
    incident: withReply(
      withBreadcrumb(
        {
          ...incident,
          status: "dismissed",
          isClosed: true,
          closed: said,
          duplicateOf: of,
        },
        { at: order.at, by: order.by, kind: "closed", about: `duplicate of #${of}` },
      ),
      { type: "duplicate", source: order.source, to: order.by, of },
    ),
  };
}

export function closeAnyway(incident: Incident, order: CommandContext): CommandOutcome {
  const { text, because, line, name } = order.command;
  if (!/^anyway\b/i.test(text)) return refuse(incident, { reason: "close-how", line });
  if (because === undefined) return refuse(incident, { reason: "reason-missing", line, name });
  const said = saidBy(order);
  const closed = withBreadcrumb(
    {
      ...incident,
      isClosed: true,
      closed: incident.isClosed ? (incident.closed ?? said) : said,
      closedAnyway: { ...said, value: because },
    },
    { at: order.at, by: order.by, kind: "closed", about: "anyway", text: because },
  );
  return { incident: withReportPhase(closed, said) };
}

export function drill(incident: Incident, order: CommandContext): CommandOutcome {
  if (/^(?:off|end|over|no|none)\b/i.test(order.command.text)) return endDrill(incident, order);
  const refusal = isFelt(incident, order) ? liftingProblem(order) : undefined;
  if (refusal !== undefined) return refuse(incident, refusal);
  const { because } = order.command;
  return {
    incident: withBreadcrumb(
      { ...incident, isDrill: true },
      {
        at: order.at,
        by: order.by,
        kind: "drill",
        ...(because === undefined ? {} : { text: because }),
      },
    ),
  };
}

/** People were alerted, or merges held: calling that practice lets go what is held. */
function isFelt(
  { alertedAt, told, paths, declared }: Incident,
  { at, source }: CommandContext,
): boolean {
  if (alertedAt !== undefined || told.length > 0) return true;
  const [comment] = source.split(".", 1);
  return (
    paths.length > 0 && declared !== undefined && declared.source !== comment && declared.at <= at
  );
}

function endDrill(incident: Incident, order: CommandContext): CommandOutcome {
  if (!incident.isDrill) return refuse(incident, { reason: "no-drill", line: order.command.line });
  return {
    incident: withBreadcrumb(
      { ...incident, isDrill: false },
      { at: order.at, by: order.by, kind: "drill", about: "off" },
    ),
  };
}

export function todo(incident: Incident, order: CommandContext): CommandOutcome {
  const { people, text, line } = order.command;
  const person = strangerIn(people, order);
  const owners = people.filter((one) => strangerIn([one], order) === undefined);
  const added = { ...saidBy(order), owners, text };
  return {
    incident: { ...incident, todos: [...incident.todos, added] },
    // A recommendation is information: only its owner is left out.
    ...(person === undefined ? {} : { refusals: [{ reason: "owner-left-out", line, person }] }),
  };
}

export function askForReport(incident: Incident, order: CommandContext): CommandOutcome {
  return { incident: { ...incident, reportAsked: saidBy(order) } };
}

export function answer(type: "help" | "status"): Rule {
  return (incident, order) => ({
    incident: withReply(incident, { type, source: order.source, to: order.by }),
  });
}

/** Says something once: a second reply of the same type and source changes nothing. */
export function withReply(incident: Incident, reply: Reply): Incident {
  const isSaid = incident.replies.some(
    (other) => other.type === reply.type && other.source === reply.source,
  );
  return isSaid ? incident : { ...incident, replies: [...incident.replies, reply] };
}
