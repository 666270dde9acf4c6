import { INCIDENT_LABEL } from "../../core/model/phase.ts";
import { closedIssues, revertedNumbers } from "../../core/gate/revert.ts";
import type { Pull } from "../../core/model/snapshot.ts";
import type { GitHub, ItemRef } from "../client/github.ts";
import { at, count, isRecord, labelNames, nodes, text } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { askEach } from "../client/ask-each.ts";

/** One revert can't make the bot look at more than this. */
const MOST_INCIDENTS = 10;

/**
 * Incidents that a merged revert may concern though it names none: those that name what it takes back as their fix, or
 * were closed by its merge. They may have their report already, so no list of unreported ones has them.
 */
export async function readTakenBack(
  github: GitHub,
  { owner, repo, number }: ItemRef,
  revert: Pull,
): Promise<readonly number[]> {
  const numbers = revert.state === "merged" ? revertedNumbers(revert).slice(0, MOST_INCIDENTS) : [];
  const pulls = await askEach(github, numbers, {
    operation: `read what ${owner}/${repo}#${number} takes back`,
    begins: "query ReadTakenBack",
    repository: { owner, repo },
    alias: "pull",
    field: `pullRequest(number: $number) { url title body ${REFERENCES} }`,
    types: { number: "Int!" },
    values: (reverted) => ({ number: reverted }),
  });
  const found = pulls
    .filter(isRecord)
    .flatMap((json) => [...incidentsNaming(json), ...closedBy(json)]);
  return [...new Set(found)].slice(0, MOST_INCIDENTS);
}

function closedBy(json: Json): readonly number[] {
  const [url, title, body] = [text(json["url"]), text(json["title"]), text(json["body"])];
  return closedIssues({ url, title, body });
}

/** The incidents that name a pull request. */
export function incidentsNaming(json: Json): readonly number[] {
  return nodes(json["references"])
    .filter((event) => event["isCrossRepository"] === false)
    .filter((event) =>
      labelNames(at(event, "source", "labels")).some(
        (label) => label.toLowerCase() === INCIDENT_LABEL,
      ),
    )
    .map((event) => count(at(event, "source", "number")));
}

/** The incidents that name a pull request, as `incidentsNaming` wants them. */
export const REFERENCES = `references: timelineItems(last: 50, itemTypes: [CROSS_REFERENCED_EVENT]) {
    nodes {
      ... on CrossReferencedEvent {
        isCrossRepository
        source { ... on Issue { number labels(first: 20) { nodes { name } } } }
      }
    }
  }`;
