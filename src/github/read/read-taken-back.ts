import { INCIDENT_LABEL } from "../../core/model/phase.ts";
import { closedIssues, revertedNumbers } from "../../core/gate/revert.ts";
import type { Pull } from "../../core/model/snapshot.ts";
import { query } from "../client/query.ts";
import type { GitHub, ItemRef } from "../client/github.ts";
import { at, count, isRecord, labelNames, nodes, text } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";

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
  if (numbers.length === 0) return [];
  const data = await query(github, {
    operation: `read what ${owner}/${repo}#${number} takes back`,
    query: takenBackQuery(numbers.length),
    variables: {
      owner,
      name: repo,
      ...Object.fromEntries(numbers.map((reverted, index) => [`number${index}`, reverted])),
    },
  });
  const found = numbers
    .map((_, index) => at(data, "repository", `pull${index}`))
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

function takenBackQuery(most: number): string {
  const indices = Array.from({ length: most }, (_, index) => index);
  const parameters = indices.map((index) => `, $number${index}: Int!`).join("");
  const fields = indices.map(
    (index) =>
      `pull${index}: pullRequest(number: $number${index}) { url title body ${REFERENCES} }`,
  );
  return `query ReadTakenBack($owner: String!, $name: String!${parameters}) {
    repository(owner: $owner, name: $name) {
      ${fields.join("\n")}
    }
  }`;
}
