import { INCIDENT_LABEL, PHASE_ORDER, phaseLabel } from "../../core/model/phase.ts";
import { isOwnBot } from "../../core/model/own-bots.ts";
import type { OwnBots } from "../../core/model/own-bots.ts";
import { ISSUE_FIELDS } from "../gate/gate-query.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, count, nodes, person, text } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { malformedAnswer } from "../client/failure.ts";
import { wholeNodes } from "../client/pages.ts";
import { askEach } from "../client/ask-each.ts";
import { GATE_TIMELINE, PERSON_FIELDS } from "./query-parts.ts";

const OURS: ReadonlySet<string> = new Set([INCIDENT_LABEL, ...PHASE_ORDER.map(phaseLabel)]);

/**
 * Issues that may be unreported incidents although no label says so: somebody took one off, or the bot has spoken on
 * them and the label is gone. Labels are no authority; the issue's own history then tells.
 */
export function unlabelledIn(
  recent: unknown,
  operation: string,
  ownBots: OwnBots,
): readonly number[] {
  return wholeNodes(recent, operation)
    .filter((issue) => wasUnlabelled(issue, ownBots) || isLedWithoutLabel(issue, ownBots))
    .map((issue) => count(issue["number"]));
}

function wasUnlabelled(issue: Json, ownBots: OwnBots): boolean {
  return nodes(issue["timelineItems"]).some(
    (event) =>
      OURS.has(text(at(event, "label", "name")).toLowerCase()) &&
      !isOwnBot(person(event["actor"]), ownBots),
  );
}

/** Deleted from the repository, a label leaves its issues without a trace. */
function isLedWithoutLabel(issue: Json, ownBots: OwnBots): boolean {
  const isLabelled = nodes(issue["labels"]).some(
    ({ name }) => text(name).toLowerCase() === INCIDENT_LABEL,
  );
  return (
    !isLabelled && nodes(issue["comments"]).some(({ author }) => isOwnBot(person(author), ownBots))
  );
}

/** The same of them as of those in the lists. */
export async function readUnlabelled(
  github: GitHub,
  { owner, repo }: RepoName,
  numbers: readonly number[],
): Promise<readonly Json[]> {
  const operation = `read ${numbers.length} issues of ${owner}/${repo} that lost a label`;
  const issues = await askEach(github, numbers, {
    operation,
    begins: "query ReadUnlabelled",
    repository: { owner, repo },
    alias: "issue",
    field: "issue(number: $number) { ...GateIssue }",
    types: { number: "Int!" },
    values: (number) => ({ number }),
    fragments: [ISSUE_FIELDS, GATE_TIMELINE.fragment, PERSON_FIELDS],
  });
  return issues.map((issue) => {
    if (issue === undefined) throw malformedAnswer(operation, "one is gone");
    return issue;
  });
}
