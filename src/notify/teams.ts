import type { NotifyTarget } from "../core/config/notify-target.ts";
import type { Message, Target } from "../text/notify/message.ts";
import type { NotifyEnvironment } from "./environment.ts";
import { cut, oneLine, printable } from "./escape-for.ts";
import { linkOf } from "./link.ts";
import { outcomeOf } from "./outcome.ts";
import { secretOf } from "./secret-of.ts";

/** Teams refuses what is larger than 28 KB. */
const MOST_TITLE = 300;
const MOST_TEXT = 1_500;
const MOST_LINES = 12;

const COLOURS = {
  broken: "Attention",
  better: "Warning",
  good: "Good",
  news: "Accent",
  test: "Default",
} as const satisfies Readonly<Record<Message["tone"], string>>;

/** A workflow "when a Teams webhook request is received": it gives no id, so nothing can be edited, and there are no threads. */
export function connectTeams(config: NotifyTarget, environment: NotifyEnvironment): Target {
  return {
    send: async (message) => {
      const content = adaptiveCard(message);
      const attachment = { contentType: "application/vnd.microsoft.card.adaptive", content };
      const body = { type: "message", attachments: [attachment] };
      const sent = { url: secretOf(config, environment), body };
      return outcomeOf(await environment.call(sent), environment.now());
    },
  };
}

type Run = {
  readonly type: "TextRun";
  readonly text: string;
  readonly size?: "Large";
  readonly weight?: "Bolder";
  readonly color?: (typeof COLOURS)[Message["tone"]];
};

/** Text runs know no Markdown, unlike text blocks: in them nothing has to be escaped. */
function adaptiveCard(message: Message): Readonly<Record<string, unknown>> {
  const link = linkOf(message);
  const title = cut(oneLine(message.title) || "…", MOST_TITLE, printable);
  const lines = message.lines
    .flatMap((line) => cut(line, MOST_TEXT, printable).split("\n"))
    .filter((line) => line.trim() !== "");
  return {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    fallbackText: title,
    body: [
      block({
        type: "TextRun",
        text: title,
        size: "Large",
        weight: "Bolder",
        color: COLOURS[message.tone],
      }),
      ...lines.slice(0, MOST_LINES).map((text) => block({ type: "TextRun", text })),
    ],
    actions:
      link === undefined
        ? []
        : [
            {
              type: "Action.OpenUrl",
              title: cut(link.text, MOST_TITLE, printable),
              url: link.url,
            },
          ],
    msteams: { width: "Full" },
  };
}

function block(run: Run): Readonly<Record<string, unknown>> {
  return { type: "RichTextBlock", inlines: [run] };
}
