import { GATE_TARGET, PULL_FIELDS } from "../gate/gate-query.ts";
import type { GitHub } from "../client/github.ts";
import { isRecord } from "../client/narrow.ts";
import type { OpenPull } from "./open-pulls.ts";
import { PERSON_FIELDS } from "../read/query-parts.ts";
import type { Gating } from "../gate/read-gate.ts";
import { targetOf } from "../gate/read-gate-pull.ts";
import type { GatePull } from "../gate/read-gate-pull.ts";
import { askEach } from "../client/ask-each.ts";

const PULLS_PER_REQUEST = 20;

/** Everything about the pull requests that have to be looked at closely, by number; what is gone is left out. */
export async function readTargets(
  github: GitHub,
  gating: Gating,
  pulls: readonly OpenPull[],
): Promise<ReadonlyMap<number, GatePull>> {
  const { place, ownBots } = gating;
  const answers = await askEach(github, pulls, {
    operation: `read ${pulls.length} pull requests of ${place.owner}/${place.repo}`,
    begins: "query ReadTargets",
    repository: place,
    alias: "pull",
    field: "pullRequest(number: $number) { ...GateTarget }",
    types: { number: "Int!" },
    values: ({ number }) => ({ number }),
    fragments: [GATE_TARGET, PULL_FIELDS, PERSON_FIELDS],
    perRequest: PULLS_PER_REQUEST,
  });
  const targets = answers.filter(isRecord).map((json) => targetOf(json, ownBots));
  return new Map(targets.map((target) => [target.pull.number, target]));
}
