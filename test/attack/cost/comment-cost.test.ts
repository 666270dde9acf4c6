import { expect, test } from "vitest";
import { parseIssueForm } from "../../../src/core/markdown/issue-form.ts";
import { parseCommands, visibleText } from "../../../src/core/command/parse-commands.ts";
import { costOf, SHARED } from "../../cost-of.ts";

const MOST = 20;

/** Each is repeated to the longest comment; the first ones took the parser up to seven seconds. */
const SIGNS = [
  "*_",
  "[<",
  "\\^[",
  "[`",
  "^[`",
  "[^ ",
  "]^[",
  "![",
  "[^",
  "^[",
  "[",
  "]",
  "[a]: b\n",
  "\n[^a]: ",
  "|a|\n|-|\n",
  "_a@b",
  "<",
  "<a ",
  "  - a\n",
  "> ",
  "~a",
  " _ ",
  "\\",
  "&",
  "x ",
  "[x ",
  "a*",
  "```\n",
] as const;

test.each(SIGNS)("a comment of nothing but %j costs less than 20 ms", (sign) => {
  for (const length of [8_100, 65_000]) {
    const stress = sign.repeat(length / sign.length);
    for (const body of [`/note x\n${stress}`, `/note x\n\n${stress}`]) {
      expect(costOf(() => parseCommands(body, "incident"), 6)).toBeLessThan(SHARED * MOST);
    }
  }
});

test.each(SIGNS)("neither does what else is read of it, nor a form of %j", (sign) => {
  const stress = sign.repeat(16_000 / sign.length);
  expect(costOf(() => visibleText(`It works for me ${stress}`), 6)).toBeLessThan(SHARED * MOST);
  expect(costOf(() => parseIssueForm(`### Paths\n\n${stress}`), 6)).toBeLessThan(SHARED * MOST);
});

test.each([
  "/note [a link](https://example.com) and **more**",
  "/note see [^1] and [x] and ~~that~~ and `code`",
  `/note ${"[link](https://example.com) ".repeat(40).trim()}`,
  `- [ ] ${"one\n- [ ] ".repeat(60)}two\n\n/note after a long list of tasks`,
  `| a | b |\n|---|---|\n${"| 1 | 2 |\n".repeat(50)}\n/note after a long table`,
  `${"*word* ".repeat(150)}\n\n/note after much emphasis`,
])("a command is found in what people write: %j", (body) => {
  const [line] = parseCommands(body, "incident");
  expect(line).toMatchObject({ type: "command", command: { name: "note" } });
});
