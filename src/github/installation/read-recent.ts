import type { Instant } from "../../core/time/time.ts";
import type { GitHub } from "../client/github.ts";
import { count, nextPage, nodes, text } from "../client/narrow.ts";
import type { InstalledRepository } from "./read-installations.ts";
import { listEach } from "../client/list-each.ts";

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

const PER_PAGE = 50;
/** Of one list. After days without us a busy repository may have thousands: the newest are looked at. */
const MOST_PAGES = 4;

const LISTED = {
  issues: "filterBy: { since: $since }",
  pullRequests: "states: [OPEN]",
} as const;

/** What changed since then in some repositories, newest first: one request for fifty of them, while little happens. */
export async function readRecent(
  github: GitHub,
  repositories: readonly InstalledRepository[],
  since: Instant,
): Promise<Recents> {
  const found: Readonly<Record<keyof typeof LISTED, Recent[]>> = { issues: [], pullRequests: [] };
  const withPulls: InstalledRepository[] = [];
  let isCut = false;
  const lists = repositories.flatMap((place) => [
    { place, of: "issues" as const },
    { place, of: "pullRequests" as const },
  ]);
  await listEach(github, lists, {
    operation: "list what changed lately",
    begins: "query ReadRecent",
    types: { since: "DateTime!" },
    values: () => ({ since }),
    page: ({ of }) =>
      `${LISTED[of]}, first: ${PER_PAGE}, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }`,
    fields: "id number updatedAt",
    take: ({ place, of }, page, number) => {
      const listed = nodes(page);
      // Pull requests can't be asked for by time, only in its order.
      const changed = listed.filter(
        (one) => Date.parse(text(one["updatedAt"])) >= Date.parse(since),
      );
      found[of].push(
        ...changed.map((one) => ({ ...place, number: count(one["number"]), id: text(one["id"]) })),
      );
      if (of === "pullRequests" && number === 1 && listed.length > 0) withPulls.push(place);
      const after = changed.length < listed.length ? undefined : nextPage(page);
      isCut ||= after !== undefined && number === MOST_PAGES;
      return number < MOST_PAGES ? after : undefined;
    },
  });
  return { issues: found.issues, pulls: found.pullRequests, withPulls, isCut };
}
