import * as fc from "fast-check";
import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { block } from "../../../src/text/markdown/block.ts";
import {
  clamp,
  code,
  fence,
  inline,
  listed,
  mention,
  mentions,
  person,
  plain,
} from "../../../src/text/markdown/escape.ts";
import { actsOf, cellsOf, isCrossReference, parse } from "../acts.ts";
import { anyCharacter, nasty } from "../nasty.ts";

describe("a line from a person", () => {
  test.each([
    ["words stay as they are", "Saved cards are refused", "Saved cards are refused"],
    ["a mention calls nobody", "ask @lea", "ask @&#8203;lea"],
    ["an address is no mention", "lea@example.com", "lea@&#8203;example.com"],
    ["a number is no reference", "fixes #12", "fixes #&#8203;12"],
    ["a hash alone is left alone", "C# and #help", "C# and #help"],
    ["GH-12 is no reference", "see GH-12", "see GH-&#8203;12"],
    ["another repository's number is none", "acme/shop#3", "acme/shop#&#8203;3"],
    ["a commit stays readable", "since a1b2c3d", "since `a1b2c3d`"],
    ["a large number stays readable", "1234567 users", "123456&#8203;7 users"],
    ["HTML is shown", "<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"],
    ["a comment is shown", "<!-- x -->", "&lt;!-- x --&gt;"],
    ["inline code stays code", "the flag `a_b`", "the flag `a_b`"],
    ["code beside code stays apart", "a1b2c3d`x`", "`a1b2c3d`&#8203;`x`"],
    ["Liquid is not run", "{{ x }} {% y %}", "&#123;&#123; x }} &#123;% y %}"],
    ["a pipe fits into a table", "a | b", "a &#124; b"],
    ["an image becomes its address", "![x](https://a.b/c.png)", "x (<https://a.b/c.png>)"],
    ["a link shows where it goes", "[docs](https://a.b)", "docs (<https://a.b>)"],
    ["an address is a link", "see https://a.b/c.", "see <https://a.b/c>."],
    [
      "an issue's address is code",
      "https://github.com/a/b/issues/1",
      "`https://github.com/a/b/issues/1`",
    ],
    ["lines become one", "a\r\nb\n\nc", "a b c"],
    ["it begins no list", "- a", "\\- a"],
    ["it begins no numbered list", "1. a", "1\\. a"],
    ["it begins no heading", "# a", "\\# a"],
    ["control characters go", "a\u0007\u202Eb", "ab"],
    ["halves of characters are replaced", "a\uD800b\0", "a\uFFFDb\uFFFD"],
  ])("%s", (_name, text, expected) => {
    expect(inline(text)).toBe(expected);
  });

  test("never acts, wherever it stands", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const line = inline(text);
        expect(line).not.toMatch(/[\n\r]/);
        expect(line).not.toMatch(/\{\{|\{%/);
        for (const markdown of [line, `- ${line}`, `## x · ${line}`, `| ${line} | y |`]) {
          expectNoActs(markdown);
        }
        const types = actsOf(line).types;
        for (const type of ["heading", "list", "blockquote", "thematicBreak", "code", "table"]) {
          expect(types).not.toContain(type);
        }
      }),
    );
  });

  test("fills exactly one cell of a table", () => {
    fc.assert(
      fc.property(nasty, nasty, (one, other) => {
        const cells = cellsOf(`| A | B |\n| - | - |\n| ${inline(one)} | ${inline(other)} |`);
        expect(cells).toBe(4);
      }),
    );
  });
});

describe("a text from a person", () => {
  test("keeps lists, quotes and code readable", () => {
    expect(
      block(
        "# Steps\n1. Log in\n   - as @lea\n2. Pay\n> it says <no>\n\n```sql\nselect '#1' -- @x\n```\nend",
      ),
    ).toBe(
      [
        "**Steps**",
        "1. Log in",
        "   - as @&#8203;lea",
        "2. Pay",
        "> it says &lt;no&gt;",
        "",
        "```",
        "select '#1' -- @x",
        "```",
        "",
        "end",
      ].join("\n"),
    );
  });

  test("closes a fence that its author left open", () => {
    expect(block("```\nx")).toBe("```\nx\n```");
  });

  test("never acts", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const markdown = block(text);
        expectNoActs(markdown);
        expect(markdown).not.toMatch(/\{\{|\{%|^\s*(?:<!--|#) dakor:/m);
        for (const type of ["heading", "thematicBreak", "table", "definition"]) {
          expect(actsOf(markdown).types).not.toContain(type);
        }
      }),
    );
  });
});

function expectNoActs(markdown: string): void {
  const acts = actsOf(markdown);
  expect(acts).toMatchObject({ mentions: [], references: [], html: [], images: 0 });
  expect(acts.links.filter(isCrossReference)).toEqual([]);
  // A second opinion from another parser.
  const html = marked.parse(markdown, { async: false }).replace(/<(pre|code)>.*?<\/\1>/gs, "");
  expect(html).not.toMatch(
    /<(?!\/?(?:p|h2|ul|ol|li|strong|em|code|pre|a|br|blockquote|table|tr|td|th|thead|tbody)\b)/,
  );
}

describe("code", () => {
  test.each([
    ["/stable", "`/stable`"],
    ["a `b` c", "``a `b` c``"],
    ["`x", "`` `x ``"],
    ["", "`  `"],
  ])("%j is quoted as %j", (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  test("a fence is longer than any in it", () => {
    expect(fence("````\nx")).toBe("`````\n````\nx\n`````");
  });

  test.each([
    "\0",
    "\x07",
    "\x1b",
    "\x7f",
    "\x85",
    "\u061c",
    "\u200e",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\uffff",
    "\u200b",
    "\r",
    "\ud800",
  ])("and is longer than what is left of ticks around %j", (sign) => {
    for (const text of [`\`\`${sign}\`\n@acme/all`, `\`${sign}\`${sign}\`\`\n@acme/all`]) {
      const tree = parse(fence(text));
      expect("children" in tree && tree.children.map(({ type }) => type)).toEqual(["code"]);
    }
  });

  test("holds whatever it was given", () => {
    const ticks = fc.string({ unit: fc.constantFrom("`", "\0", "\x07", "\u202e", "\n", "@acme") });
    fc.assert(
      fc.property(fc.oneof(nasty, ticks), (text) => {
        const tree = parse(fence(text));
        const node = "children" in tree ? tree.children[0] : undefined;
        expect("children" in tree && tree.children.length).toBe(1);
        expect(node?.type).toBe("code");
      }),
    );
  });
});

describe("a name", () => {
  test.each([
    ["lea", "@lea"],
    ["@lea", "@lea"],
    ["acme/support", "@acme/support"],
    ["lea_acme", "@lea_acme"],
    ["lea smith", "**lea smith**"],
    ["lea\n@all", "**lea @&#8203;all**"],
    ["a/b/c", "**a/b/c**"],
    ["", "****"],
  ])("%j is mentioned as %j", (login, expected) => {
    expect(mention(login)).toBe(expected);
  });

  test("is mentioned once, whatever its case", () => {
    expect(mentions(["lea", "@Lea", "john"])).toEqual(["@Lea", "@john"]);
  });

  test("in bold calls nobody", () => {
    expect(person("lea")).toBe("**lea**");
  });

  test("stands in a list as people say it", () => {
    expect([listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])]).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c",
    ]);
  });
});

describe("a title", () => {
  test("neither mentions nor closes anything", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const title = plain(text);
        expect(title).not.toMatch(/@[a-z\d]|#\d|\bGH-\d|\/(?:issues|pull|commit)\/\w|[\n\0]/i);
      }),
    );
  });

  test.each(["[skip ci]", "[CI skip]", "[no ci]", "[skip actions]", "[actions skip]", "[ci-skip]"])(
    "of %s starts its workflows all the same",
    (words) => expect(plain(`Checkout ${words} is down`)).not.toContain(words),
  );

  test("F20: has no more letters than allowed, whatever stands in it", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(plain(text.repeat(300), 200).length).toBeLessThanOrEqual(200);
      }),
    );
    expect(plain("@#1".repeat(100)).length).toBeLessThanOrEqual(200);
  });

  test("is cut without halving a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), fc.nat(20), (text, most) => {
        const cut = clamp(text.toWellFormed(), most);
        expect(cut.isWellFormed()).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(Math.max(1, most));
      }),
    );
  });
});
