import type { Effect } from "./effect.ts";
import type { Incident } from "../model/incident.ts";
import type { Kludge } from "../model/kludge.ts";
import { KLUDGE_LABEL } from "../model/phase.ts";
import { isRevert } from "../gate/revert.ts";
import type { Pull, PullLink, Snapshot } from "../model/snapshot.ts";
import { defined } from "../model/defined.ts";

type LinkPlan = { readonly effects: readonly Effect[]; readonly pulls: readonly number[] };

/** Rollbacks that nobody has opened yet, and pull requests that don't know their part in the incident. */
export function planLinks(incident: Incident, snapshot: Snapshot): LinkPlan {
  if (incident.status !== "declared") return { effects: [], pulls: [] };
  const find = (number: number | undefined): Pull | undefined =>
    snapshot.pulls.find((pull) => pull.number === number);
  const reverts = incident.kludges.flatMap((kludge): readonly Effect[] => {
    const pull = kludge.pull === undefined ? find(kludge.rollbackOf) : undefined;
    if (pull === undefined || kludge.state !== "announced") return [];
    // Not while there is another revert of it: that one is looked at first.
    if (pull.revertedBy.some((revert) => find(revert)?.state !== "closed")) return [];
    const { repository, issue } = snapshot;
    return [
      { type: "revert", pull, incident: incident.number, issue: issue.id, kludge, repository },
    ];
  });
  const links = incident.kludges.flatMap((kludge) => [
    ...planKludgeLink(incident, kludge, find(kludge.pull)),
    ...planLink({ incident, kludge, role: "undo", pull: find(kludge.undonePull) }),
  ]);
  // A suspect may have been rolled back before it was one.
  const unseen = incident.suspects
    .flatMap((suspect) => find(suspect)?.revertedBy ?? [])
    .filter((revert) => find(revert) === undefined);
  return { effects: [...reverts, ...links], pulls: unseen };
}

/** A pull request that came by itself is linked by the comment; one that a command named is only told so. */
function planKludgeLink(
  incident: Incident,
  kludge: Kludge,
  pull: Pull | undefined,
): readonly Effect[] {
  const role = kludge.source === pull?.id ? "kludge" : "named";
  return planLink({ incident, kludge, role, pull });
}

/** The comment on the pull request that makes the link, and its label. */
export function planLink(link: {
  readonly incident: { readonly number: number };
  readonly kludge?: Kludge;
  readonly role: PullLink["role"];
  readonly pull: Pull | undefined;
}): readonly Effect[] {
  const { incident, kludge, role, pull } = link;
  if (pull === undefined) return [];
  const isLinked = pull.links.some(
    (known) =>
      known.incident === incident.number &&
      known.role !== "asked" &&
      (known.role === "undo") === (role === "undo"),
  );
  const isLabelled = pull.labels.some((label) => label.toLowerCase() === KLUDGE_LABEL);
  const comment: Effect = {
    type: "comment",
    on: pull.id,
    content: {
      kind: "link",
      key: `incident=${incident.number},role=${role}`,
      role,
      incidents: [incident.number],
      pull: pull.number,
      ...defined({ kludge }),
    },
  };
  const label: Effect = { type: "add-label", on: pull.id, label: KLUDGE_LABEL };
  // A fix that also undoes a kludge is no kludge itself.
  const wantsLabel = !isLabelled && (role !== "undo" || isRevert(pull));
  // The comment first: it says whose word the label follows.
  return [...(isLinked ? [] : [comment]), ...(wantsLabel ? [label] : [])];
}
