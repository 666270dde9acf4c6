import { withBreadcrumb } from "../../model/breadcrumb.ts";
import type { Incident } from "../../model/incident.ts";
import type { Kludge } from "../../model/kludge.ts";
import type { Vouch } from "../../model/source.ts";
import { nextKludgeId, withKludge } from "../../model/kludge.ts";
import { isUsable } from "../../model/outage.ts";
import { withRequest } from "./request.ts";
import { refuse, saidBy } from "./rule.ts";
import type { NewsDraft, CommandContext, CommandOutcome } from "./rule.ts";
import type { Pull } from "../../model/snapshot.ts";
import type { Instant } from "../../time/time.ts";

/** Where and when a kludge comes from: a command, or a pull request that was linked. */
type KludgeOrigin = {
  readonly by: string;
  readonly at: Instant;
  readonly source: string;
  readonly kludgeIds: ReadonlyMap<string, string>;
};

type KludgeText = {
  readonly what: string;
  readonly pull?: Pull;
  readonly impact?: string;
  readonly undo?: string;
  readonly appliedAt?: Instant;
  readonly plannedAt?: Instant;
  readonly rollbackOf?: number;
  readonly vouched?: Vouch;
};

/** Registers a workaround, with the news that it is coming or in place. */
export function addKludge(
  incident: Incident,
  text: KludgeText,
  origin: KludgeOrigin,
): CommandOutcome {
  const { pull, appliedAt, ...words } = text;
  const { kludgeIds, source } = origin;
  const id =
    kludgeIds.get(source) ??
    kludgeIds.get(pull?.id ?? "") ??
    nextKludgeId(incident, kludgeIds.values());
  const kludge: Kludge = {
    ...words,
    id,
    by: origin.by,
    source: origin.source,
    announcedAt: origin.at,
    ...(pull === undefined ? {} : { pull: pull.number }),
    ...(appliedAt === undefined ? { state: "announced" } : { state: "standing", appliedAt }),
  };
  return {
    incident: withRequest(
      withKludge(logKludge(withReplaced(incident, id), kludge, origin), kludge),
      "kludge",
    ),
    news: [kludgeNews(kludge, origin)],
  };
}

/** Where the last one came to nothing, the next is tried instead. */
function withReplaced(incident: Incident, id: string): Incident {
  const last = incident.kludges.at(-1);
  const isGone = last?.state === "withdrawn" || last?.state === "undone";
  if (last === undefined || !isGone || isUsable(incident)) return incident;
  return withKludge(incident, { ...last, replacedBy: id });
}

export function logKludge(
  incident: Incident,
  kludge: Kludge,
  said: { readonly at: Instant; readonly by: string },
): Incident {
  return withBreadcrumb(incident, {
    at: said.at,
    by: said.by,
    kind: "kludge",
    about: `${kludge.id} ${kludge.state}`,
    text: kludge.what,
  });
}

export function kludgeNews(
  kludge: Kludge,
  said: { readonly by: string; readonly at: Instant; readonly source: string },
): NewsDraft {
  const kind = kludge.appliedAt === undefined ? "kludge-announced" : "kludge-applied";
  return {
    by: said.by,
    at: said.at,
    source: said.source,
    kind,
    // By where the kludge comes from, whoever says that it is in place: its name stays.
    key: `${kind}:${kludge.source}=${kludge.id}`,
    kludge,
    isDefaultPromise: false,
  };
}

export function noKludge(incident: Incident, order: CommandContext): CommandOutcome {
  const { because, line, name } = order.command;
  if (because === undefined) return refuse(incident, { reason: "reason-missing", line, name });
  return {
    incident: withRequest(
      withBreadcrumb(
        { ...incident, noKludge: { ...saidBy(order), value: because } },
        { at: order.at, by: order.by, kind: "kludge", about: "none", text: because },
      ),
      "kludge",
    ),
  };
}

export function rollback(incident: Incident, order: CommandContext): CommandOutcome {
  const { pulls, line, name } = order.command;
  const number = pulls[0];
  if (number === undefined) return refuse(incident, { reason: "pull-missing", line, name });
  const pull = order.pulls.get(number);
  if (pull === undefined)
    return refuse(incident, { reason: "pull-unknown", line, name, pull: number });
  if (pull.state !== "merged")
    return refuse(incident, { reason: "pull-not-merged", line, pull: number });
  const opened = pull.revertedBy
    .map((revert) => order.pulls.get(revert))
    .find((revert) => revert !== undefined && (revert.closedAt ?? "9") > order.at);
  const isAsked = incident.kludges.some((kludge) =>
    opened === undefined
      ? kludge.rollbackOf === number && kludge.state === "announced"
      : kludge.pull === opened.number,
  );
  if (isAsked) return { incident };
  return addKludge(
    { ...incident, suspects: [...new Set([...incident.suspects, number])] },
    {
      what: `Roll back #${number}: ${pull.title}`,
      rollbackOf: number,
      ...(opened === undefined ? {} : { pull: opened }),
    },
    order,
  );
}
