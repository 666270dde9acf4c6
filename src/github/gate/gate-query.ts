import { CONFIG_PATH, DEFAULT_CONFIG } from "../../core/config/config.ts";
import { INCIDENT_LABEL, KLUDGE_LABEL } from "../../core/model/phase.ts";
import {
  FIRST_EDITS,
  GATE_TIMELINE,
  ISSUE_WORDS,
  PERSON_FIELDS,
  PULL_WORDS,
} from "../read/query-parts.ts";
import { OWED_LABELS } from "../read/read-unreported.ts";

/**
 * What the gate asks of GitHub. A query's price and its limit of 500,000 nodes count what `first` could bring, not
 * what is there: so pages of thirty, and nothing nested in a timeline. A test adds it up.
 */
const INCIDENTS_PER_PAGE = 30;

/** Where reports lie if the configuration doesn't say otherwise: asked along with everything else. */
export const USUAL_DIRECTORY = DEFAULT_CONFIG.report.directory;

export const GATE_VARIABLES = {
  open: [INCIDENT_LABEL, ...OWED_LABELS],
  owed: OWED_LABELS,
  kludge: [KLUDGE_LABEL],
} as const;

/** The query's variables for where the later pages of the two lists begin. */
const INCIDENT_LISTS = {
  open: "labels: $open, states: [OPEN]",
  owed: "labels: $owed, states: [CLOSED]",
} as const;

export type IncidentList = keyof typeof INCIDENT_LISTS;

function incidentList(list: IncidentList, after: "" | ", after: $after"): string {
  return `${list}: issues(${INCIDENT_LISTS[list]}, first: ${INCIDENTS_PER_PAGE}${after}) { ...GateIssues }`;
}

export const GATE_FIELDS = `
  id name url isPrivate
  owner { login }
  defaultBranchRef { name target { oid } }
  config: object(expression: "HEAD:${CONFIG_PATH}") { __typename ... on Blob { text } }
  reports: object(expression: "HEAD:${USUAL_DIRECTORY}") { ...ReportFolder }
  ${incidentList("open", "")}
  ${incidentList("owed", "")}
  recent: issues(first: 30, orderBy: { field: UPDATED_AT, direction: DESC }) {
    nodes { ...GateTrace }
  }
  kludges: pullRequests(
    labels: $kludge, first: 30, orderBy: { field: CREATED_AT, direction: DESC }
  ) { nodes { ...GatePull } }`;

export const ISSUE_FIELDS = `
  fragment GateIssue on Issue {
    ${ISSUE_WORDS}
    ${FIRST_EDITS}
    labels(first: 50) { nodes { name } }
    ${GATE_TIMELINE.firstPage}
  }`;

const LIST_FIELDS = `
  fragment GateIssues on IssueConnection {
    pageInfo { hasNextPage endCursor }
    nodes { ...GateIssue }
  }
  ${ISSUE_FIELDS}`;

/** What is left of an incident whose labels somebody took away. */
const TRACE_FIELDS = `
  fragment GateTrace on Issue {
    number
    labels(first: 20) { nodes { name } }
    comments(first: 5) { nodes { author { ...PersonFields } } }
    timelineItems(last: 10, itemTypes: [UNLABELED_EVENT]) {
      nodes { ... on UnlabeledEvent { actor { ...PersonFields } label { name } } }
    }
  }`;

export const PULL_FIELDS = `
  fragment GatePull on PullRequest {
    ${PULL_WORDS}
    comments(first: 50) { pageInfo { hasNextPage endCursor } nodes { ...GateComment } }
  }
  fragment GateComment on IssueComment { body createdAt author { ...PersonFields } }`;

/** The pull request that is judged; it wants `PULL_FIELDS` too. */
export const GATE_TARGET = `
  fragment GateTarget on PullRequest {
    ...GatePull
    baseRefName baseRefOid changedFiles
    headRef { target { ...GateHead } }
    commits(last: 1) { nodes { commit { ...GateHead } } }
    bases: timelineItems(last: 1, itemTypes: [
      BASE_REF_CHANGED_EVENT, BASE_REF_FORCE_PUSHED_EVENT, BASE_REF_DELETED_EVENT,
      AUTOMATIC_BASE_CHANGE_SUCCEEDED_EVENT
    ]) {
      nodes {
        ... on BaseRefChangedEvent { createdAt }
        ... on BaseRefForcePushedEvent { createdAt }
        ... on BaseRefDeletedEvent { createdAt }
        ... on AutomaticBaseChangeSucceededEvent { createdAt }
      }
    }
  }
  fragment GateHead on GitObject {
    oid
    ... on Commit { checkSuites(first: 100) { nodes { createdAt } } }
  }`;

export const REPORT_FOLDER = `fragment ReportFolder on GitObject {
    oid
    ... on Tree { entries { name type size } }
  }`;

/** Everything that a query with `GATE_FIELDS` needs. */
export const GATE_FRAGMENTS = `
  ${LIST_FIELDS}
  ${TRACE_FIELDS}
  ${GATE_TIMELINE.fragment}
  ${PULL_FIELDS}
  ${REPORT_FOLDER}
  ${PERSON_FIELDS}`;

export const MORE_INCIDENTS: Readonly<Record<IncidentList, string>> = {
  open: moreIncidents("open"),
  owed: moreIncidents("owed"),
};

function moreIncidents(list: IncidentList): string {
  return `query ReadMoreIncidents($owner: String!, $name: String!, $${list}: [String!]!, $after: String!) {
    repository(owner: $owner, name: $name) { ${incidentList(list, ", after: $after")} }
  }
  ${LIST_FIELDS}
  ${GATE_TIMELINE.fragment}
  ${PERSON_FIELDS}`;
}

export const MORE_TIMELINE = `query ReadGateTimeline($id: ID!, $after: String!) {
    node(id: $id) {
      ... on Issue {
        ${GATE_TIMELINE.laterPage}
      }
    }
  }
  ${GATE_TIMELINE.fragment}
  ${PERSON_FIELDS}`;
