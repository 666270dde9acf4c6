import type { ReportState } from "../src/core/model/snapshot.ts";
import type { Step } from "./story-schema.ts";
import { withSnapshot } from "./world.ts";
import type { World } from "./world.ts";

/** What people do with the report: its pull request, its branch, and the file on the default branch. */
export function happenOnReport(world: World, step: Step): World | undefined {
  const { report, now } = world.snapshot;
  const { "edit-report": edit, "publish-by-hand": byHand, "merge-report": merged } = step;
  const after = (changed: ReportState): World => withSnapshot(world, { report: changed });
  if (edit !== undefined) return after(edited(report, edit));
  if (byHand !== undefined) return after({ ...report, published: handWritten(byHand) });
  if (merged !== undefined) return after(mergedAs(report, merged, now));
  if (step["close-report"] !== undefined) {
    return after({ ...report, pull: { ...pullOf(report), state: "closed", closedAt: now } });
  }
  if (step["delete-report-branch"] !== undefined) {
    const { branchOid: _, branchId: __, file: ___, ...rest } = report;
    return after(rest);
  }
  return undefined;
}

function edited(
  report: ReportState,
  edit: { readonly replace: string; readonly with: string },
): ReportState {
  const file = fileOf(report);
  if (!file.text.includes(edit.replace)) throw new Error(`not in the report: ${edit.replace}`);
  return { ...report, file: { ...file, text: file.text.replace(edit.replace, () => edit.with) } };
}

/** Merged on the default branch; "complete" means that somebody has answered every TODO before. */
function mergedAs(report: ReportState, how: "complete" | "todo", now: string): ReportState {
  const { path, text } = fileOf(report);
  const file = { path, text: how === "todo" ? text : text.replaceAll("TODO:", "Told:") };
  return {
    ...report,
    file,
    pull: { ...pullOf(report), state: "merged", mergedAt: now, closedAt: now },
    published: file,
  };
}

type ByHand = NonNullable<Step["publish-by-hand"]>;

function handWritten(byHand: ByHand): NonNullable<ReportState["published"]> {
  const given = byHand === true ? {} : byHand;
  const incident = JSON.stringify(given.incident ?? 42);
  const times = given.restored === undefined ? [] : ["times:", `  restored: "${given.restored}"`];
  const sections = ["Summary", "Impact", "Timeline", "Cause"].map(
    (title) => `\n## ${title}\n\nTold by hand.\n`,
  );
  const text = ["---", `incident: ${incident}`, ...times, "---", "\n# By hand\n", ...sections];
  return {
    path: given.path ?? "docs/incidents/by-hand.md",
    text: given.text ?? text.join("\n"),
  };
}

function pullOf(report: ReportState): NonNullable<ReportState["pull"]> {
  if (report.pull === undefined) throw new Error("there is no report's pull request yet");
  return report.pull;
}

function fileOf(report: ReportState): NonNullable<ReportState["file"]> {
  if (report.file === undefined) throw new Error("there is no report yet");
  return report.file;
}
