import * as fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { payloadOf } from "./environment-for.ts";
import { ALERT, meanMessage } from "./messages.ts";
import { problemsOf } from "./payload-rules.ts";

const KINDS = ["slack", "slack-webhook", "teams", "discord", "google-chat", "ntfy"] as const;
type Kind = (typeof KINDS)[number];

describe.each(KINDS)("what %s is told", (kind) => {
  test("is what its makers take", async () => {
    const payload = await payloadOf(ALERT, kind);
    expect(problemsOf(kind, payload)).toEqual([]);
    expect(JSON.stringify(payload)).toContain("github.com/acme/shop/issues/42");
  });

  test("is so whatever people write", async () => {
    await fc.assert(
      fc.asyncProperty(meanMessage, async (message) => {
        expect(problemsOf(kind, await payloadOf(message, kind))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("leads to a page only", async () => {
    const message = { ...ALERT, link: { text: "x", url: "javascript:alert(1)" } };
    expect(JSON.stringify(await payloadOf(message, kind))).not.toContain("javascript");
  });
});

test("T46: <!channel> in a title calls nobody", async () => {
  const text = "&lt;!channel&gt; checkout &amp; more";
  const payload = await payloadOf({ ...ALERT, title: "<!channel> checkout & more" }, "slack");
  expect(payload).toMatchObject({
    text,
    blocks: [{ type: "header", text: { type: "plain_text", text, emoji: false } }, {}, {}, {}],
  });
});

test("T46: @everyone and masked links in a title are text at Discord, and nobody may be mentioned", async () => {
  const title = "@everyone [bank](https://evil.example)";
  expect(await payloadOf({ ...ALERT, title }, "discord")).toMatchObject({
    embeds: [{ title: "\\@everyone \\[bank\\]\\(https://evil.example\\)" }],
    allowed_mentions: { parse: [] },
  });
});

test("T46: people's words stand in a card's text runs only, which know no Markdown", async () => {
  const message = { ...ALERT, title: "PLANTED", lines: ["PLANTED"] };
  const card = JSON.stringify(await payloadOf(message, "teams"));
  const places = [...card.matchAll(/"(\w+)":"PLANTED"/g)].map(([, key]) => key);
  expect(places).toEqual(["fallbackText", "text", "text"]);
  expect(card).not.toContain('"TextBlock"');
});

type Change = (payload: Readonly<Record<string, unknown>>) => unknown;

test.each<readonly [Kind, string, Change]>([
  ["slack-webhook", "a mention", (payload) => ({ ...payload, text: "<!channel>" })],
  [
    "slack-webhook",
    "a bare text",
    (payload) => ({ ...payload, blocks: [{ type: "header", text: "x" }] }),
  ],
  [
    "discord",
    "a call to everyone",
    (payload) => ({ ...payload, allowed_mentions: { parse: ["everyone"] } }),
  ],
  ["discord", "a long title", (payload) => ({ ...payload, embeds: [{ title: "x".repeat(257) }] })],
  ["google-chat", "33,000 bytes", () => ({ text: "€".repeat(11_000) })],
  ["ntfy", "a topic with a folder", (payload) => ({ ...payload, topic: "a/b" })],
  ["teams", "no card", (payload) => ({ ...payload, attachments: [] })],
  [
    "teams",
    "an unknown element",
    (payload) => cardWith(payload, { body: [{ type: "RichTextBlok", inlines: [] }] }),
  ],
  [
    "teams",
    "an unknown property",
    (payload) =>
      cardWith(payload, {
        body: [
          { type: "RichTextBlock", inlines: [{ type: "TextRun", text: "a", colour: "Good" }] },
        ],
      }),
  ],
  ["teams", "30,000 bytes", (payload) => cardWith(payload, { fallbackText: "x".repeat(30_000) })],
])("what %s would refuse is seen: %s", async (...[kind, , change]) => {
  const payload = v.parse(v.record(v.string(), v.unknown()), await payloadOf(ALERT, kind));
  expect(problemsOf(kind, payload)).toEqual([]);
  expect(problemsOf(kind, change(payload))).not.toEqual([]);
});

const Card = v.object({ attachments: v.array(v.object({ content: v.looseObject({}) })) });

function cardWith(payload: unknown, changed: object): unknown {
  const content = { ...v.parse(Card, payload).attachments[0]?.content, ...changed };
  return {
    type: "message",
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content }],
  };
}
