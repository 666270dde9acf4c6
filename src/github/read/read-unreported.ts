import { INCIDENT_LABEL, PHASE_ORDER, phaseLabel } from "../../core/model/phase.ts";
import { query } from "../client/query.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, count, isRecord, nextPage, nodes } from "../client/narrow.ts";

/** An incident loses its phase label when its report is merged, or when it's dismissed: closed with one, work is left. */
export const OWED_LABELS: readonly string[] = PHASE_ORDER.map(phaseLabel);

/** Lists of issues that one request asks for; two for each repository. */
const LISTS_PER_REQUEST = 100;

type Numbered<P> = P & { readonly number: number };

type Listing<P> = {
  readonly place: P;
  readonly labels: readonly string[];
  readonly state: "OPEN" | "CLOSED";
  readonly after: string | null;
};

/**
 * All incidents of some repositories that the bot may have work with: open, or closed and not yet reported.
 * Repositories that can't be seen, or are archived, have none.
 */
export async function readUnreported<P extends RepoName>(
  github: GitHub,
  repositories: readonly P[],
): Promise<readonly Numbered<P>[]> {
  const found: Numbered<P>[] = [];
  let waiting: readonly Listing<P>[] = repositories.flatMap((place) => [
    { place, labels: [INCIDENT_LABEL], state: "OPEN", after: null },
    { place, labels: OWED_LABELS, state: "CLOSED", after: null },
  ]);
  while (waiting.length > 0) {
    const listings = waiting.slice(0, LISTS_PER_REQUEST);
    const { refs, more } = await readListings(github, listings);
    found.push(...refs);
    waiting = [...waiting.slice(LISTS_PER_REQUEST), ...more];
  }
  return found;
}

async function readListings<P extends RepoName>(
  github: GitHub,
  listings: readonly Listing<P>[],
): Promise<{ readonly refs: readonly Numbered<P>[]; readonly more: readonly Listing<P>[] }> {
  const variables = listings.flatMap(({ place, labels, state, after }, index) => [
    [`owner${index}`, place.owner],
    [`name${index}`, place.repo],
    [`labels${index}`, labels],
    [`states${index}`, [state]],
    [`after${index}`, after],
  ]);
  const data = await query(github, {
    operation: "list the unreported incidents",
    query: listingsQuery(listings.length),
    variables: Object.fromEntries(variables),
  });
  const refs: Numbered<P>[] = [];
  const more: Listing<P>[] = [];
  for (const [index, listing] of listings.entries()) {
    const repository = at(data, `list${index}`);
    if (!isRecord(repository) || repository["isArchived"] === true) continue;
    const issues = nodes(repository["issues"]);
    refs.push(...issues.map((issue) => ({ ...listing.place, number: count(issue["number"]) })));
    const after = nextPage(repository["issues"]);
    if (after !== undefined) more.push({ ...listing, after });
  }
  return { refs, more };
}

function listingsQuery(most: number): string {
  const indices = Array.from({ length: most }, (_, index) => index);
  const parameters = indices.map(
    (i) =>
      `$owner${i}: String!, $name${i}: String!, $labels${i}: [String!]!, $states${i}: [IssueState!]!, $after${i}: String`,
  );
  const lists = indices.map(
    (i) => `list${i}: repository(owner: $owner${i}, name: $name${i}) {
      isArchived
      issues(labels: $labels${i}, states: $states${i}, first: 100, after: $after${i}) {
        pageInfo { hasNextPage endCursor }
        nodes { number }
      }
    }`,
  );
  return `query ReadUnreported(${parameters.join("\n")}) {
    ${lists.join("\n")}
  }`;
}
