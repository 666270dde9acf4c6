import { decision } from "../core/gate/gate.ts";
import type { GateDecision } from "../core/gate/gate.ts";
import { parseConfig } from "../core/config/parse-config.ts";
import { parseCommands } from "../core/command/parse-commands.ts";
import { instantOf } from "../core/time/time.ts";
import { examineGroup } from "../github/gate/judge-group.ts";
import { examinePull } from "../github/gate/judge-pull.ts";
import type { Examined } from "../github/gate/judge-subject.ts";
import { createRoleCache } from "../github/read/role-cache.ts";
import type { Asked } from "./context.ts";
import type { Judged } from "./event.ts";
import { reportDecision } from "./report-decision.ts";

export { reportMisuse } from "./report-decision.ts";

/** Judges, and tells it in every way that GitHub shows. True where the merge may go on. */
export async function runGate(asked: Asked): Promise<boolean> {
  warmUp();
  const { inputs, place } = asked;
  try {
    const { decision: judged, config } = await examine(asked);
    return await reportDecision({ decision: judged, config: config.config, inputs, place });
  } catch (thrown) {
    return reportDecision({ decision: unread(asked.judged), inputs, place, thrown });
  }
}

/** The parsers' first use takes ten times as long as any later one: better now, while GitHub thinks. */
function warmUp(): void {
  parseConfig("timezone: UTC\n");
  parseCommands("/paths `src/**`", "incident");
}

function examine({ inputs, place, judged, github }: Asked): Promise<Examined> {
  const options = {
    now: instantOf(Date.now() / 1000),
    roles: createRoleCache({ clock: () => performance.now() }),
    ...(inputs.app === undefined ? {} : { ownBots: [inputs.app] }),
  };
  return judged.kind === "pull"
    ? examinePull(github, { ...place, number: judged.number }, options)
    : examineGroup(github, { ...place, ...judged }, options);
}

function unread(judged: Judged): GateDecision {
  const about = judged.kind === "pull" ? { pull: judged.number } : { head: judged.headSha };
  return { ...decision({}, "unavailable"), ...about };
}
