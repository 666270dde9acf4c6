import { expect, test } from "vitest";
import { workflowFiles } from "../../src/cli/init/workflows.ts";
import { blocksIn, markdownPages } from "./pages.ts";
import { initWorkflow } from "../cli/init-workflow.ts";

const uses = "OWNER/dakor@SHA";

const files = Object.entries(workflowFiles({ uses, branch: "main" }));

/** What a page tells people to copy is what `dakor init` writes. */
test.each([
  ["docs/how-to/block-merges.md", "the gate", initWorkflow("dakor.yml", uses)],
  ...files.map(([name, text]) => ["docs/how-to/install-as-workflow.md", name, text] as const),
] as const)("%s shows %s", (path, _, text) => {
  const page = markdownPages().find((known) => known.path === path);
  expect(page).toBeDefined();
  const blocks = page === undefined ? [] : blocksIn(page, "yaml");
  expect(blocks.map((block) => block.text)).toContain(text);
});

/** What a careful reviewer asks about: a token that writes for forks, and everything that a job may write. */
test.each(files)("%s says on each line that may write what it is for", (_, text) => {
  const lines = text.split("\n");
  const silent = lines.filter(
    (line, index) =>
      /^ +[a-z-]+: write\b|^ +pull_request_target:|^ +if:/.test(line) &&
      !line.includes(" # ") &&
      !/^ *#/.test(lines[index - 1] ?? ""),
  );
  expect(silent).toEqual([]);
});
