import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { splitMarkdown, type MarkdownPiece } from "../../../src/core/markdown/markdown-piece.ts";
import { parseMarkdown, spanOf } from "../../../src/core/markdown/markdown.ts";
import { parseCommands, visibleText } from "../../../src/core/command/parse-commands.ts";
import type { Command } from "../../../src/core/command/parsed-command.ts";
import { costOf } from "../../cost-of.ts";

function commandsIn(body: string): readonly Command[] {
  return parseCommands(body, "incident").flatMap((line) =>
    line.type === "command" ? [line.command] : [],
  );
}

describe("a long comment", () => {
  const log = "[12:00:01] <b>*GET* /pay `500`</b> [retry] ![x]\n".repeat(500);
  const parts = {
    "in a fence": `\`\`\`\n${log}\`\`\``,
    "in paragraphs": log.replaceAll("\n", "\n\n"),
  };

  test.each(Object.entries(parts))("keeps the commands around its log %s", (_, part) => {
    const body = `/cause A\n\n${part}\n\n/scope B`;
    expect(commandsIn(body)).toMatchObject([{ text: "A" }, { text: "B" }]);
  });

  test.each([
    ["a fence", `${log}\n\n\`\`\`\na\n\n/ack\n\n\`\`\`\n\n/note x`],
    ["a comment", `${log}\n\n<!-- a\n\n/ack\n\n-->\n\n/note x`],
    ["a fence in HTML", `${log}\n\n<div>\n\`\`\`\n</div>\n\n\`\`\`\n\n/ack\n\n\`\`\``],
    ["a fence in a list", `${log}\n\n- a\n  \`\`\`\n\n  /ack\n  \`\`\``],
  ])("hides what stands in %s", (_, body) => {
    expect(commandsIn(body).map(({ name }) => name)).not.toContain("checking");
  });
});

const blocks = fc.constantFrom(
  "A paragraph\nof two lines, with `code`, *stress* and [a link](https://x.y).",
  "- a list\n- /ack\n  - nested",
  "1. /ack",
  "> /ack",
  "```\n/ack\n```",
  "~~~sh\n\n/ack\n\n~~~",
  "    /ack",
  "<!-- /ack -->",
  "<!--\n\n/ack\n\n-->",
  "<details>\n<summary>x</summary>\n/ack\n</details>",
  "a | b\n- | -\n/ack | x",
  "# /ack",
  "---",
  "[a]: https://x.y",
  "[^1]: a note",
  "Some ``odd` [marks *here** <b",
);
const surroundings = fc.array(blocks, { maxLength: 6 });
const filler = fc.constantFrom("", "\n\n", `${"Plain text. ".repeat(100)}\n\n`.repeat(8));

test("a command survives any surrounding Markdown, and nothing else becomes one", () => {
  fc.assert(
    fc.property(surroundings, surroundings, filler, (before, after, much) => {
      const body = [much.trim(), ...before, "/scope All *users*\nof `x`", ...after].join("\n\n");
      expect(parseCommands(body, "incident")).toEqual([
        {
          type: "command",
          command: {
            pulls: [],
            people: [],
            name: "scope",
            line: "/scope All *users*",
            text: "All *users*\nof `x`",
          },
        },
      ]);
    }),
    { numRuns: 300 },
  );
});

/** Any UTF-16, halves of characters too. */
const anyText = fc
  .array(fc.nat(0xffff), { maxLength: 30 })
  .map((units) => String.fromCharCode(...units));

test("any body gives whole characters", () => {
  const words = fc.constantFrom(
    ..."/note ,/kludge , next 1, #1 , @a ,\n,> ,impact:, at ,undo:,- ,`,<,[".split(","),
  );
  const text = fc.array(fc.oneof(words, anyText), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(text, (parts) => {
      const said = commandsIn(parts.join("")).flatMap(({ text: left, line }) => [left, line]);
      expect([...said, visibleText(parts.join(""))].every((one) => one.isWellFormed())).toBe(true);
    }),
    { numRuns: 300 },
  );
});

const lines = fc.constantFrom(
  ..."a|b|    c|  d|- e|  - f|1. g|2. h|   i|> j|```|~~~|  ```|   ```|- ```|> ```|````|```js|``` a`b|    ```|<!--|-->|<!-- k -->|<div>|</div>|<pre>|</pre>|<b>|# l|---|===|[^1]: m|\\t n|*|-|***|<?|?>|`o|p`".split(
    "|",
  ),
);
const documents = fc
  .array(fc.oneof(lines, fc.constant("")), { maxLength: 16 })
  .map((parts) => parts.join("\n"));

/** Where the lines of top-level paragraphs begin. */
function paragraphLines({ from: start, source }: MarkdownPiece): readonly number[] {
  return parseMarkdown(source, () => true).flatMap(({ root }) =>
    root.children.flatMap((node) => {
      if (node.type !== "paragraph") return [];
      const { from, to } = spanOf(node);
      const ends = source.slice(from, to).matchAll(/\n[ \t]*/g);
      return [from, ...Array.from(ends, ({ index, 0: end }) => from + index + end.length)].map(
        (at) => start + at,
      );
    }),
  );
}

test("cut into pieces, a document has no paragraph that it does not have as a whole", () => {
  fc.assert(
    fc.property(documents, (source) => {
      const whole = paragraphLines({ from: 0, source });
      expect(whole).toEqual(expect.arrayContaining(splitMarkdown(source).flatMap(paragraphLines)));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ["brackets", "]"],
  ["nested quotes", ">"],
  ["nested lists", "1. "],
  ["images", "!["],
  ["setext headings", "a\n---\n"],
  ["comments", "<!--"],
  ["unknown commands", "/abcdefg\n"],
  ["references", "#1 "],
  ["spaces", " "],
])("65,536 characters of %s take no time", (_, mark) => {
  const body = `/note a\n\n${mark.repeat(65_536 / mark.length)}`;
  const read = (): void => {
    parseCommands(body, "incident");
    parseCommands(`/update ${body.slice(9)}`, "incident");
    visibleText(body);
  };
  // Some 50 ms; without its limits the parser takes minutes.
  expect(costOf(read)).toBeLessThan(1500);
});
