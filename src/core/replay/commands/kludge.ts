import { withBreadcrumb } from "../../model/incident.ts";
import type { Incident } from "../../model/incident.ts";
import { kludgeOfPull, kludgesNamed, nextKludgeId, withKludge } from "../../model/kludge.ts";
import type { Kludge } from "../../model/kludge.ts";
import type { Vouch } from "../../model/timeline.ts";
import { isUsable } from "../../model/outage.ts";
import { withRequest } from "../advance.ts";
import { refuse, saidBy } from "./rule.ts";
import type { CommandContext, CommandOutcome, NewsDraft } from "./rule.ts";
import type { Pull } from "../../model/snapshot.ts";
import type { Instant } from "../../time/time.ts";
import { momentWithin } from "./moment.ts";
import type { Refusal } from "../../model/refusal.ts";
import { ok } from "../../model/result.ts";
import type { Result } from "../../model/result.ts";
import { withPromise } from "./alert.ts";
import { movedHeads, vouching } from "./vouch.ts";
import { defined } from "../../model/defined.ts";

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
    ...defined({ pull: pull?.number }),
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
      ...defined({ pull: opened }),
    },
    order,
  );
}

/** `/kludge`: a new workaround, or with a name more about one that is known. */
export function useKludge(incident: Incident, order: CommandContext): CommandOutcome {
  const [named] = kludgesNamed(incident, order.command.text);
  return named === undefined ? recordKludge(incident, order) : changeKludge(incident, named, order);
}

function recordKludge(incident: Incident, order: CommandContext): CommandOutcome {
  const { text, line, name, pulls } = order.command;
  const [number, ...further] = likeliestFirst(pulls, order);
  const unknown = pulls.filter((other) => !order.pulls.has(other));
  const pull = number === undefined ? undefined : order.pulls.get(number);
  if (text === "" && pull === undefined) {
    return unknown[0] === undefined
      ? refuse(incident, { reason: "text-missing", line, name })
      : refuse(incident, { reason: "pull-unknown", line, name, pull: unknown[0] });
  }
  const timing = timingOf(incident, order);
  if (!timing.ok) return refuse(incident, timing.error);
  const said = text === "" ? (pull?.title ?? "") : text;
  const unlinked = [...further, ...unknown];
  const words = { ...wordsOf(order), what: [said, ...missingFrom(said, unlinked)].join(" ") };
  const told = withPromise(
    linkKludge(incident, { words, pull, timing: timing.value }, order),
    order,
  );
  const moved = movedHeads(order);
  if (unlinked.length === 0) return moved.length === 0 ? told : { ...told, refusals: moved };
  const kludge = told.incident.kludges.findLast(({ source }) => source === order.source)?.id ?? "";
  const leftOut = { line, kludge, pulls: unlinked, areKnown: unknown.length === 0 };
  return { ...told, refusals: [...moved, { reason: "pulls-left-out", ...leftOut }] };
}

/** "Reverted #12 with #124": what isn't merged yet is the workaround. */
function likeliestFirst(numbers: readonly number[], order: CommandContext): readonly number[] {
  const known = numbers.filter((number) => order.pulls.has(number));
  const isOpen = (number: number): boolean => {
    const { mergedAt = "9", closedAt = "9" } = order.pulls.get(number) ?? {};
    return mergedAt > order.at && closedAt > order.at;
  };
  return [...known.filter(isOpen), ...known.filter((number) => !isOpen(number))];
}

/** Numbers at the end of the text were read as references; those that link nothing are words again. */
function missingFrom(text: string, pulls: readonly number[]): readonly string[] {
  return pulls.map((pull) => `#${pull}`).filter((reference) => !text.includes(reference));
}

function wordsOf({ command }: CommandContext): Pick<Kludge, "impact" | "undo"> {
  const { impact, undo } = command;
  return { ...defined({ impact, undo }) };
}

type Timing = Pick<Kludge, "appliedAt" | "plannedAt">;

/** Applied then, or now; a time to come is a plan. */
function timingOf(incident: Incident, order: CommandContext): Result<Timing, Refusal> {
  const moment = momentWithin(incident, order);
  if (moment.ok) return ok({ appliedAt: moment.value });
  if (moment.error.reason === "moment-future") return ok({ plannedAt: moment.error.moment });
  if (moment.error.reason === "moment-far") return ok({ plannedAt: moment.error.coming });
  return moment;
}

function linkKludge(
  incident: Incident,
  given: {
    readonly words: Pick<Kludge, "what" | "impact" | "undo">;
    readonly pull: Pull | undefined;
    readonly timing: Timing;
  },
  order: CommandContext,
): CommandOutcome {
  const { words, pull, timing } = given;
  const linked = pull === undefined ? undefined : kludgeOfPull(incident, pull.number);
  if (linked !== undefined) {
    // Whoever names it vouches for it: until then it came by itself.
    const isOwnWord = linked.source === pull?.id;
    const described = {
      ...linked,
      ...words,
      ...vouching(order, linked.pull ?? 0),
      ...(isOwnWord ? { by: order.by, source: order.source } : {}),
    };
    return { incident: withKludge(logKludge(incident, described, order), described) };
  }
  const vouched = pull === undefined ? {} : { pull, ...vouching(order, pull.number) };
  if (pull === undefined || order.command.at !== undefined) {
    return addKludge(incident, { ...words, ...vouched, ...timing }, order);
  }
  const isApplied = pull.mergedAt !== undefined && pull.mergedAt <= order.at;
  return addKludge(
    incident,
    { ...words, ...vouched, ...(isApplied ? { appliedAt: pull.mergedAt } : {}) },
    order,
  );
}

/** `/kludge K1 …`: in place now, or what users notice has changed. */
function changeKludge(incident: Incident, kludge: Kludge, order: CommandContext): CommandOutcome {
  const { line, at } = order.command;
  if (kludge.state === "undone" || kludge.state === "withdrawn") {
    return refuse(incident, { reason: "kludge-not-standing", line, kludge });
  }
  const timing = timingOf(incident, order);
  if (!timing.ok) return refuse(incident, timing.error);
  const waits = kludge.state === "announced" && kludge.pull !== undefined && at === undefined;
  const isNow = timing.value.appliedAt !== undefined && !waits;
  const begins = kludge.state === "announced" && isNow;
  const changed: Kludge = {
    ...kludge,
    ...wordsOf(order),
    ...(begins || at !== undefined ? timing.value : {}),
    ...(begins ? { state: "standing" as const } : {}),
  };
  const told = {
    incident: withKludge(logKludge(incident, changed, order), changed),
    ...(begins ? { news: [kludgeNews(changed, order)] } : {}),
  };
  return withPromise(told, order);
}
