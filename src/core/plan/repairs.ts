import type { Effect } from "../effect.ts";
import type { Incident } from "../incident.ts";
import type { Issue, Snapshot } from "../snapshot.ts";
import { fightOver } from "./fight.ts";
import type { Fight, Repair } from "./fight.ts";
import { labelRepairs } from "./labels.ts";

/** Labels and state that should be otherwise, and those over which somebody fights with the bot: they are left. */
export type Repairs = {
  readonly labels: readonly Effect[];
  readonly state: readonly Effect[];
  readonly fights: readonly Fight[];
};

export function planRepairs(incident: Incident, snapshot: Snapshot): Repairs {
  const { issue, timeline, selves } = snapshot;
  const wanted = [...labelRepairs(incident, issue), ...stateRepairs(incident, issue)];
  const judged = wanted.map((repair) => ({ repair, fight: fightOver(repair, timeline, selves) }));
  const effects = judged.flatMap(({ repair, fight }) =>
    fight === undefined ? [effectOf(repair, incident, issue)] : [],
  );
  return {
    labels: effects.filter((effect) => !isState(effect)),
    state: effects.filter(isState),
    fights: judged.flatMap(({ fight }) => fight ?? []),
  };
}

function isState({ type }: Effect): boolean {
  return type === "close" || type === "reopen";
}

function stateRepairs(incident: Incident, issue: Issue): readonly Repair[] {
  if (incident.isClosed && issue.state === "open") {
    return incident.standing === "none" ? [] : [{ act: "close" }];
  }
  const isOpen = !incident.isClosed && incident.standing === "declared";
  return isOpen && issue.state === "closed" ? [{ act: "reopen" }] : [];
}

function effectOf(repair: Repair, { duplicateOf }: Incident, { id }: Issue): Effect {
  if ("label" in repair) return { type: repair.act, on: id, label: repair.label };
  if (repair.act === "reopen") return { type: "reopen", issue: id };
  return duplicateOf === undefined
    ? { type: "close", issue: id, as: "completed" }
    : { type: "close", issue: id, as: "duplicate", duplicateOf };
}
