import { CHECK_NAME } from "./check-run.ts";
import type { Check } from "./check-run.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, nodes } from "../client/narrow.ts";
import type { OpenPull } from "./open-pulls.ts";
import { CHECK_FIELDS, checkIn, readCheck } from "./read-check.ts";
import { askEach } from "../client/ask-each.ts";

const PULLS_PER_REQUEST = 50;

/** The checks of some pull requests by their heads; what has none is left out. `app`: whose checks count. */
export async function readChecks(
  github: GitHub,
  place: RepoName,
  { pulls, app }: { readonly pulls: readonly OpenPull[]; readonly app: number },
): Promise<ReadonlyMap<string, Check>> {
  const answers = await askEach(github, pulls, {
    operation: `read the checks of ${pulls.length} pull requests of ${place.owner}/${place.repo}`,
    begins: "query ReadChecks",
    repository: place,
    alias: "pull",
    field:
      "pullRequest(number: $number) { commits(last: 1) { nodes { commit { ...CheckFields } } } }",
    types: { number: "Int!" },
    values: ({ number }) => ({ number }),
    shared: { types: { app: "Int!", check: "String!" }, values: { app, check: CHECK_NAME } },
    fragments: [CHECK_FIELDS],
    perRequest: PULLS_PER_REQUEST,
  });
  const found = await Promise.all(
    pulls.map(async ({ head }, index) => {
      const [last] = nodes(answers[index]?.["commits"]);
      const commit = at(last, "commit");
      const listed = at(commit, "oid") === head ? checkIn(commit) : undefined;
      // A commit that has more checks than a list shows.
      const check =
        listed === "unseen" ? await readCheck(github, place, { sha: head, app }) : listed;
      return check === undefined ? [] : [[head, check] as const];
    }),
  );
  return new Map(found.flat());
}
