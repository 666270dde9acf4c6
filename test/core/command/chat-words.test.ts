import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainFromTeams, wordsFromChat } from "../../../src/core/command/chat-words.ts";

const LOGINS: Readonly<Record<string, string>> = { U0LEA11: "lea" };
const loginOf = (user: string): string | undefined => LOGINS[user];
const words = (text: string): string | undefined => wordsFromChat("slack", text, loginOf);

describe("a message of Slack's as a comment", () => {
  test.each<readonly [string, string | undefined]>([
    ["!kludge Hid the cards", "/kludge Hid the cards"],
    ["/kludge Hid the cards", "/kludge Hid the cards"],
    ["  !kludge Hid the cards  ", "/kludge Hid the cards"],
    ["\n\n!stable\n!update Fine\nand well", "/stable\n/update Fine\nand well"],
    ["!no-kludge because it is fixed", "/no-kludge because it is fixed"],
    ["!update: nothing new", "/update: nothing new"],
    ["!Stable", "/Stable"],
    ["!handover <@U0LEA11>", "/handover @lea"],
    ["!handover <@U0MIA11>", "/handover somebody"],
    ["!handover <@U0MIA11|mia>", "/handover mia"],
    ["!note see <https://x.example/a?b=1&amp;c=2|this>", "/note see https://x.example/a?b=1&c=2"],
    ["!note <mailto:a@x.example|a@x.example>", "/note a@x.example"],
    ["!note in <#C012|shop> and <#C013>", "/note in #shop and a channel"],
    ["!note <!here> <!subteam^S01|@ops>", "/note everybody @ops"],
    ["!note a &lt;b&gt; &amp;amp; c", "/note a <b> &amp; c"],
    ["the cards are hidden", undefined],
    ["well: !stable", undefined],
    ["well\n!stable", undefined],
    ["!", undefined],
    ["!!", undefined],
    ["!!stable", undefined],
    ["! stable", undefined],
    ["!1", undefined],
    ["/usr/bin/env", undefined],
    ["!=", undefined],
    ["", undefined],
  ])("%j is %j", (text, expected) => {
    expect(words(text)).toBe(expected);
  });

  test("nothing is lost of plain words", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const plain = text.replaceAll(/[<>&\r\n]/g, "").trim();
        expect(words(`!note ${plain}`)).toBe(`/note ${plain}`.trim());
      }),
    );
  });

  test("no message takes long or throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (text) => {
        expect(words(text)?.startsWith("/")).not.toBe(false);
      }),
    );
  });
});

describe("a message of Teams' as text", () => {
  test.each([
    ["<at>dakor</at> !stable", " !stable"],
    ["<p><at>dakor</at>&nbsp;!stable</p>", " !stable\n"],
    ["<div>!update one<br>two</div>", "!update one\ntwo\n"],
    ["!handover <at>Lea Berg</at>", "!handover Lea Berg"],
    ["!note a &lt;b&gt; &amp;lt;", "!note a <b> &lt;"],
    ['!note <a href="https://x.example">x</a>', "!note x"],
    ["<at>dakor</at> <at>Lea</at> !stable", " Lea !stable"],
    ["&nbsp; <p> <at>dakor</at>!stable", "   !stable"],
    ["!note 1 < 2 and 3 > 2", "!note 1 < 2 and 3 > 2"],
  ])("%j is %j", (html, expected) => {
    expect(plainFromTeams(html)).toBe(expected);
  });

  test.each([
    "<",
    "<a",
    "<at ",
    "<at>",
    "</",
    "<br",
    "&nbsp;",
    "<at>x</at>",
    "<at>x",
    `<at${" ".repeat(199)}`,
    `<a${" ".repeat(1999)}`,
  ])("no message takes long: %.12j, again and again", (piece) => {
    const begun = performance.now();
    for (const tail of ["", ">", "<at>x</at>", "</at>"]) {
      plainFromTeams(piece.repeat(Math.ceil(40_000 / piece.length)).slice(0, 40_000) + tail);
      plainFromTeams(piece.repeat(Math.ceil(5_000 / piece.length)) + tail.repeat(3_000));
    }
    expect(performance.now() - begun).toBeLessThan(400);
  });

  test("no message throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (html) => {
        expect(typeof plainFromTeams(html)).toBe("string");
      }),
    );
  });
});
