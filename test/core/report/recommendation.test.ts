import { expect, test } from "vitest";
import { checkReport } from "../../../src/core/report/report-rule.ts";
import { finished } from "../gate/gate-case.ts";

const missingIn = (text: string): readonly (readonly string[])[] =>
  checkReport(`${finished()}\n## Recommendations\n\n${text}\n`, 42).map((problem) =>
    problem.reason === "recommendation-incomplete" ? problem.missing : [problem.reason],
  );

test.each([
  "- [ ] Alert when refusals rise (kind: detect; owner: @lea; due: 2026-03-02)",
  "- [x] Done already (Kind: Prevent, Owner: @lea, Due: 2026-03-02)",
  "* [ ] Alert (due: 2026-03-02; owner: @lea @john; kind: mitigate)",
  "1. [ ] Alert (kind: process; owner: @acme/oncall; due: 2026-03-02)",
  "- [ ] Alert when\n  refusals rise (kind: detect;\n  owner: @lea; due: 2026-03-02)",
  "None: it can't happen again, since the old tokens are gone.",
  "- We talked about alerts",
  "```\n- [ ] an example\n```",
  "- [ ] One (kind: detect; owner: @lea; due: 2026-03-02)\n\n## Later\n\n- [ ] Buy cake",
])("complete: %s", (text) => {
  expect(missingIn(text)).toEqual([]);
});

test.each<readonly [string, readonly string[]]>([
  ["- [ ] Alert when refusals rise", ["kind", "owner", "due"]],
  [
    "- [ ] Pay with a card of last year (kind: Agreed by everybody who was there.",
    ["kind", "owner", "due"],
  ],
  ["- [ ] Alert (kind: ; owner: @lea; due: 2026-03-02)", ["kind"]],
  ["- [ ] Alert (kind: detective; owner: @lea; due: 2026-03-02)", ["kind"]],
  ["- [ ] Alert (kind: detect; owner: lea; due: 2026-03-02)", ["owner"]],
  ["- [ ] Alert (kind: detect; owner: @lea; due: soon)", ["due"]],
  ["- [ ] Alert (kind: detect; owner: @lea; due: 2026-02-30)", ["due"]],
  ["- [ ] Alert (kind: detect; owner: @lea)\n- [ ] due: 2026-03-02", ["due"]],
])("%s lacks %j", (text, missing) => {
  expect(missingIn(text)[0]).toEqual(missing);
});

test("what a TODO asks for is said once", () => {
  expect(missingIn("- [ ] Alert (kind: TODO: which; owner: @lea; due: 2026-03-02)")).toEqual([
    ["todo-left"],
  ]);
});
