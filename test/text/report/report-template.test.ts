import { describe, expect, test } from "vitest";
import { renderReport } from "../../../src/text/report/report-file.ts";
import { mergeReport } from "../../../src/text/report/report-part.ts";
import { fillTemplate } from "../../../src/text/report/report-template.ts";
import { closed, draft, said } from "../story.ts";
import { costOf } from "../../cost-of.ts";

describe("a team's own template", () => {
  test("replaces the sections, not the record", () => {
    const text = renderReport({
      ...draft,
      template: "---\nmine: 1\n---\n# {{ name }}\n\n{{ cause }}\n",
    });
    expect(text).toMatch(/^<!-- dakor:report\n# dakor:begin front [0-9a-f]{8}\nschema: 1\n/);
    expect(text).not.toContain("mine: 1");
    expect(text).toContain("\n-->\n\n# Saved cards are refused\n\n<!-- dakor:begin cause ");
    expect(text).not.toContain("## Summary");
  });

  test("F45: shows what it asks for and nobody knows", () => {
    const filled = fillTemplate(
      "{{ owner }} {{ team.lead.name }} {{ team.size }} {{ a.b[0] }}",
      {},
    );
    expect(filled).toEqual({
      ok: true,
      value: "TODO(owner) TODO(team.lead.name) TODO(team.size) TODO(a.b.0)",
    });
  });

  test("runs conditions and loops", () => {
    const template =
      '{% if drill == "yes" %}Drill{% else %}Real{% endif %} {% for i in (1..3) %}{{ i }}{% endfor %}';
    expect(fillTemplate(template, { drill: "no" })).toEqual({ ok: true, value: "Real 123" });
  });

  test("never runs what people wrote", () => {
    const facts = {
      ...closed.facts,
      cause: { ...said("lea", "10:00"), value: "{{ url }} {% raw %}" },
    };
    const text = renderReport({
      ...draft,
      incident: { ...closed, facts },
      template: "{{ cause }}",
    });
    expect(text).toContain("&#123;&#123; url }} &#123;% raw %}");
  });

  test("reaches nothing but its variables", () => {
    const filled = fillTemplate("{{ name.constructor.name }}{{ __proto__ }}{{ name.length }}", {
      name: "x",
    });
    expect(filled.ok && filled.value).not.toMatch(/String|Object|function/);
  });

  test.each([
    ["an open tag", "a\nb\n{% if x %}", 3],
    ["an open variable", "a\n{{ x", 2],
    ["an unknown filter", "{{ name | nothing }}", 1],
    ["an unknown tag", "a\n\n{% nothing %}", 3],
    ["a file to include", "{% include 'x' %}", 1],
    ["a file to render", "{% render 'x' %}", 1],
    ["a layout", "{% layout 'x' %}", 1],
  ])("F45: with %s gives way to the built-in one, and says where", (_name, template, line) => {
    const filled = fillTemplate(template, { name: "x" });
    expect(filled).toMatchObject({ ok: false, error: { line } });
    const text = renderReport({ ...draft, template });
    expect(text).toContain(
      `\`.github/dakor/report.md\` has a mistake in line ${line}, so this is the built-in report:`,
    );
    expect(text).toContain("## Recommendations");
  });

  test.each([
    ["too large", "x".repeat(300_000)],
    ["endless", "{% for i in (1..100000) %}{% for j in (1..100000) %}x{% endfor %}{% endfor %}"],
    [
      "greedy",
      '{% assign a = "xxxxxxxxxx" %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}{{ a }}',
    ],
  ])("F45: that is %s is stopped", (_name, template) => {
    expect(fillTemplate(template, {}).ok).toBe(false);
    expect(costOf(() => fillTemplate(template, {}), 1)).toBeLessThan(3_000);
  });

  test("is refreshed in the parts that it shows", () => {
    const template = "# {{ name }}\n\nOurs.\n\n{{ cause }}\n\n{{ timeline }}\n";
    const facts = { ...closed.facts, cause: { ...said("lea", "10:00"), value: "Something else" } };
    const fresh = renderReport({ ...draft, template, incident: { ...closed, facts } });
    expect(mergeReport(renderReport({ ...draft, template }), fresh)).toBe(fresh);
    expect(fresh).toContain("Something else");
  });
});
