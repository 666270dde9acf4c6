import { describe, expect, test } from "vitest";
import { lintText } from "../../../src/cli/lint-text.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import type { ConfigProblem } from "../../../src/core/config/config.ts";
import type { TeamView } from "../../../src/core/notify/view.ts";
import { wordingProblems } from "../../../src/text/notify/check-wording.ts";
import { renderMessage } from "../../../src/text/notify/render-message.ts";
import { DEFAULT_WORDING } from "../../../src/text/notify/wording.ts";

const view: TeamView = {
  audience: "team",
  kind: "alert",
  severity: "critical",
  number: 42,
  phase: "alert",
  standing: "broken",
  components: [],
  at: "2026-02-15T10:00:00Z",
  startedAt: "2026-02-15T09:42:00Z",
  isAgain: false,
  promise: "2026-02-15T10:10:00Z",
  isDrill: false,
  timezone: "Europe/Madrid",
  repository: "acme/shop",
  url: "https://github.com/acme/shop/issues/42",
  by: "lea",
  summary: "Saved cards are refused",
  leads: ["lea"],
  standingKludges: [],
};

function told(yaml: string, change: Partial<TeamView> = {}): readonly string[] {
  const { config, problems } = parseConfig(yaml);
  expect(problems).toEqual([]);
  const { title, lines } = renderMessage(
    { ...view, ...change },
    { id: "1", wording: config.wording },
  );
  return [title, ...lines];
}

describe("a team's own template", () => {
  test("replaces the words of its kind, and another those of its severity", () => {
    const yaml = [
      "wording:",
      "  team:",
      "    alert: |",
      "      {{ summary }} (#{{ number }})",
      "      ",
      "      {{ scope }}",
      "      {% if severity == 'critical' %}Please call in.{% endif %} {{ next_update }}",
      "    minor:",
      '      alert: "Small: {{ summary }}"',
    ].join("\n");
    expect(told(yaml)).toEqual([
      "Saved cards are refused (#42)",
      "Please call in. Next update by 10:10 UTC (11:10 Europe/Madrid).",
    ]);
    expect(told(yaml, { severity: "minor" })).toEqual(["Small: Saved cards are refused"]);
  });

  test("shows values as they are: what looks like a template in them stays text", () => {
    const summary = "{{ leads }} {% include 'x' %} {{ '{{' }}";
    expect(told('wording: { team: { alert: "It is {{ summary }}" } }', { summary })).toEqual([
      `It is ${summary}`,
    ]);
  });

  test.each([
    ["broken syntax", "{{ summary"],
    ["an unknown filter", "{{ summary | shout }}"],
    ["another file", "{% include 'secrets' %}"],
    ["nothing", "{% if nothing %}x{% endif %}"],
    ["work without end", "{% for i in (1..1000000000) %}x{% endfor %}"],
  ])("with %s gives way to ours", (_, template) => {
    const yaml = `wording: { team: { alert: ${JSON.stringify(template)} } }`;
    expect(told(yaml)).toEqual(told(""));
    expect(wordingProblems(yaml)).toHaveLength(1);
  });

  test.each(["constructor", "__proto__", "toString", "at.constructor"])("knows no %s", (name) => {
    const yaml = `wording: { team: { alert: "A{{ ${name} }}B" } }`;
    expect(told(yaml)[0]).toBe("AB");
  });

  test("can't take the mark of a drill away", () => {
    const yaml = 'wording: { team: { alert: "All is lost" } }';
    expect(told(yaml, { isDrill: true })).toEqual([
      "DRILL · All is lost",
      "This is practice. Nothing is broken.",
    ]);
  });
});

describe("lint says what is wrong, and where", () => {
  test.each<readonly [string, string, Partial<ConfigProblem>]>([
    [
      "a misspelt name",
      "wording:\n  team:\n    alert: |\n      {{ headline }}\n      {{ next_updat }}\n",
      { line: 5, column: 1, path: "wording.team.alert", suggestion: "next_update" },
    ],
    [
      "the team's name in a public text",
      "wording:\n  public:\n    update: |\n      {{ headline }}\n      {{ leads }}\n",
      { line: 5, path: "wording.public.update", expected: "a name that the public may see" },
    ],
    [
      "a tag without an end",
      "wording:\n  public:\n    critical:\n      update: |\n        Hello\n        {% if text %}\n",
      { line: 6, path: "wording.public.critical.update" },
    ],
    [
      "one line in quotes",
      'wording:\n  team:\n    restored: "{{ heading }}"\n',
      { line: 3, column: 15, found: "heading", suggestion: "headline" },
    ],
    [
      "a title that is too long",
      `wording:\n  team:\n    alert: |\n      ${"very ".repeat(40)}{{ headline }}\n`,
      { line: 4, expected: "a first line of 1 to 150 characters" },
    ],
  ])("%s", (_, yaml, problem) => {
    expect(parseConfig(yaml).problems).toEqual([]);
    expect(wordingProblems(yaml)).toMatchObject([problem]);
  });

  test("also at the terminal", () => {
    const yaml = "wording:\n  team:\n    alert: |\n      {{ headline }}\n      {{ next_updat }}\n";
    const message = 'wording.team.alert: expected a name that messages know, found "next_updat"';
    expect(lintText("config", yaml)).toEqual([
      { line: 5, column: 1, message, instead: "next_update" },
    ]);
  });

  test("a kind that doesn't exist", () => {
    const yaml = 'wording: { public: { restord: "x" } }';
    expect(parseConfig(yaml).problems).toMatchObject([{ suggestion: "restored" }]);
  });

  test("our own words have nothing wrong", () => {
    const yaml = `wording: ${JSON.stringify(DEFAULT_WORDING)}`;
    expect(parseConfig(yaml).problems).toEqual([]);
    expect(wordingProblems(yaml)).toEqual([]);
  });
});
