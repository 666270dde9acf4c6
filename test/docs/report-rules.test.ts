import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { REPORT_RULES } from "../../src/text/report/report-rule-text.ts";

const page = readFileSync(new URL("../../docs/reference/reason-codes.md", import.meta.url), "utf8");

test.each(Object.entries(REPORT_RULES))("the reference says of %s what the bot says", (_, rule) => {
  expect(page).toContain(`- ${rule}`);
});
