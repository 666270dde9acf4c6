import { expect, test } from "vitest";
import { lastAnswer, says, told } from "./record/decided.ts";
import { replay } from "../../src/core/replay/replay.ts";
import type { Step } from "../story.ts";
import { tell } from "../story.ts";

const IMPACT = "/impact Everybody who pays by card";

/** What is known after these lines on an issue without words of its own. */
function factsAfter(...lines: readonly string[]): ReturnType<typeof replay>["facts"] {
  const steps: readonly Step[] = lines.map((line, index) => says(`10:0${index + 1} lea: ${line}`));
  const { world } = tell({
    story: "",
    issue: { title: "Login fails", at: "2026-02-15T10:00:00Z", labels: ["incident"] },
    roles: { lea: "admin" },
    steps: [...steps],
  });
  return replay(world.snapshot).facts;
}

test("before there is a kludge the impact is who or what is affected", () => {
  expect(factsAfter(IMPACT)).toMatchObject({ scope: { value: "Everybody who pays by card" } });
  expect(factsAfter(IMPACT).impact).toBeUndefined();
});

test.each([
  ["a kludge", ["/kludge Flag off", IMPACT]],
  ["the scope", ["/scope Shops in Europe", IMPACT]],
  ["that it is usable", ["/stable", IMPACT]],
])("once somebody told %s it is what users notice meanwhile", (_, lines) => {
  const { scope, impact } = factsAfter(...lines);
  expect(impact?.value).toBe("Everybody who pays by card");
  expect(scope?.value).not.toBe("Everybody who pays by card");
});

test.each([
  ["/undo last", "/undo K1"],
  ["/undo that because it made it worse", "/undo K1 because it made it worse"],
  ["/keep it because it is safer", "/keep K1 because it is safer"],
  ["/undo K7", "/undo <K1>"],
  ["/undo the flag", "/undo <K1> the flag"],
])("%s, where K1 is the only kludge, is offered as %s", (line, offered) => {
  const of = told([says("10:05 john: /kludge Flag off"), says(`10:06 john: ${line}`)]);
  expect(lastAnswer(of)).toContain(`\n${offered}\n`);
});

test("of several kludges those are undone that still stand", () => {
  const incident = replay(
    told([
      says("10:05 john: /kludge Flag off\n\n/kludge Cache off"),
      says("10:06 john: /undo K1"),
      says("10:07 john: /undo K1, K2"),
    ]).world.snapshot,
  );
  expect(incident.kludges.map(({ state }) => state)).toEqual(["undone", "undone"]);
});

test("of two kludges none is guessed", () => {
  const of = told([
    says("10:05 john: /kludge Flag off\n\n/kludge Cache off"),
    says("10:06 john: /undo last"),
  ]);
  expect(lastAnswer(of)).toContain("\n/undo <K1>\n");
});
