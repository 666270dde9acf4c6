import type { OwnBots } from "../../core/model/own-bots.ts";
import type { Pull } from "../../core/model/snapshot.ts";
import { query } from "../client/query.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, isRecord, nodes } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { pages } from "../client/pages.ts";
import { pullOf } from "./narrow-pull.ts";
import { PERSON_FIELDS, PULL_FIELDS } from "./query-parts.ts";
import { askEach } from "../client/ask-each.ts";

const PULLS_PER_REQUEST = 50;

/** Pull requests by number; those that don't exist, or are issues, are left out. */
export async function readPulls(
  github: GitHub,
  repository: RepoName,
  { numbers, ownBots }: { readonly numbers: readonly number[]; readonly ownBots: OwnBots },
): Promise<readonly Pull[]> {
  const found = await askEach(github, numbers, {
    operation: `read ${numbers.length} pull requests of ${repository.owner}/${repository.repo}`,
    begins: "query ReadPulls",
    repository,
    alias: "pull",
    field: "pullRequest(number: $number) { ...PullFields }",
    types: { number: "Int!" },
    values: (number) => ({ number }),
    fragments: [PULL_FIELDS, PERSON_FIELDS],
    perRequest: PULLS_PER_REQUEST,
  });
  return readComplete(github, found.filter(isRecord), ownBots);
}

/** Pull requests as they were read, with the rest of their comments where there are more than a page. */
export function readComplete(
  github: GitHub,
  pulls: readonly Json[],
  ownBots: OwnBots,
): Promise<readonly Pull[]> {
  return Promise.all(
    pulls.map(async (pull) => pullOf(pull, ownBots, await readMoreComments(github, pull))),
  );
}

export async function readMoreComments(
  github: GitHub,
  pull: { readonly id?: unknown; readonly comments?: unknown },
): Promise<readonly Json[]> {
  const ask = async (after: string): Promise<unknown> => {
    const data = await query(github, {
      operation: "read the comments of a pull request",
      query: MORE_COMMENTS,
      variables: { id: pull.id, after },
    });
    return at(data, "node", "comments");
  };
  const [, ...later] = await pages(pull.comments, ask);
  return later.flatMap(nodes);
}

const MORE_COMMENTS = `query ReadPullComments($id: ID!, $after: String!) {
  node(id: $id) {
    ... on PullRequest {
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id body url createdAt lastEditedAt author { ...PersonFields } editor { ...PersonFields } }
      }
    }
  }
}
${PERSON_FIELDS}`;
