import * as fc from "fast-check";
import type { Message } from "../../src/text/notify/message.ts";
import { instantOf } from "../../src/core/time/time.ts";

const AT = instantOf(Date.parse("2026-11-27T03:10:00Z") / 1000);

/** What a target is told when something breaks. */
export const ALERT: Message = {
  id: "dakor-acme-shop-42-alert",
  kind: "alert",
  tone: "broken",
  title: "Critical: checkout answers 500",
  lines: [
    "Nobody can pay since 03:04 UTC.",
    "We look for the cause.\nThe next news comes by 03:30 UTC.",
  ],
  link: { text: "Incident #42", url: "https://github.com/acme/shop/issues/42" },
  at: AT,
  incident: {
    number: 42,
    severity: "critical",
    phase: "alert",
    url: "https://github.com/acme/shop/issues/42",
  },
  promise: instantOf(Date.parse("2026-11-27T03:30:00Z") / 1000),
  isDrill: false,
};

export const STABLE: Message = {
  ...ALERT,
  id: "dakor-acme-shop-42-stable",
  kind: "stable",
  tone: "good",
  title: "Usable again: checkout",
  lines: ["Paying works again, by card only."],
};

/** What people could write to make a chat, a mail or a page do something. */
const MEAN = [
  "<!channel>",
  "<!here|here>",
  "<@U012ABC>",
  "<#C1|x>",
  "<https://evil.example|bank>",
  "&lt;",
  "&amp;lt;!channel&gt;",
  "@everyone",
  "@here",
  "<@&123>",
  "<at>Lea</at>",
  "<users/all>",
  "[bank](https://evil.example)",
  "![x](https://evil.example/a.png)",
  "`code`",
  "```\nblock\n```",
  "**b** _i_ ~~s~~ ||spoiler||",
  "# big",
  "- item",
  "1. item",
  "> quote",
  "\\",
  "\\*",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "\r\nBcc: a@evil.example",
  "\n.\r\n",
  "\0",
  "\u202Eevil",
  "\u2028",
  "\uD800",
  "😀",
  "{{ title }}",
  "https://a.example/x_y*z?a=b#c",
  "http://a.example/(x)",
  "x".repeat(500),
] as const;

const SIGNS = Array.from("<>&|*_~`[]()@#!\\ \n\t.-+1:/'\"");

/** Texts of such pieces and of anything else. */
export const meanText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...MEAN),
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.string({ unit: fc.constantFrom(...SIGNS), maxLength: 12 }),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(""));

export const meanMessage: fc.Arbitrary<Message> = fc
  .record({
    title: meanText,
    lines: fc.array(
      fc.oneof(
        meanText,
        meanText.map((text) => text.repeat(9)),
      ),
      { maxLength: 60 },
    ),
    text: meanText,
    url: fc.oneof(
      meanText,
      meanText.map((text) => `https://github.com/${text}`),
      fc.constantFrom("javascript:alert(1)", "data:text/html,x"),
    ),
    tone: fc.constantFrom("broken", "better", "good", "news", "test"),
  })
  .map(({ title, lines, text, url, tone }) => ({
    ...ALERT,
    title,
    lines,
    tone,
    link: { text, url },
  }));
