import * as fc from "fast-check";
import { expect, test } from "vitest";

import { FACTS } from "../../../src/core/model/fact.ts";
import { parseIssueForm } from "../../../src/core/markdown/issue-form.ts";

test("a submitted form gives its facts", () => {
  const body = [
    "### Severity",
    "critical – nobody can pay",
    "### Who or what is affected?",
    "Customers who pay\nwith a saved card",
    "### How can anyone see it fail?",
    "1. Open the shop\n2. Pay\n\n```\n### Paths\n\nnot/these\n```",
    "### What still works?",
    "_No response_",
    "### When did it start?",
    "09:42",
    "### Paths",
    "src/checkout/**, src/pay.ts\nlib",
    "### Components",
    "checkout, cards",
    "### Anything else?",
    "no",
  ].join("\r\n\r\n");
  expect(parseIssueForm(body)).toEqual({
    severity: "critical",
    scope: "Customers who pay\nwith a saved card",
    steps: "1. Open the shop\n2. Pay\n\n```\n### Paths\n\nnot/these\n```",
    started: "09:42",
    paths: "src/checkout/** src/pay.ts lib",
    components: "checkout cards",
  });
});

test.each([
  ["a heading in other words", "### SCOPE:\n\nAll", { scope: "All" }],
  ["a heading without its mark", "### who or  what is affected\nAll", { scope: "All" }],
  ["a heading twice: the first", "### Scope\n\nAll\n\n### Scope\n\nNone", { scope: "All" }],
  ["an empty answer", "### Scope\n\n### Steps\n\n1", { steps: "1" }],
  ["another level of heading", "## Scope\n\nAll", {}],
  ["a heading in a quote", "> ### Scope\n> All", {}],
  ["a heading in a list", "- ### Scope\n  All", {}],
  ["a heading in code", "```\n### Scope\nAll\n```", {}],
  ["a heading in a comment", "<!--\n### Scope\nAll\n-->", {}],
  ["a severity with a mark", "### Severity\n\n🔴 **Major**", { severity: "major" }],
  ["a severity that is none", "### Severity\n\nhuge", {}],
  [
    "ticked boxes",
    "### Components\n\n- [x] checkout\n- [ ] search\n- [X] cards",
    { components: "checkout cards" },
  ],
  ["rendered paths", "### Paths\n\n```shell\nsrc/a\nsrc/b\n```", { paths: "src/a src/b" }],
  ["paths in code", "### Paths\n\n`src/**`", { paths: "src/**" }],
  ["prose alone", "The shop is down", {}],
  ["a null character", "### Scope\n\nA\0B", { scope: "A\uFFFDB" }],
])("%s", (_, body, form) => {
  expect(parseIssueForm(body)).toEqual(form);
});

test("a long log does not hide the sections after it", () => {
  const body = `### Steps\n\n\`\`\`\n${"### Paths\nx\n\n".repeat(2000)}\`\`\`\n\n### Scope\n\nAll`;
  const form = parseIssueForm(body);
  expect(form.scope).toBe("All");
  expect(form.paths).toBeUndefined();
});

const HEADINGS: readonly (readonly [string, string])[] = Object.entries(FACTS).flatMap(
  ([fact, rule]) =>
    [rule.title, "section" in rule ? rule.section : rule.title].map(
      (heading) => [fact, heading] as const,
    ),
);

test.each(HEADINGS)("the form gives %s under %j", (fact, heading) => {
  expect(parseIssueForm(`### ${heading}\n\nminor`)).toEqual({ [fact]: "minor" });
});

/** Any UTF-16, halves of characters too. */
const anyText = fc
  .array(fc.nat(0xffff), { maxLength: 30 })
  .map((units) => String.fromCharCode(...units));

test("any body gives words, or nothing", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const form = { ...parseIssueForm(text), ...parseIssueForm(`### Scope\n\n${text}`) };
      expect(Object.values(form).every((value) => value.isWellFormed())).toBe(true);
    }),
  );
});
