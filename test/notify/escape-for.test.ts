import { fromMarkdown } from "mdast-util-from-markdown";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cut,
  forDiscord,
  forGoogleChat,
  forHtml,
  forSlack,
  oneLine,
  printable,
} from "../../src/notify/escape-for.ts";
import { meanText } from "./messages.ts";

const INPUTS = { numRuns: 10_000 };

function law(holds: (text: string) => void): void {
  fc.assert(fc.property(meanText, holds), INPUTS);
}

const SIGNS: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
};

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => SIGNS[name] ?? "");
}

describe("10,000 mean texts", () => {
  test("T46: for Slack have no sign that begins a mention, and read back", () => {
    law((text) => {
      const escaped = forSlack(text);
      expect(escaped).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
      expect(unescaped(escaped)).toBe(printable(text));
    });
  });

  test("for HTML have no tag and no end of an attribute, and read back", () => {
    law((text) => {
      const escaped = forHtml(text);
      expect(escaped).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      expect(unescaped(escaped)).toBe(printable(text));
    });
  });

  test("for Discord are nothing but text to a parser of Markdown", () => {
    law((text) => {
      // Where Discord makes links of addresses a parser sees none, and an indented line is code to it.
      const plain = text
        .replace(/https?:/g, "")
        .replace(/\s+/g, " ")
        .trim();
      const escaped = forDiscord(plain);
      const read = fromMarkdown(escaped).children.map((block) =>
        block.type === "paragraph"
          ? block.children
              .map((one) => (one.type === "text" ? one.value : `(${one.type})`))
              .join("")
          : `(${block.type})`,
      );
      expect(read.join("").trim()).toBe(printable(plain).trim());
    });
  });

  test("for Discord mention nobody, and addresses stay whole", () => {
    law((text) => {
      const escaped = forDiscord(text);
      const outside = escaped
        .replace(/\\[!-/:-@[-`{-~]/g, "")
        .replace(/https?:\/\/[\w./?=&%~#:+,-]+/g, "");
      expect(outside).not.toMatch(/[<>@[\]()*_~`|#\\]/);
    });
    expect(forDiscord("see https://a.example/x_y?a=b#c, (now)")).toBe(
      "see https://a.example/x_y?a=b#c, \\(now\\)",
    );
  });

  test("for Google Chat begin no mention and no link, and read back", () => {
    law((text) => {
      const escaped = forGoogleChat(text);
      expect(escaped).not.toMatch(/[<*_~`](?!\u200B)/);
      expect(escaped.replaceAll("\u200B", "")).toBe(printable(text).replaceAll("\u200B", ""));
    });
  });

  test("T47: on one line are one line, without control characters", () => {
    law((text) => {
      expect(oneLine(text)).not.toMatch(/[\r\n\u0085\u2028\u2029]|\p{Cc}/u);
      expect(oneLine(text).isWellFormed()).toBe(true);
    });
  });

  test("are never cut within a sign of the target's", () => {
    law((text) => {
      const slack = cut(text, 40, forSlack);
      expect(slack.length).toBeLessThanOrEqual(40);
      expect(slack).not.toMatch(/&(?!(?:amp|lt|gt);)/);
      const discord = cut(text, 41, forDiscord);
      expect(discord.length).toBeLessThanOrEqual(41);
      expect(discord.replace(/\\[!-/:-@[-`{-~]/g, "")).not.toContain("\\");
      expect(slack.isWellFormed() && discord.isWellFormed()).toBe(true);
    });
  });
});

test("what fits is not cut, and what doesn't ends with a sign of it", () => {
  expect(cut("a < b", 8, forSlack)).toBe("a &lt; b");
  expect(cut("a < b", 7, forSlack)).toBe("a &lt;…");
});
