import type { OwnBots } from "../../core/model/own-bots.ts";
import type { Pull } from "../../core/model/snapshot.ts";
import { query } from "../client/query.ts";
import { notFound } from "../client/failure.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, isRecord, nodes } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { pages } from "../client/pages.ts";
import { pullOf } from "./narrow-pull.ts";
import { PERSON_FIELDS, PULL_FIELDS } from "./query-parts.ts";

const PULLS_PER_REQUEST = 50;

type Wanted = { readonly numbers: readonly number[]; readonly ownBots: OwnBots };

/** Pull requests by number; those that don't exist, or are issues, are left out. */
export async function readPulls(
  github: GitHub,
  repository: RepoName,
  { numbers, ownBots }: Wanted,
): Promise<readonly Pull[]> {
  const requests: Promise<readonly Pull[]>[] = [];
  for (let start = 0; start < numbers.length; start += PULLS_PER_REQUEST) {
    const some = numbers.slice(start, start + PULLS_PER_REQUEST);
    requests.push(readSome(github, repository, { numbers: some, ownBots }));
  }
  return (await Promise.all(requests)).flat();
}

async function readSome(
  github: GitHub,
  { owner, repo }: RepoName,
  { numbers, ownBots }: Wanted,
): Promise<readonly Pull[]> {
  const data = await query(github, {
    operation: `read ${numbers.length} pull requests of ${owner}/${repo}`,
    query: pullsQuery(numbers.length),
    variables: {
      owner,
      name: repo,
      ...Object.fromEntries(numbers.map((number, index) => [`number${index}`, number])),
    },
  });
  if (!isRecord(at(data, "repository"))) throw notFound(`read pull requests of ${owner}/${repo}`);
  const found = numbers.map((_, index) => at(data, "repository", `pull${index}`));
  return readComplete(github, found.filter(isRecord), ownBots);
}

function pullsQuery(most: number): string {
  const indices = Array.from({ length: most }, (_, index) => index);
  const parameters = indices.map((index) => `, $number${index}: Int!`).join("");
  const fields = indices.map(
    (index) => `pull${index}: pullRequest(number: $number${index}) { ...PullFields }`,
  );
  return `query ReadPulls($owner: String!, $name: String!${parameters}) {
    repository(owner: $owner, name: $name) {
      ${fields.join("\n")}
    }
  }
  ${PULL_FIELDS}
  ${PERSON_FIELDS}`;
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
