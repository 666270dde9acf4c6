import { INCIDENT_LABEL, PHASE_ORDER, phaseLabel } from "../../core/model/phase.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { count, nextPage, nodes } from "../client/narrow.ts";
import { listEach } from "../client/ask-each.ts";

/** An incident loses its phase label when its report is merged, or when it's dismissed: closed with one, work is left. */
export const OWED_LABELS: readonly string[] = PHASE_ORDER.map(phaseLabel);

type Numbered<P> = P & { readonly number: number };

/**
 * All incidents of some repositories that the bot may have work with: open, or closed and not yet reported.
 * Repositories that can't be seen, or are archived, have none.
 */
export async function readUnreported<P extends RepoName>(
  github: GitHub,
  repositories: readonly P[],
): Promise<readonly Numbered<P>[]> {
  const lists = repositories.flatMap((place) => [
    { place, of: "issues" as const, labels: [INCIDENT_LABEL], states: ["OPEN"] },
    { place, of: "issues" as const, labels: OWED_LABELS, states: ["CLOSED"] },
  ]);
  const found: Numbered<P>[] = [];
  await listEach(github, lists, {
    operation: "list the unreported incidents",
    begins: "query ReadUnreported",
    types: { labels: "[String!]!", states: "[IssueState!]!" },
    values: ({ labels, states }) => ({ labels, states }),
    page: () => "labels: $labels, states: $states, first: 100, after: $after",
    fields: "number",
    take: ({ place }, issues) => {
      found.push(...nodes(issues).map((issue) => ({ ...place, number: count(issue["number"]) })));
      return nextPage(issues);
    },
  });
  return found;
}
