import { INCIDENT_LABEL, PHASE_ORDER, phaseLabel } from "../../core/model/phase.ts";
import { isSelf } from "../../core/model/selves.ts";
import type { Selves } from "../../core/model/selves.ts";
import { ask } from "../client/ask.ts";
import { nonsense, wholeNodes } from "../gate/gate-answer.ts";
import { unlabelledQuery } from "../gate/gate-query.ts";
import type { GitHub, Ref } from "../client/github.ts";
import { at, count, isRecord, nodes, person, text } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";

const OURS: ReadonlySet<string> = new Set([INCIDENT_LABEL, ...PHASE_ORDER.map(phaseLabel)]);

/**
 * Issues that may be unreported incidents although no label says so: somebody took one off, or the bot has spoken on
 * them and the label is gone. Labels are no authority; the issue's own history then tells.
 */
export function unlabelledIn(
  recent: unknown,
  operation: string,
  selves: Selves,
): readonly number[] {
  return wholeNodes(recent, operation)
    .filter((issue) => wasUnlabelled(issue, selves) || isLedWithoutLabel(issue, selves))
    .map((issue) => count(issue["number"]));
}

function wasUnlabelled(issue: Json, selves: Selves): boolean {
  return nodes(issue["timelineItems"]).some(
    (event) =>
      OURS.has(text(at(event, "label", "name")).toLowerCase()) &&
      !isSelf(person(event["actor"]), selves),
  );
}

/** Deleted from the repository, a label leaves its issues without a trace. */
function isLedWithoutLabel(issue: Json, selves: Selves): boolean {
  const isLabelled = nodes(issue["labels"]).some(
    ({ name }) => text(name).toLowerCase() === INCIDENT_LABEL,
  );
  return (
    !isLabelled && nodes(issue["comments"]).some(({ author }) => isSelf(person(author), selves))
  );
}

/** The same of them as of those in the lists. */
export async function readUnlabelled(
  github: GitHub,
  { owner, repo }: Pick<Ref, "owner" | "repo">,
  numbers: readonly number[],
): Promise<readonly Json[]> {
  if (numbers.length === 0) return [];
  const operation = `read ${numbers.length} issues of ${owner}/${repo} that lost a label`;
  const data = await ask(github, {
    operation,
    query: unlabelledQuery(numbers.length),
    variables: {
      owner,
      name: repo,
      ...Object.fromEntries(numbers.map((number, index) => [`number${index}`, number])),
    },
  });
  return numbers.map((_, index) => {
    const issue = at(data, "repository", `issue${index}`);
    if (!isRecord(issue)) throw nonsense(operation, "one is gone");
    return issue;
  });
}
