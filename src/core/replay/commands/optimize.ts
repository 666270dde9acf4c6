import { withBreadcrumb } from "../../model/incident.ts";
import type { Fix, Incident } from "../../model/incident.ts";
import type { Kludge } from "../../model/kludge.ts";
import type { Refusal } from "../../model/refusal.ts";
import { idsIn, parseKludgeId, withKludge, withoutIds } from "../../model/kludge.ts";
import { momentWithin } from "./moment.ts";
import { err, ok } from "../../model/result.ts";
import type { Result } from "../../model/result.ts";
import { refuse, saidBy } from "./rule.ts";
import type { CommandContext, CommandOutcome } from "./rule.ts";
import type { Pull } from "../../model/snapshot.ts";
import type { Instant } from "../../time/time.ts";
import { logKludge } from "./kludge.ts";
import { movedHeads, vouching } from "./vouch.ts";
import { defined } from "../../model/defined.ts";

/** More digits than any pull request has. */
const ONLY_NUMBER = /^#?(\d{10,15})$/;

export function fix(incident: Incident, order: CommandContext): CommandOutcome {
  const { pulls, text, line, name } = order.command;
  const unknown = pulls.filter((pull) => !order.pulls.has(pull));
  const [, beyond] = ONLY_NUMBER.exec(text) ?? [];
  if (beyond !== undefined) {
    return refuse(incident, { reason: "pull-unknown", line, name, pull: Number(beyond) });
  }
  if (pulls.length === 0 && text === "") {
    return refuse(incident, { reason: "text-missing", line, name });
  }
  // Words say something also without the numbers that lead nowhere.
  const isWords = unknown.length === pulls.length && text !== "";
  if (unknown[0] !== undefined && !isWords) {
    return refuse(incident, { reason: "pull-unknown", line, name, pull: unknown[0] });
  }
  const given = pullsOf(pulls, order);
  const closed = given.find((pull) => pull.mergedAt === undefined && wasClosed(pull, order.at));
  if (closed !== undefined) {
    return refuse(incident, { reason: "pull-closed", line, pull: closed.number });
  }
  const words = [text, ...unknown.map((pull) => `#${pull}`)].filter(Boolean).join(" ");
  const numbers: readonly (number | undefined)[] = isWords ? [undefined] : pulls;
  return {
    incident: numbers.reduce<Incident>(
      (fixed, pull, index) =>
        withFix(fixed, {
          ...saidBy(order),
          ...(pull === undefined ? {} : { pull, ...vouching(order, pull) }),
          ...(index === 0 && words !== "" ? { text: words } : {}),
        }),
      incident,
    ),
    refusals: movedHeads(order),
  };
}

function pullsOf(pulls: readonly number[], order: CommandContext): readonly Pull[] {
  return pulls.flatMap((pull) => order.pulls.get(pull) ?? []);
}

function wasClosed(pull: Pull, at: Instant): boolean {
  return pull.state === "closed" && (pull.closedAt ?? "9") <= at;
}

/** What restores everything. The same pull request is named once: the last word about it counts. */
export function withFix(incident: Incident, fixed: Fix): Incident {
  const { pull: instead } = fixed;
  const isSame = ({ pull }: Fix): boolean => pull !== undefined && pull === instead;
  const vouched = fixed.vouched ?? incident.fixes.find(isSame)?.vouched;
  const others = incident.fixes
    .filter((known) => !isSame(known))
    .map((other) =>
      other.gone === undefined || other.replacedBy !== undefined || instead === undefined
        ? other
        : { ...other, replacedBy: instead },
    );
  return withBreadcrumb(
    {
      ...incident,
      fixes: [...others, { ...fixed, ...defined({ vouched }) }],
    },
    {
      at: fixed.at,
      by: fixed.by,
      kind: "fix",
      ...(fixed.pull === undefined ? {} : { about: `#${fixed.pull}` }),
      ...defined({ text: fixed.text }),
    },
  );
}

/** `/unfix #130`: somebody was mistaken. */
export function unfix(incident: Incident, order: CommandContext): CommandOutcome {
  const known = incident.fixes.flatMap(({ pull }) => pull ?? []);
  return takeBack(incident, order, {
    as: "fix",
    known,
    kept: (wrong) => ({
      fixes: incident.fixes.filter(({ pull }) => pull === undefined || !wrong.includes(pull)),
    }),
  });
}

/** `/unsuspect #12`: it was another one. */
export function unsuspect(incident: Incident, order: CommandContext): CommandOutcome {
  const known = incident.suspects;
  return takeBack(incident, order, {
    as: "suspect",
    known,
    kept: (wrong) => ({
      suspects: known.filter((pull) => !wrong.includes(pull)),
    }),
  });
}

function takeBack(
  incident: Incident,
  order: CommandContext,
  what: {
    readonly as: "fix" | "suspect";
    readonly known: readonly number[];
    readonly kept: (wrong: readonly number[]) => Partial<Incident>;
  },
): CommandOutcome {
  const { pulls, line, name } = order.command;
  const { as, known, kept } = what;
  if (pulls.length === 0) return refuse(incident, { reason: "pull-missing", line, name });
  const others = pulls.filter((pull) => !known.includes(pull));
  if (others.length > 0) {
    return refuse(incident, { reason: "not-named", line, as, pulls: others, known });
  }
  const about = `no ${as}: ${pulls.map((pull) => `#${pull}`).join(" ")}`;
  return {
    incident: withBreadcrumb(
      { ...incident, ...kept(pulls) },
      { at: order.at, by: order.by, kind: as, about },
    ),
  };
}

/** `/undo K1`: undone now, or with a pull request as soon as that is merged. */
export function undo(incident: Incident, order: CommandContext): CommandOutcome {
  const found = unsettledKludges(incident, order);
  if (!found.ok) return refuse(incident, found.error);
  const { pulls, line, name, text, because } = order.command;
  const number = pulls[0];
  const pull = number === undefined ? undefined : order.pulls.get(number);
  if (number !== undefined && pull === undefined) {
    return refuse(incident, { reason: "pull-unknown", line, name, pull: number });
  }
  const moment = momentWithin(incident, order);
  if (!moment.ok) return refuse(incident, moment.error);
  const reason = because ?? withoutIds(text);
  const isPending = pull !== undefined && (pull.mergedAt ?? "9") > order.at;
  return {
    incident: found.value.reduce((undoing, kludge): Incident => {
      const told: Kludge = {
        ...kludge,
        ...(reason === "" ? {} : { because: reason }),
        ...defined({ undonePull: number }),
      };
      // What was never in place can't be undone.
      if (kludge.state === "announced") return withWithdrawn(undoing, told, order);
      if (isPending) return withKludge(undoing, told);
      return withUndone(undoing, told, { by: order.by, at: moment.value });
    }, incident),
  };
}

/** It was never in place, and will not be. */
export function withWithdrawn(
  incident: Incident,
  kludge: Kludge,
  settled: { readonly by: string; readonly at: Instant },
): Incident {
  const gone: Kludge = {
    ...kludge,
    state: "withdrawn",
    settledAt: settled.at,
    settledBy: settled.by,
  };
  return withKludge(logKludge(incident, gone, settled), gone);
}

export function withUndone(
  incident: Incident,
  kludge: Kludge,
  settled: { readonly by: string; readonly at: string },
): Incident {
  const undone: Kludge = {
    ...kludge,
    state: "undone",
    settledAt: settled.at,
    settledBy: settled.by,
  };
  return withKludge(logKludge(incident, undone, settled), undone);
}

export function keep(incident: Incident, order: CommandContext): CommandOutcome {
  const found = unsettledKludges(incident, order);
  if (!found.ok) return refuse(incident, found.error);
  const { because, line, name } = order.command;
  if (because === undefined) return refuse(incident, { reason: "reason-missing", line, name });
  return {
    incident: found.value.reduce((keeping, kludge): Incident => {
      const settled = { settledAt: order.at, settledBy: order.by };
      const kept: Kludge = { ...kludge, state: "kept", because, ...settled };
      return withKludge(logKludge(keeping, kept, order), kept);
    }, incident),
  };
}

/** Every kludge that the text begins with; none at all if one of them is unknown; settled ones stay as they are. */
function unsettledKludges(
  incident: Incident,
  order: CommandContext,
): Result<readonly Kludge[], Refusal> {
  const { text, line, name } = order.command;
  const typed = text.split(/\s/, 1)[0] ?? "";
  const single = parseKludgeId(typed);
  const named = idsIn(text);
  const ids = named.length > 0 ? named : [single ?? ""];
  const kludges: Kludge[] = [];
  for (const id of ids) {
    const kludge = incident.kludges.find((other) => other.id === id);
    if (kludge === undefined) {
      const known = incident.kludges.map((other) => other.id);
      return err({
        reason: "kludge-unknown",
        line,
        name,
        typed: named.length > 1 ? id : typed,
        known,
      });
    }
    kludges.push(kludge);
  }
  const [first] = kludges;
  const unsettled = kludges.filter(({ state }) => state !== "undone" && state !== "withdrawn");
  return first !== undefined && unsettled.length === 0
    ? err({ reason: "kludge-not-standing", line, kludge: first })
    : ok(unsettled);
}
