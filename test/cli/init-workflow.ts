import { workflowFiles } from "../../src/cli/init/workflows.ts";

/** One of the workflows that `dakor init` writes. */
export function initWorkflow(
  name: "dakor.yml" | "dakor-bot.yml",
  uses: string,
  branch = "main",
): string {
  const text = workflowFiles({ uses, branch })[name];
  if (text === undefined) throw new Error(`init writes no ${name}`);
  return text;
}
