import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { discordMessage } from "../../src/notify/discord.ts";
import { mailOf } from "../../src/notify/email.ts";
import { googleChatText } from "../../src/notify/google-chat.ts";
import { ntfyMessage } from "../../src/notify/ntfy.ts";
import { slackMessage } from "../../src/notify/slack.ts";
import { adaptiveCard } from "../../src/notify/teams.ts";
import type { Message } from "../../src/text/notify/message.ts";
import { ALERT, meanMessage } from "./messages.ts";
import { problemsOf } from "./payload-rules.ts";

const PAYLOADS = {
  "slack-webhook": slackMessage,
  discord: discordMessage,
  "google-chat": (message: Message) => ({ text: googleChatText(message) }),
  ntfy: (message: Message) => ({ topic: "shop", ...ntfyMessage(message) }),
  teams: (message: Message) => ({
    type: "message",
    attachments: [
      { contentType: "application/vnd.microsoft.card.adaptive", content: adaptiveCard(message) },
    ],
  }),
} as const;
type Kind = keyof typeof PAYLOADS;
const KINDS = Object.keys(PAYLOADS).filter((kind): kind is Kind => kind in PAYLOADS);

describe.each(KINDS)("what %s is told", (kind) => {
  test("is what its makers take", () => {
    expect(problemsOf(kind, PAYLOADS[kind](ALERT))).toEqual([]);
    expect(JSON.stringify(PAYLOADS[kind](ALERT))).toContain("github.com/acme/shop/issues/42");
  });

  test("is so whatever people write", () => {
    fc.assert(
      fc.property(meanMessage, (message) => {
        expect(problemsOf(kind, PAYLOADS[kind](message))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("leads to a page only", () => {
    const message = { ...ALERT, link: { text: "x", url: "javascript:alert(1)" } };
    expect(JSON.stringify(PAYLOADS[kind](message))).not.toContain("javascript");
  });
});

test("T46: <!channel> in a title calls nobody", () => {
  const { text, blocks } = slackMessage({ ...ALERT, title: "<!channel> checkout & more" });
  expect(text).toBe("&lt;!channel&gt; checkout &amp; more");
  expect(blocks[0]).toEqual({
    type: "header",
    text: { type: "plain_text", text: "&lt;!channel&gt; checkout &amp; more", emoji: false },
  });
});

test("T46: @everyone and masked links in a title are text at Discord, and nobody may be mentioned", () => {
  const { embeds, allowed_mentions } = discordMessage({
    ...ALERT,
    title: "@everyone [bank](https://evil.example)",
  });
  expect(embeds[0]?.title).toBe("\\@everyone \\[bank\\]\\(https://evil.example\\)");
  expect(allowed_mentions).toEqual({ parse: [] });
});

test("T46: people's words stand in a card's text runs only, which know no Markdown", () => {
  const card = JSON.stringify(adaptiveCard({ ...ALERT, title: "PLANTED", lines: ["PLANTED"] }));
  const places = [...card.matchAll(/"(\w+)":"PLANTED"/g)].map(([, key]) => key);
  expect(places).toEqual(["fallbackText", "text", "text"]);
  expect(card).not.toContain('"TextBlock"');
});

test.each<readonly [Kind, unknown]>([
  ["slack-webhook", { ...slackMessage(ALERT), text: "<!channel>" }],
  ["slack-webhook", { ...slackMessage(ALERT), blocks: [{ type: "header", text: "x" }] }],
  ["discord", { ...discordMessage(ALERT), allowed_mentions: { parse: ["everyone"] } }],
  ["discord", { ...discordMessage(ALERT), embeds: [{ title: "x".repeat(257) }] }],
  ["google-chat", { text: "€".repeat(11_000) }],
  ["ntfy", { topic: "a/b" }],
  ["teams", { type: "message", attachments: [] }],
  ["teams", cardWith({ body: [{ type: "RichTextBlok", inlines: [] }] })],
  [
    "teams",
    cardWith({
      body: [{ type: "RichTextBlock", inlines: [{ type: "TextRun", text: "a", colour: "Good" }] }],
    }),
  ],
  ["teams", cardWith({ fallbackText: "x".repeat(30_000) })],
])("a payload that %s would refuse is seen", (kind, payload) => {
  expect(problemsOf(kind, payload)).not.toEqual([]);
});

test("T47: a mail's parts hold people's words as text", () => {
  const mail = mailOf({
    ...ALERT,
    title: "x\r\nBcc: a@evil.example",
    lines: ["<b>now</b>\n& then"],
  });
  expect(mail.subject).toBe("x Bcc: a@evil.example");
  expect(mail.html).toContain("<p>&lt;b&gt;now&lt;/b&gt;<br>&amp; then</p>");
  expect(mail.text).toContain("<b>now</b>\n& then");
});

function cardWith(changed: object): unknown {
  const content = { ...adaptiveCard(ALERT), ...changed };
  return {
    type: "message",
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content }],
  };
}
