import type { Effect } from "../effect.ts";
import type { Incident, Kludge } from "../incident.ts";
import { KLUDGE_LABEL } from "../phase.ts";
import type { Pull, PullLink, Snapshot } from "../snapshot.ts";

export type LinkPlan = { readonly effects: readonly Effect[]; readonly pulls: readonly number[] };

/** Rollbacks that nobody has opened yet, and pull requests that don't know their part in the incident. */
export function planLinks(incident: Incident, snapshot: Snapshot): LinkPlan {
  if (incident.standing !== "declared") return { effects: [], pulls: [] };
  const find = (number: number | undefined): Pull | undefined =>
    snapshot.pulls.find((pull) => pull.number === number);
  const unopened = incident.rollbacks.filter((rollback) => rollback.revert === undefined);
  const reverts = unopened.flatMap((rollback): readonly Effect[] => {
    const pull = find(rollback.pull);
    return pull === undefined
      ? []
      : [
          {
            type: "revert",
            pull,
            incident: incident.number,
            by: rollback.by,
            repository: snapshot.repository,
          },
        ];
  });
  const links = incident.kludges.flatMap((kludge) => [
    ...planLink({ incident, kludge, role: "kludge", pull: find(kludge.pull) }),
    ...planLink({ incident, kludge, role: "undo", pull: find(kludge.undonePull) }),
  ]);
  const unknown = incident.rollbacks.flatMap(({ revert }) =>
    revert === undefined || incident.kludges.some((kludge) => kludge.pull === revert)
      ? []
      : [revert],
  );
  return { effects: [...reverts, ...links], pulls: unknown };
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
    (known) => known.incident === incident.number && known.role === role,
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
      ...(kludge === undefined ? {} : { kludge }),
    },
  };
  const label: Effect = { type: "add-label", on: pull.id, label: KLUDGE_LABEL };
  return [...(isLabelled ? [] : [label]), ...(isLinked ? [] : [comment])];
}
