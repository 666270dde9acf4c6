import { expect, test } from "vitest";
import { renderImpossible } from "../../src/text/comments/board-problem.ts";
import { ASKED } from "../asked-revert.ts";

const REVERT = { type: "revert", pull: "PR_12", title: "", body: "", asked: ASKED } as const;

test.each([
  ["conflicts", "This pull request cannot be reverted automatically because of conflicts."],
  [
    "workflow",
    "refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yml` without `workflows` permission",
  ],
])("whoever asked for a rollback that GitHub can't do is told: %s", async (name, reason) => {
  const write = renderImpossible(REVERT, reason);
  expect(write).toMatchObject({ type: "add-comment", subject: "I_42" });
  const body = "body" in write ? write.body : "";
  expect(body).toMatch(/^<!-- dakor reply kludge-impossible:IC_1=K1 -->\n@john: /);
  await expect(`${body}\n`).toMatchFileSnapshot(`golden/kludge-impossible-${name}.md`);
});
