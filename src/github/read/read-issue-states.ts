import { INCIDENT_LABEL } from "../../core/model/phase.ts";
import { askEach } from "../client/ask-each.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { labelNames } from "../client/narrow.ts";

/** "open" where an incident isn't over, "missing" where the number is no incident's; closed ones count as open without their report. */
export async function readIssueStates(
  github: GitHub,
  { owner, repo }: RepoName,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, "open" | "missing">> {
  const answers = await askEach(github, numbers, {
    operation: `read the incidents that the code of ${owner}/${repo} names`,
    begins: "query ReadIssueStates",
    repository: { owner, repo },
    alias: "issue",
    field: "issue(number: $number) { labels(first: 100) { nodes { name } } }",
    types: { number: "Int!" },
    values: (number) => ({ number }),
    perRequest: 50,
  });
  return new Map(
    numbers.map((number, index) => {
      const labels = labelNames(answers[index]?.["labels"]);
      const isIncident = labels.some((name) => name.toLowerCase() === INCIDENT_LABEL);
      return [number, isIncident ? "open" : "missing"];
    }),
  );
}
