import { describe, expect, test } from "vitest";
import { fillTemplate } from "../../../src/text/report/report-template.ts";
import { costOf } from "../../cost-of.ts";

const PLACES = 6_000;

/** Of a template with so many places. */
function cost(render: (place: number) => string, places: number): number {
  const template = Array.from({ length: places }, (_, place) => render(place)).join("");
  return costOf(() => fillTemplate(template, { name: "Checkout" }), 8);
}

describe("what a template asks for and nobody knows", () => {
  test.each([
    ["{{ a }} {{ a.b }}", "TODO(a) TODO(a.b)"],
    ["{{ a.b }} {{ a }}", "TODO(a.b) TODO(a)"],
    ["{{ a.b.c }} {{ a.b }} {{ a }}", "TODO(a.b.c) TODO(a.b) TODO(a)"],
    ["{{ a.b }} {{ a.c }}", "TODO(a.b) TODO(a.c)"],
    ["{{ a }} {{ a }}", "TODO(a) TODO(a)"],
    ["{{ a | upcase }} {{ a.b | append: '!' }}", "TODO(A) TODO(a.b)!"],
    ["{% if a %}{{ a }}{% endif %} {{ a.b }}", "TODO(a) TODO(a.b)"],
    ["{{ name }} {{ name.first }}", "Checkout "],
    ["{{ __proto__ }} {{ constructor.name }}", "TODO(__proto__) TODO(constructor.name)"],
    ["{{ toString }} {{ a.toString }} {{ a }}", "TODO(toString) TODO(a.toString) TODO(a)"],
  ])("%s", (template, expected) => {
    expect(fillTemplate(template, { name: "Checkout" })).toEqual({ ok: true, value: expected });
  });

  test.each<readonly [string, (place: number) => string]>([
    ["all different", (place) => `{{ x${place} }}\n`],
    ["below one name", (place) => `{{ a.x${place} }}\n`],
    ["the same", () => "{{ a.b.c }}\n"],
    ["one below the other", (place) => `{{ a${".b".repeat(place % 3)} }}\n`],
  ])(
    "in 6,000 places costs less than 50 ms, or on a slow machine twice what 3,000 do: %s",
    (_, name) => {
      const most = cost(name, PLACES);
      // Where each name is searched for in the whole template, twice the places cost four times as much.
      expect(most).toBeLessThan(Math.max(50, 3 * cost(name, PLACES / 2)));
    },
  );
});
