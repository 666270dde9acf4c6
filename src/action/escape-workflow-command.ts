/**
 * A line for the log. The runner takes commands from it: `::command::` at the start of a line, and the old
 * `##[command]` anywhere, so neither may come out of what people wrote.
 */
export function escapeWorkflowCommand(line: string): string {
  return line
    .replaceAll(/\s+|\p{Cc}/gu, " ")
    .replaceAll("::", ":\u200B:")
    .replaceAll("##[", "##\u200B[");
}
