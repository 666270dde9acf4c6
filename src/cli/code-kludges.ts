import { codeKludgesIn, isDueCode, stateOfCode } from "../core/model/code-kludge.ts";
import type { CodeKludge, CodeKludgeState, IncidentFate } from "../core/model/code-kludge.ts";
import type { ReportRecord } from "../core/metrics/report-record.ts";
import { CODE_KLUDGE_FORM, codeKludgeLine } from "../text/board/code-kludge.ts";
import type { ReportFolder } from "./report-folder.ts";
import { readRecords } from "./report-records.ts";
import { runTool } from "./run-tool.ts";

/** A mark in the code, where it stands, and what is to be said of it. */
export type FoundCodeKludge = {
  /** From the work tree's top on. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Undefined where nobody can read it. */
  readonly mark?: CodeKludge;
  readonly state: CodeKludgeState | "unreadable";
  readonly message: string;
};

export function isDue({ state }: FoundCodeKludge): boolean {
  return state === "unreadable" || isDueCode(state);
}

/** `ask` is given the incidents that no report in the clone is about. */
export async function findCodeKludges(
  folder: ReportFolder,
  ask: (incidents: readonly number[]) => Promise<ReadonlyMap<number, "open" | "missing">>,
): Promise<readonly FoundCodeKludge[]> {
  const [places, records] = await Promise.all([grep(folder.top), readRecords(folder)]);
  const reports = new Map(records.map((record) => [record.incident, record]));
  const named = places.flatMap(({ mark }) => (mark === "unreadable" ? [] : [mark.incident]));
  const asked = await ask([...new Set(named)].filter((incident) => !reports.has(incident)));
  const today = new Date().toISOString().slice(0, 10);
  return places.map(({ mark, ...place }) => {
    if (mark === "unreadable") return { ...place, state: mark, message: CODE_KLUDGE_FORM };
    const fate = fateOf(reports.get(mark.incident), asked.get(mark.incident));
    const state = stateOfCode(mark, { fate, today });
    return { ...place, mark, state, message: codeKludgeLine(mark, state) };
  });
}

function fateOf(
  report: ReportRecord | undefined,
  asked: "open" | "missing" | undefined,
): IncidentFate | undefined {
  if (report !== undefined) return { is: "over", kludges: report.kludges };
  return asked === undefined ? undefined : { is: asked };
}

type CodePlace = Pick<FoundCodeKludge, "file" | "line" | "column"> & {
  readonly mark: CodeKludge | "unreadable";
};

/** Tracked files only, no binaries; prose about kludges is no code. */
async function grep(top: string): Promise<readonly CodePlace[]> {
  const args = ["grep", "-I", "--null", "--line-number", "--column", "--no-color"];
  const out = await runTool("git", [...args, "-e", "KLUDGE(", "--", ".", ":!*.md"], { cwd: top });
  return (out ?? "").split("\n").flatMap((hit) => {
    const [file = "", line = "", column = "", ...text] = hit.split("\0");
    return codeKludgesIn(text.join("\0")).map((mark) => ({
      file,
      line: Number(line),
      column: Number(column),
      mark,
    }));
  });
}
