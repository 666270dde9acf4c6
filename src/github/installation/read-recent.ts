import type { Instant } from "../../core/time/time.ts";
import { query } from "../client/query.ts";
import type { GitHub } from "../client/github.ts";
import { at, count, isRecord, nextPage, nodes, text } from "../client/narrow.ts";
import type { InstalledRepository } from "./read-installations.ts";

/** An issue or an open pull request that changed lately; `id` is its node id. */
export type Recent = InstalledRepository & { readonly number: number; readonly id: string };

type Recents = {
  readonly issues: readonly Recent[];
  readonly pulls: readonly Recent[];
  /** Repositories with an open pull request, however long nothing happened there. */
  readonly withPulls: readonly InstalledRepository[];
  /** Some changed so much that not all of it was read. */
  readonly isCut: boolean;
};

/** Lists that one request asks for; two for each repository. */
const LISTS_PER_REQUEST = 100;
const PER_PAGE = 50;
/** Of one list. After days without us a busy repository may have thousands: the newest are looked at. */
const MOST_PAGES = 4;

type Listing = {
  readonly place: InstalledRepository;
  readonly of: "issues" | "pullRequests";
  readonly after: string | null;
  readonly page: number;
};

/** What changed since then in some repositories, newest first: one request for fifty of them, while little happens. */
export async function readRecent(
  github: GitHub,
  repositories: readonly InstalledRepository[],
  since: Instant,
): Promise<Recents> {
  const issues: Recent[] = [];
  const pulls: Recent[] = [];
  const withPulls: InstalledRepository[] = [];
  let isCut = false;
  let waiting: readonly Listing[] = repositories.flatMap((place) => [
    { place, of: "issues", after: null, page: 1 },
    { place, of: "pullRequests", after: null, page: 1 },
  ]);
  while (waiting.length > 0) {
    const listings = waiting.slice(0, LISTS_PER_REQUEST);
    const lists = await readLists(github, listings, since);
    const more = lists.flatMap((list) => list.next ?? []);
    isCut ||= more.some(({ page }) => page > MOST_PAGES);
    issues.push(...lists.flatMap((list) => (list.of === "issues" ? list.found : [])));
    pulls.push(...lists.flatMap((list) => (list.of === "pullRequests" ? list.found : [])));
    withPulls.push(...lists.flatMap((list) => (list.hasPulls ? [list.place] : [])));
    waiting = [
      ...waiting.slice(LISTS_PER_REQUEST),
      ...more.filter(({ page }) => page <= MOST_PAGES),
    ];
  }
  return { issues, pulls, withPulls, isCut };
}

type List = Pick<Listing, "of"> & {
  readonly place: InstalledRepository;
  readonly found: readonly Recent[];
  readonly hasPulls: boolean;
  readonly next: Listing | undefined;
};

async function readLists(
  github: GitHub,
  listings: readonly Listing[],
  since: Instant,
): Promise<readonly List[]> {
  const variables = listings.flatMap(({ place, after }, index) => [
    [`owner${index}`, place.owner],
    [`name${index}`, place.repo],
    [`after${index}`, after],
  ]);
  const hasIssues = listings.some((listing) => listing.of === "issues");
  const data = await query(github, {
    operation: "list what changed lately",
    query: recentQuery(listings),
    variables: { ...Object.fromEntries(variables), ...(hasIssues ? { since } : {}) },
  });
  return listings.flatMap((listing, index) => {
    const repository = at(data, `list${index}`);
    if (!isRecord(repository) || repository["isArchived"] === true) return [];
    const listed = nodes(repository[listing.of]);
    // Pull requests can't be asked for by time, only in its order.
    const changed = listed.filter((one) => Date.parse(text(one["updatedAt"])) >= Date.parse(since));
    const after = changed.length < listed.length ? undefined : nextPage(repository[listing.of]);
    const { of, page, place } = listing;
    return {
      of,
      place,
      found: changed.map((one) => ({
        ...place,
        number: count(one["number"]),
        id: text(one["id"]),
      })),
      hasPulls: of === "pullRequests" && page === 1 && listed.length > 0,
      next: after === undefined ? undefined : { ...listing, after, page: page + 1 },
    };
  });
}

const LISTED = {
  issues: "filterBy: { since: $since }",
  pullRequests: "states: [OPEN]",
} as const satisfies Readonly<Record<Listing["of"], string>>;

function recentQuery(listings: readonly Listing[]): string {
  const parameters = listings.map(
    (_, i) => `$owner${i}: String!, $name${i}: String!, $after${i}: String`,
  );
  if (listings.some(({ of }) => of === "issues")) parameters.push("$since: DateTime!");
  const lists = listings.map(
    ({ of }, i) => `list${i}: repository(owner: $owner${i}, name: $name${i}) {
      isArchived
      ${of}(
        ${LISTED[of]}, first: ${PER_PAGE}, after: $after${i},
        orderBy: { field: UPDATED_AT, direction: DESC }
      ) {
        pageInfo { hasNextPage endCursor }
        nodes { id number updatedAt }
      }
    }`,
  );
  return `query ReadRecent(${parameters.join("\n")}) {
    ${lists.join("\n")}
  }`;
}
