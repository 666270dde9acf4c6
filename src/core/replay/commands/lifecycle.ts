import { withBreadcrumb } from "../../model/incident.ts";
import type { Incident } from "../../model/incident.ts";
import type { Reply } from "../../model/reply.ts";
import { withReportPhase, withRequest } from "../advance.ts";
import { nextPhase, parsePhase } from "../../model/phase.ts";
import type { Phase } from "../../model/phase.ts";
import { suggest } from "../../command/suggest.ts";
import { joinedWords, phaseWords } from "../../command/phase-words.ts";
import { refuse, saidBy } from "./rule.ts";
import type { CommandContext, CommandOutcome, NewsDraft, Rule } from "./rule.ts";
import { promised, strangerIn } from "./alert.ts";
import { liftingProblem } from "./vouch.ts";
import { momentOfOrder, withMoment } from "./moment.ts";
import { openPromise, withUpdate } from "../../model/promise.ts";
import { plus } from "../../time/time.ts";
import { defined } from "../../model/defined.ts";
import { withEnd } from "../with-news.ts";

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

/** `/resend`: what did not get through outside GitHub is due again. */
export function resend(incident: Incident, order: CommandContext): CommandOutcome {
  const { text, line } = order.command;
  const typed = text.trim();
  const known = order.config.notify.map(({ name }) => name);
  const target = known.find((name) => name.toLowerCase() === typed.toLowerCase());
  const isKnown = known.length > 0 && (typed === "" || target !== undefined);
  // What was understood stays so, whatever the configuration has become.
  if (!isKnown && order.evidence.get(order.source.split(".")[0] ?? "") !== "counted") {
    const suggestion = suggest(typed.toLowerCase(), known);
    const meant = suggestion === undefined ? {} : { suggestion };
    return refuse(incident, { reason: "target-unknown", line, typed, known, ...meant });
  }
  const resent = { ...saidBy(order), ...(typed === "" ? {} : { target: target ?? typed }) };
  return { incident: { ...incident, resends: [...(incident.resends ?? []), resent] } };
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
          ...withEnd(incident, said, { kind: "duplicate", goesOnAs: of, config: order.config }),
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
        ...defined({ text: because }),
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

/** Whoever leads from now on hears of it, with what is promised. */
export function handOver(rule: Rule): Rule {
  return (incident, order) => {
    const outcome = rule(incident, order);
    const { leads } = outcome.incident;
    const [to] = leads.filter((lead) => lead.toLowerCase() !== order.by.toLowerCase());
    if (outcome.isRefused === true || to === undefined) return outcome;
    const { source, by, at } = saidBy(order);
    const due = openPromise(outcome.incident)?.due;
    const reply: Reply = {
      type: "handed-over",
      source,
      to,
      at,
      by,
      leads,
      ...(due === undefined ? {} : { due }),
    };
    return { ...outcome, incident: withReply(outcome.incident, reply) };
  };
}

/** Says something once: a second reply of the same type and source changes nothing. */
export function withReply(incident: Incident, reply: Reply): Incident {
  const isSaid = incident.replies.some(
    (other) => other.type === reply.type && other.source === reply.source,
  );
  return isSaid ? incident : { ...incident, replies: [...incident.replies, reply] };
}

/** Usable again: stable thanks to kludges, or restored for good. Said once, corrected by `at`. */
export function finish(fact: "stable" | "restored", target: Phase): Rule {
  return (incident, order) => {
    const isKnown = incident.moments[fact] !== undefined;
    // What works fully is usable, too: nobody has to say so.
    const isImplied = fact === "stable" && incident.moments.restored !== undefined;
    if ((isKnown || isImplied) && order.command.at === undefined) {
      return { incident: withRequest(incident, target) };
    }
    const moment = momentOfOrder(incident, order);
    if (!moment.ok) return refuse(incident, moment.error);
    const changed = withMoment(incident, { fact, moment: moment.value }, order);
    if (!changed.ok) return refuse(incident, changed.error);
    const { text } = order.command;
    const logged = withBreadcrumb(changed.value, {
      at: order.at,
      by: order.by,
      kind: fact,
      about: moment.value,
      ...(text === "" ? {} : { text }),
    });
    return isKnown || isImplied
      ? { incident: logged }
      : tell(logged, order, { fact, target, moment: moment.value });
  };
}

function tell(
  incident: Incident,
  order: CommandContext,
  what: { readonly fact: "stable" | "restored"; readonly target: Phase; readonly moment: string },
): CommandOutcome {
  const { text } = order.command;
  const coming = promised(order);
  if (!coming.ok) return refuse(incident, coming.error);
  const said = saidBy(order);
  // Usable is not over: people go on waiting for news, after the usual time where none is named.
  const usual = order.config.severities[incident.severity?.value ?? "major"].update;
  const isAwaited = what.fact === "stable" && !incident.isAfterTheFact;
  const next = coming.value ?? (isAwaited ? usual : undefined);
  const promise = next === undefined ? undefined : plus(order.at, next);
  const draft: NewsDraft = {
    ...said,
    kind: what.fact,
    key: `${what.fact}:${order.source}`,
    moment: what.moment,
    ...(text === "" ? {} : { text }),
    ...defined({ promise }),
    isDefaultPromise: next !== undefined && coming.value === undefined,
  };
  return {
    incident: withRequest(withUpdate(incident, said, promise), what.target),
    news: [draft],
  };
}
