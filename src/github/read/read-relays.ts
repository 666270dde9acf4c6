import type { OwnBots } from "../../core/model/own-bots.ts";
import type { Comment } from "../../core/model/timeline.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { nodes } from "../client/narrow.ts";
import { commentOf } from "./narrow-issue.ts";
import { PERSON_FIELDS } from "./query-parts.ts";
import { askEach } from "../client/ask-each.ts";

/** Whatever is older was taken up long ago. */
const COMMENTS = "comments(last: 100)";

/** The last comments of some incidents, by their numbers: the bot's relays are among them. */
export async function readRelays(
  github: GitHub,
  { owner, repo }: RepoName,
  { numbers, ownBots }: { readonly numbers: readonly number[]; readonly ownBots: OwnBots },
): Promise<ReadonlyMap<number, readonly Comment[]>> {
  const answers = await askEach(github, numbers, {
    operation: `read what was passed on in ${owner}/${repo}`,
    begins: "query ReadRelays",
    repository: { owner, repo },
    alias: "issue",
    field: `issue(number: $number) { ${COMMENTS} { nodes { ...RelayComment } } }`,
    types: { number: "Int!" },
    values: (number) => ({ number }),
    fragments: [RELAY_COMMENT, PERSON_FIELDS],
  });
  return new Map(
    numbers.map((number, index) => [
      number,
      nodes(answers[index]?.["comments"]).map((comment) => commentOf(comment, ownBots)),
    ]),
  );
}

const RELAY_COMMENT = `fragment RelayComment on IssueComment {
    id body url createdAt lastEditedAt author { ...PersonFields } editor { ...PersonFields }
  }`;
