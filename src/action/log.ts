import { error, info, summary, warning } from "@actions/core";
import { LIMITS } from "../core/markdown/text-limits.ts";
import { cutLines, cutTo } from "../text/markdown/limit.ts";
import { escapeWorkflowCommand } from "./escape-workflow-command.ts";

/** GitHub shows ten of one kind for a step; one is left for a note. */
const MOST_ANNOTATIONS = 9;

export function log(line: string): void {
  info(escapeWorkflowCommand(line));
}

type Note = {
  readonly level: "error" | "warning";
  readonly title: string;
  readonly message: string;
  readonly path: string;
  readonly line: number;
};

const WRITERS = { error, warning } as const;

/** One for each path that holds, not for each file. */
export function annotate(notes: readonly Note[]): void {
  for (const { level, title, message, path, line } of notes.slice(0, MOST_ANNOTATIONS)) {
    WRITERS[level](cutTo(message, LIMITS.workflowCommand), { title, file: path, startLine: line });
  }
  const more = notes.length - MOST_ANNOTATIONS;
  if (more > 0) log(`${more} more annotations are not shown; the summary has everything.`);
}

/** The job's page shows it. A runner without summaries is no reason to fail. */
export async function summarize(markdown: string): Promise<void> {
  if ((process.env["GITHUB_STEP_SUMMARY"] ?? "") === "") return;
  // A line's end is added.
  const room = { ...LIMITS.jobSummary, most: LIMITS.jobSummary.most - 2 };
  const text = cutLines(markdown, room, "(The rest of it is too long for this page.)");
  await summary.addRaw(text, true).write();
}
