import { hasRole } from "../../model/role.ts";
import { withBreadcrumb } from "../../model/incident.ts";
import type { Incident } from "../../model/incident.ts";
import type { Duration } from "../../time/duration.ts";
import type { Source } from "../../model/timeline.ts";
import { readComing } from "./moment.ts";
import { brokenSince } from "../../model/outage.ts";
import { withUpdate } from "../../model/promise.ts";
import { withRequest } from "../advance.ts";
import type { Refusal } from "../../model/refusal.ts";
import { ok } from "../../model/result.ts";
import type { Result } from "../../model/result.ts";
import { refuse, saidBy } from "./rule.ts";
import type { NewsDraft, CommandContext, CommandOutcome, Rule } from "./rule.ts";
import { plus } from "../../time/time.ts";
import { defined } from "../../model/defined.ts";

/** Somebody takes the lead: the first to do so acknowledges the incident. */
export function withLeads(
  incident: Incident,
  leads: readonly string[],
  said: Source & { readonly text?: string },
): Incident {
  const { text, ...source } = said;
  const now = distinct(leads);
  return withBreadcrumb(
    {
      ...incident,
      leads: now,
      led: distinct([...incident.led, ...now]),
      acknowledged: incident.acknowledged ?? source,
    },
    {
      at: said.at,
      by: said.by,
      kind: "lead",
      about: now.join(" "),
      ...defined({ text }),
    },
  );
}

function distinct(logins: readonly string[]): readonly string[] {
  return logins.filter(
    (login, index) =>
      logins.findIndex((other) => other.toLowerCase() === login.toLowerCase()) === index,
  );
}

/** `/lead` and `/handover` name who is on it from now on. */
export function nameLead(incident: Incident, order: CommandContext): CommandOutcome {
  const { text, line, name } = order.command;
  const isSelf = /^(?:to )?(?:me|myself|i|mine)\b/i.test(text);
  const people = order.command.people.length === 0 && isSelf ? [order.by] : order.command.people;
  if (people.length === 0) {
    return refuse(incident, { reason: "person-missing", line, name, typed: text });
  }
  const stranger = strangerIn(people, order);
  if (stranger !== undefined) {
    return refuse(incident, { reason: "person-unknown", line, name, person: stranger });
  }
  const note = order.command.people.length === 0 ? "" : text.trim();
  return {
    incident: withLeads(incident, people, {
      ...saidBy(order),
      ...(note === "" ? {} : { text: note }),
    }),
  };
}

/** A slip of the finger must not call a stranger. */
export function strangerIn(people: readonly string[], order: CommandContext): string | undefined {
  return people.find((person) => !mayBeNamed(person, order));
}

function mayBeNamed(person: string, order: CommandContext): boolean {
  return person.toLowerCase() === order.by.toLowerCase() || hasRole(person, "triage", order.roles);
}

export function alert(incident: Incident, order: CommandContext): CommandOutcome {
  const told = announce(incident, order, "alert");
  if (told.isRefused === true) return told;
  return {
    ...told,
    incident: withRequest(
      {
        // Whoever alerts wants people to hear it, also of what is over.
        ...withTold(told.incident),
        alertedAt: told.incident.alertedAt ?? order.at,
        isAfterTheFact: false,
      },
      "alert",
    ),
  };
}

/** Those whom this severity names are told from now on. */
export function withTold(incident: Incident): Incident {
  const severity = incident.severity?.value ?? "major";
  return incident.told.includes(severity)
    ? incident
    : { ...incident, told: [...incident.told, severity] };
}

export function update(incident: Incident, order: CommandContext): CommandOutcome {
  return announce(incident, order, "update");
}

/** `next 10m`, or how long it is until `next 11:00`. */
export function promised(order: CommandContext): Result<Duration | undefined, Refusal> {
  const { next, by } = order.command;
  return by === undefined ? ok(next) : readComing(by, order);
}

/** `next 10m` beside a kludge, or beside what is known: when there is more. */
export function withPromise(told: CommandOutcome, order: CommandContext): CommandOutcome {
  if (told.isRefused === true) return told;
  const coming = promised(order);
  if (!coming.ok) return refuse(told.incident, coming.error);
  if (coming.value === undefined) return told;
  const due = plus(order.at, coming.value);
  return {
    ...told,
    incident: withUpdate(told.incident, saidBy(order), due),
    ...(told.news === undefined
      ? {}
      : { news: told.news.map((item) => ({ ...item, promise: due })) }),
  };
}

/** Whatever somebody tells of it may promise more. */
export function promising(rule: Rule): Rule {
  return (incident, order) => withPromise(rule(incident, order), order);
}

/** News that promises more. */
export function announce(
  incident: Incident,
  order: CommandContext,
  kind: "alert" | "update" | "broken",
): CommandOutcome {
  const { text, public: words = "" } = order.command;
  const logged = text === "" ? words : text;
  const coming = promised(order);
  if (!coming.ok) return refuse(incident, coming.error);
  const next = coming.value;
  const duration = next ?? order.config.severities[incident.severity?.value ?? "major"].update;
  const promise = plus(order.at, duration);
  const said = saidBy(order);
  const draft: NewsDraft = {
    ...said,
    kind,
    key: `${kind}:${order.source}`,
    ...(text === "" ? {} : { text }),
    promise,
    isDefaultPromise: next === undefined,
  };
  return {
    incident: withBreadcrumb(withUpdate(incident, said, promise), {
      at: order.at,
      by: order.by,
      kind,
      about: kind === "broken" ? brokenSince(incident) : promise,
      ...(logged === "" ? {} : { text: logged }),
    }),
    news: [draft],
  };
}
