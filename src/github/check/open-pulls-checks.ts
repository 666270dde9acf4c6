import { query } from "../client/query.ts";
import { CHECK_NAME } from "./check-run.ts";
import type { Check } from "./check-run.ts";
import { notFound } from "../client/failure.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, isRecord, nodes } from "../client/narrow.ts";
import type { OpenPull } from "./open-pulls.ts";
import { CHECK_FIELDS, checkIn, readCheck } from "./read-check.ts";

const PULLS_PER_REQUEST = 50;

/** The checks of some pull requests by their heads; what has none is left out. `app`: whose checks count. */
export async function readChecks(
  github: GitHub,
  place: RepoName,
  { pulls, app }: { readonly pulls: readonly OpenPull[]; readonly app: number },
): Promise<ReadonlyMap<string, Check>> {
  const batches = Array.from({ length: Math.ceil(pulls.length / PULLS_PER_REQUEST) }, (_, index) =>
    pulls.slice(index * PULLS_PER_REQUEST, (index + 1) * PULLS_PER_REQUEST),
  );
  const found = await Promise.all(batches.map((batch) => readBatch(github, place, { batch, app })));
  return new Map(found.flat());
}

async function readBatch(
  github: GitHub,
  place: RepoName,
  { batch, app }: { readonly batch: readonly OpenPull[]; readonly app: number },
): Promise<readonly (readonly [string, Check])[]> {
  const { owner, repo } = place;
  const operation = `read the checks of ${batch.length} pull requests of ${owner}/${repo}`;
  const data = await query(github, {
    operation,
    query: checksQuery(batch.length),
    variables: {
      owner,
      name: repo,
      app,
      check: CHECK_NAME,
      ...Object.fromEntries(batch.map(({ number }, index) => [`number${index}`, number])),
    },
  });
  if (!isRecord(at(data, "repository"))) throw notFound(operation);
  const found = await Promise.all(
    batch.map(async ({ head }, index) => {
      const [last] = nodes(at(data, "repository", `pull${index}`, "commits"));
      const commit = at(last, "commit");
      const listed = at(commit, "oid") === head ? checkIn(commit) : undefined;
      // A commit that has more checks than a list shows.
      const check =
        listed === "unseen" ? await readCheck(github, place, { sha: head, app }) : listed;
      return check === undefined ? [] : [[head, check] as const];
    }),
  );
  return found.flat();
}

function checksQuery(most: number): string {
  const indices = Array.from({ length: most }, (_, index) => index);
  const parameters = indices.map((index) => `, $number${index}: Int!`).join("");
  const fields = indices.map(
    (index) =>
      `pull${index}: pullRequest(number: $number${index}) { commits(last: 1) { nodes { commit { ...CheckFields } } } }`,
  );
  return `query ReadChecks($owner: String!, $name: String!, $app: Int!, $check: String!${parameters}) {
    repository(owner: $owner, name: $name) {
      ${fields.join("\n")}
    }
  }
  ${CHECK_FIELDS}`;
}
