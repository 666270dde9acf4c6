import { expect, test } from "vitest";
import { slackAnswers } from "../../src/notify/slack-answers.ts";
import { CHAT_BUTTONS } from "../../src/text/notify/chat-reply.ts";
import { isAnswer } from "../../src/core/plan/plan-answer.ts";
import type { Message } from "../../src/text/notify/message.ts";
import { environmentFor, payloadOf, targetOf } from "./environment-for.ts";
import { ALERT, STABLE } from "./messages.ts";
import { problemsOf } from "./payload-rules.ts";

const SECRETS = { DAKOR_SECRET_SLACK: "xoxb-1", DAKOR_SECRET_SLACK_SIGNING: "s" };
const HEARD = environmentFor({ secrets: SECRETS });
const TEAM = targetOf("slack", { secret: "DAKOR_SECRET_SLACK", channel: "C0123456789" });
const URL = "https://github.com/acme/shop/issues/42";

function buttonsOf(message: Message): readonly string[] {
  return slackAnswers(message, TEAM, HEARD).blocks.flatMap(({ elements }) =>
    elements.map(({ text, action_id, value }) => `${text.text}: ${action_id} ${value}`),
  );
}

test.each<readonly [Message, readonly string[]]>([
  [ALERT, [`I’m on it: dakor:on-it ${URL}`, `Usable again: dakor:usable ${URL}`]],
  [
    { ...ALERT, kind: "update" },
    [`Still broken: dakor:still-broken ${URL}`, `Usable again: dakor:usable ${URL}`],
  ],
  [STABLE, [`Still broken: dakor:still-broken ${URL}`]],
  [{ ...ALERT, kind: "test" }, []],
])(
  "news has the buttons that fit it, and its incident's address: %#",
  async (message, expected) => {
    expect(buttonsOf(message)).toEqual(expected);
    const payload = await payloadOf(message, "slack", SECRETS);
    expect(problemsOf("slack", payload)).toEqual([]);
    const metadata = { event_type: "dakor_incident", event_payload: { incident: URL } };
    expect(payload).toMatchObject({ metadata });
  },
);

const { incident: _, ...unnamed } = ALERT;

test.each([
  ["nobody hears answers", ALERT, TEAM, environmentFor({ secrets: { DAKOR_SECRET_SLACK: "x" } })],
  ["another app posts it", ALERT, { ...TEAM, secret: "DAKOR_SECRET_OTHER" }, HEARD],
  ["the public reads it", ALERT, { ...TEAM, audience: "public" as const }, HEARD],
  ["no incident is meant", unnamed, TEAM, HEARD],
] as const)("there are none where %s", (...[, message, target, environment]) => {
  expect(slackAnswers(message, target, environment)).toEqual({ blocks: [] });
});

test.each(Object.values(CHAT_BUTTONS))("what $text says is a command", ({ says }) => {
  expect(isAnswer({ chat: "slack", text: says })).toBe(true);
});
