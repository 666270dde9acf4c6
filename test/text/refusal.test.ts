import { describe, expect, test } from "vitest";
import { ELSEWHERE } from "../../src/core/command/command-alias.ts";
import { COMMANDS, ruleOf } from "../../src/core/command/command.ts";
import type { CommandName } from "../../src/core/command/command.ts";
import type { Refusal } from "../../src/core/model/refusal.ts";
import { parseCommands } from "../../src/core/command/parse-commands.ts";
import { FACTS } from "../../src/core/model/fact.ts";
import { blankLine } from "../../src/text/comments/meant-line.ts";
import { correctedLines } from "../../src/text/comments/corrected-line.ts";
import { renderRefusal } from "../../src/text/comments/refusal.ts";
import { REFUSALS } from "./refusal-cases.ts";
import { at } from "./story.ts";

const clock = { timezone: "Europe/Madrid", reference: at("09:42") };
describe.each(REFUSALS)("%s", (name, refusal, expected) => {
  test("is answered kindly", async () => {
    const file = name.replace(/\W+/g, "-");
    await expect(`${renderRefusal(refusal, clock)}\n`).toMatchFileSnapshot(
      `golden/refusal/${file}.md`,
    );
  });

  test("is corrected by a line that parses, and is not obeyed while it has a blank", () => {
    const [line] = correctedLines(refusal);
    expect(line).toBe(expected);
    const parsed = line === undefined ? [] : parseCommands(line, "incident");
    const wanted = line?.includes("<") === true ? "blank-left" : "command";
    expect(parsed.map((one) => (one.type === "problem" ? one.problem.reason : one.type))).toEqual(
      line === undefined ? [] : [wanted],
    );
  });
});

test("every blank that the board and the answers offer is one", () => {
  const names = Object.keys(COMMANDS).filter((name): name is CommandName => name in COMMANDS);
  const lines = [
    ...names.map(blankLine),
    ...Object.values(FACTS).map(({ command }) => command),
    ...Object.values(ELSEWHERE).flatMap((offered) => offered ?? []),
  ];
  for (const line of lines.filter((one) => one.includes("<"))) {
    expect(parseCommands(line, "incident")).toMatchObject([{ problem: { reason: "blank-left" } }]);
  }
});

test("every command's example parses", () => {
  const names = Object.keys(COMMANDS).filter((name): name is CommandName => name in COMMANDS);
  for (const name of names) {
    const { example, usage } = ruleOf(name);
    const line = example ?? usage.replace(/\s*[[|].*$/, "");
    expect(parseCommands(line, "incident")).toMatchObject([{ type: "command", command: { name } }]);
  }
});

test("a quoted line can't break out of its code span", () => {
  const refusal: Refusal = {
    reason: "unknown-command",
    line: "/kluge `` ` ``` @lea",
    suggestions: ["/kludge"],
  };
  expect(renderRefusal(refusal, clock)).toContain("````/kluge `` ` ``` @lea````");
});
