import { refuse } from "../failure.ts";
import type { Issue, PullRequest } from "../model.ts";
import { isoTime, isPull } from "../model.ts";
import { findLabel, labelsOf, repoName, webUrl } from "../world.ts";
import type { Connection, PageArguments } from "./connect.ts";
import { connect } from "./connect.ts";
import { viewObject, viewRef } from "./view-git.ts";
import { listLabel, viewIssue, viewLabel } from "./view-issue.ts";
import { viewPull } from "./view-pull.ts";
import { viewOwner } from "./view-account.ts";
import type { View, Viewer } from "./view.ts";

interface Order {
  readonly field: string;
  readonly direction: string;
}

interface IssueArguments extends PageArguments {
  readonly labels?: readonly string[] | null;
  readonly states?: readonly string[] | null;
  readonly orderBy?: Order | null;
  readonly filterBy?: {
    readonly since?: string | null;
    readonly labels?: readonly string[] | null;
  } | null;
}

interface PullArguments extends PageArguments {
  readonly headRefName?: string | null;
  readonly baseRefName?: string | null;
  readonly labels?: readonly string[] | null;
  readonly states?: readonly string[] | null;
  readonly orderBy?: Order | null;
}

export function viewRepository(viewer: Viewer): View {
  const { world, actor } = viewer;
  const time = isoTime(world.createdAt);
  const settings = world.settings.current;
  const numbered = ({ number }: { number: number }): Issue | undefined => world.issues.get(number);
  return {
    __typename: "Repository",
    id: world.repo.nodeId,
    databaseId: world.repo.id,
    name: world.repo.name,
    nameWithOwner: repoName(world),
    url: webUrl(world, ""),
    isPrivate: settings.isPrivate,
    isArchived: settings.isArchived,
    isFork: false,
    visibility: settings.isPrivate ? "PRIVATE" : "PUBLIC",
    description: null,
    createdAt: time,
    updatedAt: time,
    pushedAt: time,
    hasIssuesEnabled: settings.hasIssues,
    mergeCommitAllowed: settings.mergeCommits,
    squashMergeAllowed: settings.squashes,
    rebaseMergeAllowed: settings.rebases,
    viewerPermission:
      actor.kind === "user" && actor.account.role !== "none"
        ? actor.account.role.toUpperCase()
        : "READ",
    owner: () => viewOwner(viewer),
    defaultBranchRef: () => viewRef(viewer, world.defaultBranch),
    object: ({ expression, oid }: { expression?: string; oid?: string }) =>
      viewObject(viewer, expression ?? oid ?? "HEAD"),
    refs: async ({ refPrefix, ...page }: PageArguments & { refPrefix: string }) => {
      const found = await world.git.refs(refPrefix.replace(/^refs\//, ""));
      const listed = [...found.keys()].map((ref) => ({
        cursor: ref,
        view: () => viewRef(viewer, ref),
      }));
      return connect("refs", listed, page);
    },
    ref: ({ qualifiedName }: { qualifiedName: string }) => viewRef(viewer, qualifiedName),
    issue: ({ number }: { number: number }) => {
      const issue = numbered({ number });
      if (issue === undefined || isPull(issue)) return unresolved("an Issue", number);
      return viewIssue(viewer, issue);
    },
    pullRequest: ({ number }: { number: number }) => {
      const issue = numbered({ number });
      if (issue === undefined || !isPull(issue)) return unresolved("a PullRequest", number);
      return viewPull(viewer, issue);
    },
    issueOrPullRequest: ({ number }: { number: number }) => {
      const issue = numbered({ number }) ?? unresolved("an issue or pull request", number);
      return viewer.views.issueOrPull(issue);
    },
    issues: (query: IssueArguments) => viewIssues(viewer, query),
    pullRequests: (query: PullArguments) => viewPulls(viewer, query),
    label: ({ name }: { name: string }) => {
      const label = findLabel(world, name);
      return label === undefined ? null : viewLabel(viewer, label);
    },
    labels: (query: PageArguments & { query?: string | null }) => {
      const text = (query.query ?? "").toLowerCase();
      const found = [...world.labels.values()].filter((label) =>
        `${label.name} ${label.description ?? ""}`.toLowerCase().includes(text),
      );
      return connect(
        "labels",
        found.map((label) => listLabel(viewer, label)),
        query,
      );
    },
  };
}

/** Several label names mean any of them here; in REST they mean all. */
function hasAnyLabel(
  viewer: Viewer,
  issue: Issue,
  names: readonly string[] | null | undefined,
): boolean {
  if (names === null || names === undefined || names.length === 0) return true;
  const wanted = names.map((name) => name.toLowerCase());
  return labelsOf(viewer.world, issue).some((label) => wanted.includes(label.name.toLowerCase()));
}

function viewIssues(viewer: Viewer, query: IssueArguments): Connection<unknown> {
  const { states, filterBy } = query;
  const since = filterBy?.since;
  const found = [...viewer.world.issues.values()].filter(
    (issue) =>
      !isPull(issue) &&
      isListed(states, issue.state) &&
      hasAnyLabel(viewer, issue, query.labels) &&
      hasAnyLabel(viewer, issue, filterBy?.labels) &&
      (since === undefined || since === null || isoTime(issue.updatedAt) >= since),
  );
  const listed = ordered(found, query.orderBy).map((issue) => ({
    cursor: issue.nodeId,
    view: () => viewIssue(viewer, issue),
  }));
  return connect("issues", listed, query);
}

export function viewPulls(viewer: Viewer, query: PullArguments): Connection<unknown> {
  const { headRefName, baseRefName, states } = query;
  const matches = (issue: PullRequest): boolean =>
    isListed(states, issue.pull.merge === null ? issue.state : "merged") &&
    hasAnyLabel(viewer, issue, query.labels) &&
    (headRefName === undefined || headRefName === null || issue.pull.headRef === headRefName) &&
    (baseRefName === undefined || baseRefName === null || issue.pull.baseRef === baseRefName);
  const found = [...viewer.world.issues.values()].filter(isPull).filter(matches);
  const listed = ordered(found, query.orderBy).map((issue) => ({
    cursor: issue.nodeId,
    view: () => viewPull(viewer, issue),
  }));
  return connect("pullRequests", listed, query);
}

function isListed(states: readonly string[] | null | undefined, state: string): boolean {
  return states === null || states === undefined || states.includes(state.toUpperCase());
}

function ordered<T extends Issue>(
  issues: readonly T[],
  order: Order | null | undefined,
): readonly T[] {
  const key = order?.field === "UPDATED_AT" ? "updatedAt" : "createdAt";
  const sign = order?.direction === "DESC" ? -1 : 1;
  return issues.toSorted((a, b) => sign * (a[key] - b[key] || a.number - b.number));
}

function unresolved(kind: string, number: number): never {
  return refuse(404, `Could not resolve to ${kind} with the number of ${number}.`);
}
