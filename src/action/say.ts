import { error, info, summary, warning } from "@actions/core";
import { harmless } from "./harmless.ts";

/** GitHub shows ten of one kind for a step; one is left for a note. */
const MOST_ANNOTATIONS = 9;
/** GitHub drops a summary of more than a MiB. */
const LONGEST_SUMMARY = 1_000_000;

export function say(line: string): void {
  info(harmless(line));
}

export type Note = {
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
    WRITERS[level](message, { title, file: path, startLine: line });
  }
  const more = notes.length - MOST_ANNOTATIONS;
  if (more > 0) say(`${more} more annotations are not shown; the summary has everything.`);
}

/** The job's page shows it. A runner without summaries is no reason to fail. */
export async function summarize(markdown: string): Promise<void> {
  if ((process.env["GITHUB_STEP_SUMMARY"] ?? "") === "") return;
  const text =
    markdown.length > LONGEST_SUMMARY
      ? `${markdown.slice(0, LONGEST_SUMMARY)}\n\n(The rest of it is too long for this page.)`
      : markdown;
  await summary.addRaw(text, true).write();
}
