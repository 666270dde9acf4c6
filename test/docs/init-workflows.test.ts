import { expect, test } from "vitest";
import { botWorkflow, gateWorkflow } from "../../src/cli/init/workflows.ts";
import { blocksIn, markdownPages } from "./pages.ts";

const uses = "OWNER/dakor@v1";

/** What a page tells people to copy is what `dakor init` writes. */
test.each([
  ["docs/how-to/block-merges.md", "the gate", gateWorkflow({ uses })],
  ["docs/how-to/install-as-workflow.md", "the gate", gateWorkflow({ uses })],
  ["docs/how-to/install-as-workflow.md", "the bot", botWorkflow({ uses, branch: "main" })],
])("%s shows %s", (path, _, text) => {
  const page = markdownPages().find((known) => known.path === path);
  expect(page).toBeDefined();
  const blocks = page === undefined ? [] : blocksIn(page, "yaml");
  expect(blocks.map((block) => block.text)).toContain(text);
});
