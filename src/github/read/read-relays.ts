import type { OwnBots } from "../../core/model/own-bots.ts";
import type { Comment } from "../../core/model/timeline.ts";
import { query } from "../client/query.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, nodes } from "../client/narrow.ts";
import { commentOf } from "./narrow-issue.ts";
import { PERSON_FIELDS } from "./query-parts.ts";

/** Whatever is older was taken up long ago. */
const COMMENTS = "comments(last: 100)";

/** The last comments of some incidents, by their numbers: the bot's relays are among them. */
export async function readRelays(
  github: GitHub,
  { owner, repo }: RepoName,
  { numbers, ownBots }: { readonly numbers: readonly number[]; readonly ownBots: OwnBots },
): Promise<ReadonlyMap<number, readonly Comment[]>> {
  if (numbers.length === 0) return new Map();
  const data = await query(github, {
    operation: `read what was passed on in ${owner}/${repo}`,
    query: relaysQuery(numbers.length),
    variables: {
      owner,
      name: repo,
      ...Object.fromEntries(numbers.map((number, index) => [`number${index}`, number])),
    },
  });
  return new Map(
    numbers.map((number, index) => [
      number,
      nodes(at(data, "repository", `issue${index}`, "comments")).map((comment) =>
        commentOf(comment, ownBots),
      ),
    ]),
  );
}

function relaysQuery(most: number): string {
  const indices = Array.from({ length: most }, (_, index) => index);
  const parameters = indices.map((index) => `, $number${index}: Int!`).join("");
  const fields = indices.map(
    (index) =>
      `issue${index}: issue(number: $number${index}) { ${COMMENTS} { nodes { ...RelayComment } } }`,
  );
  return `query ReadRelays($owner: String!, $name: String!${parameters}) {
    repository(owner: $owner, name: $name) {
      ${fields.join("\n")}
    }
  }
  fragment RelayComment on IssueComment {
    id body url createdAt lastEditedAt author { ...PersonFields } editor { ...PersonFields }
  }
  ${PERSON_FIELDS}`;
}
