import { closedNumbers } from "../act/reference.ts";
import type { ChangedFile } from "../git.ts";
import type { PullRequest } from "../model.ts";
import { isoTimeOrNull } from "../model.ts";
import { changesOf } from "../show/show-pull.ts";
import type { PageArguments } from "./connect.ts";
import { connect } from "./connect.ts";
import { viewReviewer, viewAccountOrNull } from "./view-account.ts";
import { viewCommit, viewRef } from "./view-git.ts";
import { discussionFields } from "./view-issue.ts";
import { viewOwner } from "./view-account.ts";
import type { View, Viewer } from "./view.ts";

export function viewPull(viewer: Viewer, issue: PullRequest): View {
  const { world } = viewer;
  const { pull } = issue;
  const filesOf = async (): Promise<readonly ChangedFile[]> =>
    (await changesOf(world, issue)).files;
  return {
    __typename: "PullRequest",
    ...discussionFields(viewer, issue),
    databaseId: pull.id,
    fullDatabaseId: String(pull.id),
    state: pull.merge === null ? issue.state.toUpperCase() : "MERGED",
    merged: pull.merge !== null,
    mergedAt: isoTimeOrNull(pull.merge?.at ?? null),
    mergedBy: viewAccountOrNull(viewer, pull.merge?.by ?? null),
    mergeCommit: () => (pull.merge === null ? null : viewCommit(viewer, pull.merge.sha)),
    mergeable: issue.state === "open" ? "MERGEABLE" : "UNKNOWN",
    isDraft: pull.isDraft,
    isCrossRepository: false,
    isInMergeQueue: world.mergeQueue.has(issue.number),
    autoMergeRequest: null,
    headRefName: pull.headRef,
    headRefOid: pull.headSha,
    headRef: () => viewRef(viewer, pull.headRef),
    baseRefName: pull.baseRef,
    baseRefOid: pull.baseSha,
    baseRef: () => viewRef(viewer, pull.baseRef),
    headRepository: () => viewer.views.repository(),
    headRepositoryOwner: () => viewOwner(viewer),
    changedFiles: async () => (await filesOf()).length,
    additions: async () => sum(await filesOf(), "additions"),
    deletions: async () => sum(await filesOf(), "deletions"),
    files: async (page: PageArguments) => {
      const listed = (await filesOf()).map((file) => ({
        cursor: file.path,
        view: () => ({
          path: file.path,
          additions: file.additions,
          deletions: file.deletions,
          changeType: file.status === "removed" ? "DELETED" : file.status.toUpperCase(),
        }),
      }));
      return connect("files", listed, page);
    },
    commits: async (page: PageArguments) => {
      const { ahead } = await changesOf(world, issue);
      const listed = ahead.map((sha) => ({
        cursor: sha,
        view: () => ({ id: `PURC_kwDO${sha}`, commit: () => viewCommit(viewer, sha) }),
      }));
      return connect("commits", listed, page);
    },
    reviewRequests: (page: PageArguments) => {
      const listed = pull.reviewers.map((one) => ({
        cursor: one.nodeId,
        view: () => ({
          id: `RR_${one.nodeId}`,
          databaseId: one.id,
          requestedReviewer: viewReviewer(viewer, one),
        }),
      }));
      return connect("reviewRequests", listed, page);
    },
    closingIssuesReferences: (page: PageArguments) => {
      const closed = closedNumbers(world, issue.body ?? "").flatMap(
        (number) => world.issues.get(number) ?? [],
      );
      const listed = closed.map((one) => ({
        cursor: one.nodeId,
        view: () => viewer.views.issue(one),
      }));
      return connect("closingIssuesReferences", listed, page);
    },
  };
}

function sum(files: readonly ChangedFile[], key: "additions" | "deletions"): number {
  return files.reduce((total, file) => total + file[key], 0);
}
