import { expect, test } from "vitest";
import { permissionAdvice } from "../../src/text/workflow-permission.ts";

const NO = "Resource not accessible by integration (FORBIDDEN)";

test.each<readonly [string, readonly RegExp[]]>([
  [`add-comment: ${NO}`, [/"issues: write"/]],
  [`add-label: ${NO}\nwrite the check on abc: ${NO}`, [/"checks: write"/, /"issues: write"/]],
  [`rerun-job: ${NO}`, [/"actions: write"/]],
  [`commit-file: ${NO}`, [/"contents: write"/]],
  [`revert: ${NO}`, [/"contents: write"/, /"pull-requests: write"/]],
  [
    "open-pull: GitHub Actions is not permitted to create or approve pull requests. (FORBIDDEN)",
    [/allow it under Settings, Actions, General/],
  ],
  ["add-comment: Validation failed (UNPROCESSABLE)", []],
  [`read acme/shop#1: ${NO}`, [/may not see this: .*"issues: write"/]],
])("%j", (message, advice) => {
  const given = permissionAdvice(message);
  expect(given).toHaveLength(advice.length);
  for (const [index, words] of advice.entries()) expect(given[index]).toMatch(words);
});
