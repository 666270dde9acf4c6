import { DRILL_LABEL } from "../../core/model/phase.ts";
import type { OwnBots } from "../../core/model/own-bots.ts";
import { scoreIn } from "../../core/report/drill-score.ts";
import type { PastDrill } from "../../core/report/drill-score.ts";
import type { GitHub, ItemRef } from "../client/github.ts";
import { at, count, nodes } from "../client/narrow.ts";
import { query } from "../client/query.ts";
import { commentOf } from "./narrow-issue.ts";
import { PERSON_FIELDS } from "./query-parts.ts";

const MOST_DRILLS = 3;

/**
 * The last drills of a repository and what they came to, the newest first. A label finds them, the bot's own comments
 * tell; where GitHub doesn't answer, a score stands alone, which is no reason to wait for it.
 */
export async function readDrills(
  github: GitHub,
  { owner, repo, number }: ItemRef,
  ownBots: OwnBots,
): Promise<readonly PastDrill[]> {
  try {
    const data = await query(github, {
      operation: `read the last drills of ${owner}/${repo}`,
      query: DRILLS,
      variables: { owner, name: repo, labels: [DRILL_LABEL] },
    });
    return nodes(at(data, "repository", "issues"))
      .flatMap((issue): readonly PastDrill[] => {
        const past = count(issue["number"]);
        const comments = nodes(issue["comments"]).map((comment) => commentOf(comment, ownBots));
        const score = past === number ? undefined : scoreIn(comments, ownBots);
        return score === undefined ? [] : [{ number: past, score }];
      })
      .slice(0, MOST_DRILLS);
  } catch {
    return [];
  }
}

/** Some more than are shown: one may have ended without a score. The score comes with the end, and so among the last. */
const DRILLS = `query ReadDrills($owner: String!, $name: String!, $labels: [String!]!) {
  repository(owner: $owner, name: $name) {
    issues(
      labels: $labels, states: CLOSED, first: 8, orderBy: { field: CREATED_AT, direction: DESC }
    ) {
      nodes {
        number
        comments(last: 30) {
          nodes {
            id body url createdAt lastEditedAt
            author { ...PersonFields }
            editor { ...PersonFields }
          }
        }
      }
    }
  }
}
${PERSON_FIELDS}`;
