import { decision } from "../core/gate/gate.ts";
import type { GateDecision } from "../core/gate/gate.ts";
import { instantOf } from "../core/time/time.ts";
import { examinePull } from "../github/gate/judge-pull.ts";
import type { Examined } from "../github/gate/judge.ts";
import { createRoleCache } from "../github/read/read-role.ts";
import type { Asked } from "./ask-gate.ts";
import type { Judged } from "./event.ts";
import { reportDecision } from "./report-decision.ts";

/** Judges, and tells it in every way that GitHub shows. True where the merge may go on. */
export async function runGate(asked: Asked): Promise<boolean> {
  const { inputs, place } = asked;
  try {
    const { decision: judged, config } = await examine(asked);
    return await reportDecision({ decision: judged, config: config.config, inputs, place });
  } catch (thrown) {
    return reportDecision({ decision: unread(asked.judged), inputs, place, thrown });
  }
}

async function examine({ inputs, place, judged, github, first }: Asked): Promise<Examined> {
  const options = {
    now: instantOf(Date.now() / 1000),
    roles: createRoleCache({ clock: () => performance.now() }),
    first,
    ...(inputs.app === undefined ? {} : { ownBots: [inputs.app] }),
  };
  if (judged.kind === "pull") {
    return examinePull(github, { ...place, number: judged.number }, options);
  }
  const { examineGroup } = await import("../github/gate/judge-group.ts");
  return examineGroup(github, { ...place, ...judged }, options);
}

function unread(judged: Judged): GateDecision {
  const about = judged.kind === "pull" ? { pull: judged.number } : { head: judged.headSha };
  return { ...decision({}, "unavailable"), ...about };
}
