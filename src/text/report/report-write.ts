import type { ReportDraft } from "../../core/plan/effect.ts";
import type { Pull } from "../../core/model/snapshot.ts";
import { renderReport } from "./report-file.ts";
import { mergeReport } from "./report-part.ts";
import { commitMessage, renderReportPull, reportPath } from "./report-pull.ts";
import { isSameText } from "../markdown/same-text.ts";
import type { Write } from "../write.ts";
import { defined } from "../../core/model/defined.ts";

/** What is left to do until branch, file, pull request and reviewers are there. */
export function reportWrites(draft: ReportDraft): readonly Write[] {
  const { state, repository } = draft;
  const { pull, branch } = state;
  const tip = state.branchOid ?? repository.headOid;
  if (pull?.state === "merged") return furtherWrites(draft, pull);
  if (tip === undefined || isGivenUp(draft)) return [];
  const { title, body } = renderReportPull(draft);
  return [
    ...(state.branchOid === undefined
      ? [{ type: "create-branch", branch, oid: tip } as const]
      : []),
    ...commitWrites(draft, tip),
    ...(pull?.state === "open"
      ? reviewWrites(draft, pull)
      : [
          { type: "open-pull", head: branch, base: repository.defaultBranch, title, body } as const,
        ]),
  ];
}

/**
 * It went on after the report was merged: the same file again, as it stands on the default branch, in another pull
 * request. The old branch may have been squashed, so it begins anew.
 */
function furtherWrites(draft: ReportDraft, merged: Pull): readonly Write[] {
  const { state, repository, incident } = draft;
  const { branch, branchId } = state;
  const oid = repository.headOid;
  const since = merged.mergedAt ?? merged.createdAt;
  // Times are in seconds, and no event tells what came first within one: then the report itself tells what it covers.
  const wanted = [incident.reportAsked?.at, incident.closed?.at].some(
    (at = "") => at > since || (at === since && !incident.isReported),
  );
  if (!wanted || oid === undefined) return [];
  const file = state.published ?? state.file;
  const commits = commitWrites(
    { ...draft, state: { branch, hasReviewers: false, ...defined({ file }) } },
    oid,
  );
  if (commits.length === 0) return [];
  const { title, body } = renderReportPull(draft);
  return [
    branchId === undefined
      ? { type: "create-branch", branch, oid }
      : { type: "move-branch", branch, ref: branchId, oid },
    ...commits,
    { type: "open-pull", head: branch, base: repository.defaultBranch, title, body },
  ];
}

/** Somebody closed the pull request: it stays closed until somebody asks for the report again. */
function isGivenUp({ state, incident }: ReportDraft): boolean {
  const { pull } = state;
  if (pull?.state !== "closed") return false;
  const asked = incident.reportAsked?.at;
  // Within the same second nobody can tell: one pull request too many is closed again, one too few is missed.
  return asked === undefined || pull.closedAt === undefined || asked < pull.closedAt;
}

function commitWrites(draft: ReportDraft, tip: string): readonly Write[] {
  const { state } = draft;
  const text = mergeReport(state.file?.text, renderReport(draft));
  if (state.file !== undefined && isSameText(state.file.text, text)) return [];
  return [
    {
      type: "commit-file",
      branch: state.branch,
      expectedOid: tip,
      path: reportPath(draft),
      text,
      message: commitMessage(draft),
    },
  ];
}

/** GitHub refuses to ask the author, and teams of other organizations. */
function reviewWrites({ state, config, repository }: ReportDraft, pull: Pull): readonly Write[] {
  if (state.hasReviewers) return [];
  const names = config.report.reviewers.map((name) => name.replace(/^@/, ""));
  const author = pull.author.login.toLowerCase();
  const users = names.filter((name) => !name.includes("/") && name.toLowerCase() !== author);
  const owner = `${repository.owner.toLowerCase()}/`;
  const teams = names
    .filter((name) => name.toLowerCase().startsWith(owner))
    .map((name) => name.slice(owner.length));
  if (users.length + teams.length === 0) return [];
  return [{ type: "request-reviewers", pull: pull.number, users, teams }];
}
