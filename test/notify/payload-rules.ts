import { createRequire } from "node:module";
import * as v from "valibot";

/** Microsoft's own reader of cards; its modules for Node import files without their endings, so the bundle for browsers it is. */
const cards: typeof import("adaptivecards") = createRequire(import.meta.url)(
  "adaptivecards/dist/adaptivecards.js",
);

const text = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));
const slackText = (most: number) =>
  // Slack reads a mention or a link where a "<" stands, and an entity where a "&" does.
  v.pipe(text(most), v.regex(/^(?:[^<>&]|&(?:amp|lt|gt);)*$/));
const plainText = (most: number) =>
  v.strictObject({ type: v.literal("plain_text"), text: slackText(most), emoji: v.boolean() });
const slackLink = v.pipe(
  text(3_000),
  v.regex(/^<https?:\/\/[^<>|\s]+\|(?:[^<>&]|&(?:amp|lt|gt);)*>$/),
);

/** Written down from docs.slack.dev, which publishes no schema: blocks, and what a message may hold. */
const SLACK = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(4_000), v.regex(/^[^<>]*$/)),
  unfurl_links: v.literal(false),
  unfurl_media: v.literal(false),
  blocks: v.pipe(
    v.array(
      v.variant("type", [
        v.strictObject({ type: v.literal("header"), text: plainText(150) }),
        v.strictObject({ type: v.literal("section"), text: plainText(3_000) }),
        v.strictObject({
          type: v.literal("context"),
          elements: v.pipe(
            v.array(v.strictObject({ type: v.literal("mrkdwn"), text: slackLink })),
            v.maxLength(10),
          ),
        }),
      ]),
    ),
    v.maxLength(50),
  ),
});

const BUTTONS = v.strictObject({
  type: v.literal("actions"),
  elements: v.pipe(
    v.array(
      v.strictObject({
        type: v.literal("button"),
        text: plainText(75),
        action_id: text(255),
        value: text(2_000),
      }),
    ),
    v.minLength(1),
    v.maxLength(25),
  ),
});

const SLACK_CALL = v.strictObject({
  ...SLACK.entries,
  blocks: v.pipe(
    v.array(v.variant("type", [...SLACK.entries.blocks.pipe[0].item.options, BUTTONS])),
    v.maxLength(50),
  ),
  metadata: v.optional(
    v.strictObject({
      event_type: v.pipe(v.string(), v.regex(/^[a-z_]{1,80}$/)),
      event_payload: v.record(v.string(), v.string()),
    }),
  ),
  channel: v.pipe(v.string(), v.regex(/^[CGD][A-Z0-9]{8,}$/)),
  thread_ts: v.optional(v.pipe(v.string(), v.regex(/^\d+\.\d{6}$/))),
  reply_broadcast: v.optional(v.boolean()),
  ts: v.optional(v.string()),
});

/** Written down from Discord's documentation of embeds and webhooks; 6,000 is the sum for all embeds. */
const DISCORD = v.strictObject({
  allowed_mentions: v.strictObject({ parse: v.pipe(v.array(v.never()), v.length(0)) }),
  embeds: v.pipe(
    v.array(
      v.pipe(
        v.strictObject({
          title: v.pipe(v.string(), v.maxLength(256)),
          description: v.pipe(v.string(), v.maxLength(4_096)),
          url: v.optional(v.pipe(v.string(), v.regex(/^https?:\/\//))),
          color: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xff_ff_ff)),
          timestamp: v.pipe(v.string(), v.isoTimestamp()),
        }),
        v.check(({ title, description }) => title.length + description.length <= 6_000),
      ),
    ),
    v.maxLength(10),
  ),
});

/** From Google's reference of messages: text, and the thread. */
const GOOGLE_CHAT = v.strictObject({
  text: v.pipe(v.string(), v.maxBytes(32_000)),
  thread: v.optional(v.strictObject({ name: v.string() })),
});

/** From ntfy's page about publishing as JSON. */
const NTFY = v.strictObject({
  topic: v.pipe(v.string(), v.regex(/^[-_A-Za-z0-9]{1,64}$/)),
  title: v.pipe(v.string(), v.maxBytes(1_000)),
  message: v.pipe(v.string(), v.minLength(1), v.maxBytes(4_096)),
  priority: v.picklist([1, 2, 3, 4, 5]),
  tags: v.array(v.string()),
  click: v.optional(v.string()),
});

const TEAMS = v.strictObject({
  type: v.literal("message"),
  attachments: v.pipe(
    v.array(
      v.strictObject({
        contentType: v.literal("application/vnd.microsoft.card.adaptive"),
        content: v.looseObject({ msteams: v.strictObject({ width: v.literal("Full") }) }),
      }),
    ),
    v.length(1),
  ),
});

const RULES = {
  slack: SLACK_CALL,
  "slack-webhook": SLACK,
  discord: DISCORD,
  "google-chat": GOOGLE_CHAT,
  ntfy: NTFY,
} as const;

/** What a target's makers would refuse in a payload. */
export function problemsOf(
  type: keyof typeof RULES | "teams",
  payload: unknown,
): readonly string[] {
  if (type === "teams") return teamsProblems(payload);
  const read = v.safeParse(RULES[type], payload);
  return read.success ? [] : read.issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`);
}

/** What the reader didn't know it leaves out, so the card that it gives back is another one then. */
function teamsProblems(payload: unknown): readonly string[] {
  const read = v.safeParse(TEAMS, payload);
  if (!read.success) return read.issues.map(({ message }) => message);
  const { msteams: _, ...given } = read.output.attachments[0]?.content ?? {};
  const context = new cards.SerializationContext(cards.Versions.v1_4);
  const card = new cards.AdaptiveCard();
  card.parse(given, context);
  const told = Array.from({ length: context.eventCount }, (__, n) => context.getEventAt(n).message);
  const wrong = card.validateProperties().validationEvents.map(({ message }) => message);
  const size = new TextEncoder().encode(JSON.stringify(payload)).length;
  return [
    ...told,
    ...wrong,
    ...(sorted(card.toJSON()) === sorted(given) ? [] : ["something in the card is unknown"]),
    ...(size <= 28_000 ? [] : [`${size} bytes`]),
  ];
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([, one]) => key !== "" || !(Array.isArray(one) && one.length === 0))
            .toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : inner,
  );
}
