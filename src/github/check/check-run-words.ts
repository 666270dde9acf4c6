import { renderGate } from "../../text/gate/gate.ts";
import type { CheckText, JudgedPulls } from "./check-run.ts";
import type { Gating } from "../gate/read-gate.ts";
import type { RepoName } from "../client/github.ts";

/** What the check says about a decision. */
export function wordsOf(
  { decision, failed }: JudgedPulls,
  around: { readonly place: RepoName; readonly gating?: Gating },
): CheckText {
  const { verdict, incidents } = decision;
  const { place, gating } = around;
  const url = incidents[0]?.url.replace(/\/issues\/\d+$/, "") ?? "";
  const { title, summary, annotations } = renderGate(decision, {
    repository: gating?.repository ?? { owner: place.owner, name: place.repo, url },
    ...(gating === undefined
      ? {}
      : {
          permission: gating.config.config.gate.permission,
          timezone: gating.config.config.timezone,
        }),
    ...(failed === undefined ? {} : { error: failed.message }),
    ...(failed?.requestId === undefined ? {} : { requestId: failed.requestId }),
    isRenewed: true,
  });
  return {
    verdict,
    title,
    summary,
    annotations: annotations.map((annotation) => ({
      path: annotation.path,
      start_line: annotation.line,
      end_line: annotation.line,
      annotation_level: "failure",
      title: annotation.title,
      message: annotation.message,
    })),
    isPlain: verdict === "pass" && incidents.length === 0,
  };
}
