import { advance } from "./advance.ts";
import { completeNews } from "./evolve-comment.ts";
import type { PullEvent } from "./history.ts";
import type { Incident, Said } from "./incident.ts";
import { kludgeOfPull, withKludge } from "./kludge.ts";
import { revertedNumber } from "./revert.ts";
import type { Circumstances } from "./rule.ts";
import { addKludge, kludgeNews, logKludge } from "./rules/kludge.ts";
import { withUndone } from "./rules/optimize.ts";
import type { Pull } from "./snapshot.ts";

/** Pull requests act by what becomes of them: linked, merged, or closed without a merge. */
export function evolvePull(
  incident: Incident,
  event: PullEvent,
  around: Circumstances,
): Incident {
  const { pull } = event;
  const said: Said = { by: pull.author.login, at: event.at, source: pull.id };
  switch (event.type) {
    case "pull-linked":
      return linked(incident, event, around);
    case "pull-merged":
      return advance(merged(incident, pull, said), said, around.config);
    case "pull-closed":
      return withdrawn(incident, pull, said);
  }
}

function linked(
  incident: Incident,
  event: Extract<PullEvent, { readonly type: "pull-linked" }>,
  around: Circumstances,
): Incident {
  const { pull, role, at } = event;
  if (role === "undo") {
    const reverted = revertedNumber(pull);
    const undone = reverted === undefined ? undefined : kludgeOfPull(incident, reverted);
    return undone === undefined
      ? incident
      : withKludge(incident, { ...undone, undonePull: pull.number });
  }
  if (role !== "kludge" || kludgeOfPull(incident, pull.number) !== undefined) return incident;
  const said: Said = { by: pull.author.login, at, source: pull.id };
  const isApplied = pull.mergedAt !== undefined && pull.mergedAt <= at;
  const { incident: added, news = [] } = addKludge(
    incident,
    { what: pull.title, pull, ...(isApplied ? { appliedAt: pull.mergedAt } : {}) },
    { ...said, kludgeIds: around.kludgeIds },
  );
  const moved = advance(added, said, around.config);
  return { ...moved, news: [...moved.news, ...completeNews(news, moved)] };
}

function merged(incident: Incident, pull: Pull, said: Said): Incident {
  const applied = kludgeOfPull(incident, pull.number);
  if (applied?.state === "announced") {
    const standing = { ...applied, state: "standing" as const, appliedAt: said.at };
    const logged = withKludge(logKludge(incident, standing, said), standing);
    const news = completeNews([kludgeNews(standing, said)], logged);
    return { ...logged, news: [...logged.news, ...news] };
  }
  const undone = incident.kludges.find((kludge) => kludge.undonePull === pull.number);
  return undone === undefined ? incident : withUndone(incident, undone, said);
}

function withdrawn(incident: Incident, pull: Pull, said: Said): Incident {
  const kludge = kludgeOfPull(incident, pull.number);
  if (kludge?.state !== "announced") return incident;
  const gone = { ...kludge, state: "withdrawn" as const, settledAt: said.at, settledBy: said.by };
  return withKludge(logKludge(incident, gone, said), gone);
}
