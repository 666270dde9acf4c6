import { isPermitted } from "../model/authority.ts";
import type { Effect, Plan } from "./effect.ts";
import { touches } from "../gate/glob.ts";
import type { Incident } from "../model/incident.ts";
import { isRevert, namedIssues, revertedNumber } from "../gate/revert.ts";
import { isOwnBot } from "../model/own-bots.ts";
import type { PullSnapshot } from "../model/snapshot.ts";
import { planLink } from "./links.ts";

/**
 * Whether a rollback belongs to an incident: it undoes one of its kludges, names it, reverts one of its
 * suspects, or touches the paths of exactly one. Where several fit, the bot asks once.
 */
export function planPull(snapshot: PullSnapshot): Plan {
  const { pull, incidents } = snapshot;
  const reverted = revertedNumber(pull);
  if (!isRevert(pull) || pull.links.length > 0 || !mayBeLinked(snapshot)) return nothing;
  // What an incident knows of already, its own run links; two writers would say it twice.
  if (incidents.some((incident) => knows(incident, pull.number))) return nothing;
  const undone = incidents.flatMap((incident) =>
    incident.kludges
      .filter((kludge) => kludge.pull === reverted)
      .map((kludge) => ({ incident, kludge })),
  )[0];
  if (undone !== undefined) {
    return { ...nothing, effects: planLink({ ...undone, role: "undo", pull }) };
  }
  const [only, ...others] = candidates(snapshot, reverted);
  if (only === undefined) return nothing;
  if (others.length === 0) {
    return { ...nothing, effects: planLink({ incident: only, role: "kludge", pull }) };
  }
  return { ...nothing, effects: [ask([only, ...others], snapshot)] };
}

const nothing: Plan = { effects: [], pulls: [] };

function knows(incident: Incident, pull: number): boolean {
  return incident.kludges.some((kludge) => kludge.pull === pull || kludge.undonePull === pull);
}

function mayBeLinked({ pull, config, authorRole, ownBots }: PullSnapshot): boolean {
  if (isOwnBot(pull.author, ownBots)) return true;
  return isPermitted(pull.author, { [pull.author.login.toLowerCase()]: authorRole }, config);
}

/** The incidents it can belong to, by the strongest sign that there is. */
function candidates(snapshot: PullSnapshot, reverted: number | undefined): readonly Incident[] {
  const { pull, incidents } = snapshot;
  const open = incidents.filter((incident) => incident.status === "declared");
  const named = new Set(namedIssues(pull));
  const signs: readonly ((incident: Incident) => boolean)[] = [
    (incident) => named.has(incident.number),
    (incident) => reverted !== undefined && incident.suspects.includes(reverted),
    (incident) => touches(incident.paths, snapshot.files),
  ];
  for (const sign of signs) {
    const found = open.filter(sign);
    if (found.length > 0) return found;
  }
  return [];
}

function ask(incidents: readonly Incident[], { pull }: PullSnapshot): Effect {
  const numbers = incidents.map((incident) => incident.number);
  return {
    type: "comment",
    on: pull.id,
    content: {
      kind: "link",
      key: `incident=${numbers[0] ?? 0},role=asked`,
      role: "asked",
      incidents: numbers,
      pull: pull.number,
    },
  };
}
