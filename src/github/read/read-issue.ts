import { KLUDGE_LABEL } from "../../core/model/phase.ts";
import { LABEL_STYLES } from "../../text/label-style.ts";
import { query } from "../client/query.ts";
import type { GitHub, ItemRef } from "../client/github.ts";
import { at, isRecord, nodes } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { pages } from "../client/pages.ts";
import {
  FIRST_EDITS,
  ISSUE_WORDS,
  labelFields,
  PERSON_FIELDS,
  PULL_FIELDS,
  REPOSITORY_FIELDS,
  TIMELINE,
} from "./query-parts.ts";
import { REPORT_FIELDS, reportBranch } from "./read-report.ts";
import type { Aliased } from "../client/ask-each.ts";

/** An issue as GitHub answered, with its whole timeline. */
export type IssueAnswer = {
  /** This bot's login as GitHub writes it. */
  readonly viewer: unknown;
  readonly repository: Json;
  readonly issue: Json;
  readonly events: readonly Json[];
};

/** Almost everything about an incident in one request, and one more for each further page of its timeline. */
export async function readIssue(github: GitHub, ref: ItemRef): Promise<IssueAnswer | undefined> {
  const data = await readFirst(github, ref);
  const repository = at(data, "repository");
  const issue = at(repository, "issue");
  if (!isRecord(repository) || !isRecord(issue)) return undefined;
  // A transferred issue may still answer to its old number.
  if (at(issue, "repository", "id") !== repository["id"]) return undefined;
  const events = await readTimeline(github, ref, issue["timelineItems"]);
  return { viewer: at(data, "viewer", "login"), repository, issue, events };
}

function readFirst(github: GitHub, ref: ItemRef): Promise<unknown> {
  const labels = labelFields(Object.keys(LABEL_STYLES));
  return query(github, {
    operation: `read ${ref.owner}/${ref.repo}#${ref.number}`,
    query: issueQuery(labels),
    variables: {
      owner: ref.owner,
      name: ref.repo,
      number: ref.number,
      kludge: [KLUDGE_LABEL],
      reportBranch: reportBranch(ref.number),
      reportRef: `refs/heads/${reportBranch(ref.number)}`,
      ...labels.variables,
    },
  });
}

async function readTimeline(
  github: GitHub,
  ref: ItemRef,
  first: unknown,
): Promise<readonly Json[]> {
  const ask = async (after: string): Promise<unknown> => {
    const data = await query(github, {
      operation: `read the timeline of ${ref.owner}/${ref.repo}#${ref.number}`,
      query: MORE_TIMELINE,
      variables: { owner: ref.owner, name: ref.repo, number: ref.number, after },
    });
    return at(data, "repository", "issue", "timelineItems");
  };
  return (await pages(first, ask)).flatMap(nodes);
}

function issueQuery(labels: Aliased): string {
  return `query ReadIncident(
    $owner: String!, $name: String!, $number: Int!
    $kludge: [String!]!, $reportBranch: String!, $reportRef: String!, ${labels.parameters}
  ) {
    viewer { login }
    repository(owner: $owner, name: $name) {
      ...RepositoryFields
      ${labels.fields}
      ${REPORT_FIELDS}
      kludges: pullRequests(
        labels: $kludge, first: 50, orderBy: { field: CREATED_AT, direction: DESC }
      ) { nodes { ...PullFields } }
      issue(number: $number) {
        ${ISSUE_WORDS}
        ${FIRST_EDITS}
        labels(first: 100) { nodes { id name } }
        assignees(first: 20) { nodes { login } }
        repository { id }
        ${TIMELINE.firstPage}
      }
    }
  }
  ${REPOSITORY_FIELDS}
  ${TIMELINE.fragment}
  ${PULL_FIELDS}
  ${PERSON_FIELDS}`;
}

const MORE_TIMELINE = `query ReadTimeline($owner: String!, $name: String!, $number: Int!, $after: String!) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) { ${TIMELINE.laterPage} }
  }
}
${TIMELINE.fragment}
${PULL_FIELDS}
${PERSON_FIELDS}`;
