import { query } from "../client/query.ts";
import { GATE_TARGET, PULL_FIELDS } from "../gate/gate-query.ts";
import type { GitHub } from "../client/github.ts";
import { at, isRecord } from "../client/narrow.ts";
import type { OpenPull } from "./open-pulls.ts";
import { PERSON_FIELDS } from "../read/query-parts.ts";
import type { Gating } from "../gate/read-gate.ts";
import { targetOf } from "../gate/read-gate-pull.ts";
import type { GatePull } from "../gate/read-gate-pull.ts";

const PULLS_PER_REQUEST = 20;

/** Everything about the pull requests that have to be looked at closely, by number; what is gone is left out. */
export async function readTargets(
  github: GitHub,
  gating: Gating,
  pulls: readonly OpenPull[],
): Promise<ReadonlyMap<number, GatePull>> {
  const batches = Array.from({ length: Math.ceil(pulls.length / PULLS_PER_REQUEST) }, (_, index) =>
    pulls.slice(index * PULLS_PER_REQUEST, (index + 1) * PULLS_PER_REQUEST),
  );
  const found = await Promise.all(batches.map((batch) => readBatch(github, gating, batch)));
  return new Map(found.flat().map((target) => [target.pull.number, target]));
}

async function readBatch(
  github: GitHub,
  { place, ownBots }: Gating,
  pulls: readonly OpenPull[],
): Promise<readonly GatePull[]> {
  const data = await query(github, {
    operation: `read ${pulls.length} pull requests of ${place.owner}/${place.repo}`,
    query: targetsQuery(pulls.length),
    variables: {
      owner: place.owner,
      name: place.repo,
      ...Object.fromEntries(pulls.map(({ number }, index) => [`number${index}`, number])),
    },
  });
  return pulls.flatMap((_, index) => {
    const json = at(data, "repository", `pull${index}`);
    return isRecord(json) ? [targetOf(json, ownBots)] : [];
  });
}

function targetsQuery(most: number): string {
  const indices = Array.from({ length: most }, (_, index) => index);
  const parameters = indices.map((index) => `, $number${index}: Int!`).join("");
  const fields = indices.map(
    (index) => `pull${index}: pullRequest(number: $number${index}) { ...GateTarget }`,
  );
  return `query ReadTargets($owner: String!, $name: String!${parameters}) {
    repository(owner: $owner, name: $name) {
      ${fields.join("\n")}
    }
  }
  ${GATE_TARGET}
  ${PULL_FIELDS}
  ${PERSON_FIELDS}`;
}
