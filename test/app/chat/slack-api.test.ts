import { describe, expect, test } from "vitest";
import { slackApi } from "../../../src/app/chat/slack-api.ts";
import { readSlackPress } from "../../../src/app/chat/slack-payload.ts";

const API = "https://slack.com/api";
const ADDRESS = "https://github.com/acme/shop/issues/42";

function apiWith(answer: () => Response): ReturnType<typeof slackApi> {
  return slackApi({ token: "xoxb-1", api: API, ask: async () => answer() });
}

describe("what Slack answers", () => {
  const thread = { app: "A1", channel: "C1SHOP", thread: "1.1" };
  const first = {
    ts: "1.1",
    app_id: "A1",
    metadata: { event_type: "dakor_incident", event_payload: { incident: ADDRESS } },
  };
  test.each<readonly [string, unknown, string | undefined]>([
    ["our message", { ok: true, messages: [first] }, ADDRESS],
    [
      "our message, as some name the app",
      { ok: true, messages: [{ ...first, app_id: undefined, bot_profile: { app_id: "A1" } }] },
      ADDRESS,
    ],
    ["another app's", { ok: true, messages: [{ ...first, app_id: "A2" }] }, undefined],
    ["a person's", { ok: true, messages: [{ ...first, app_id: undefined }] }, undefined],
    ["another message", { ok: true, messages: [{ ...first, ts: "1.2" }] }, undefined],
    ["no metadata", { ok: true, messages: [{ ts: "1.1", app_id: "A1" }] }, undefined],
    [
      "other metadata",
      { ok: true, messages: [{ ...first, metadata: { event_type: "x", event_payload: {} } }] },
      undefined,
    ],
    ["nothing", { ok: true, messages: [] }, undefined],
    ["no access", { ok: false, error: "not_in_channel" }, undefined],
  ])("%s", async (_, answer, expected) => {
    expect(await apiWith(() => Response.json(answer)).incidentOf(thread)).toBe(expected);
  });

  test.each([
    ["is busy", "does not answer", () => Response.json({ ok: false, error: "ratelimited" })],
    ["is down", "does not answer", () => new Response("", { status: 503 })],
    ["talks nonsense", "Invalid key", () => Response.json([])],
  ])("nothing, where it %s: it is asked again the next time", async (_, words, answer) => {
    let asked = 0;
    const api = apiWith(() => {
      asked += 1;
      return asked === 1 ? answer() : Response.json({ ok: true, messages: [first] });
    });
    await expect(api.incidentOf(thread)).rejects.toThrow(words);
    expect(await api.incidentOf(thread)).toBe(ADDRESS);
    expect(await api.incidentOf(thread)).toBe(ADDRESS);
    expect(asked).toBe(2);
  });

  test.each([
    "missing_scope",
    "not_in_channel",
    "invalid_auth",
    "channel_not_found",
    "ekm_access_denied",
  ])(
    "%s is no answer to what a thread is about: once it is mended, the thread is heard",
    async (error) => {
      let asked = 0;
      const api = apiWith(() => {
        asked += 1;
        return Response.json(asked === 1 ? { ok: false, error } : { ok: true, messages: [first] });
      });
      expect(await api.incidentOf(thread)).toBeUndefined();
      expect(await api.incidentOf(thread)).toBe(ADDRESS);
      expect(await api.incidentOf(thread)).toBe(ADDRESS);
      expect(asked).toBe(2);
    },
  );

  test("somebody else's thread is asked about once", async () => {
    let asked = 0;
    const api = apiWith(() => {
      asked += 1;
      return Response.json({ ok: true, messages: [{ ...first, app_id: "A2" }] });
    });
    expect(await api.incidentOf(thread)).toBeUndefined();
    expect(await api.incidentOf(thread)).toBeUndefined();
    expect(asked).toBe(1);
  });

  test("and what it is told holds no mention and no link", async () => {
    const sent: string[] = [];
    const api = slackApi({
      token: "xoxb-1",
      api: API,
      ask: async (_, init) => {
        sent.push(await new Response(init?.body).text());
        return Response.json({ ok: true });
      },
    });
    await api.whisper({ channel: "C1SHOP", thread: "1.1", user: "U1LEA" }, "<!channel> & co");
    expect(new URLSearchParams(sent[0]).get("text")).toBe("&lt;!channel&gt; &amp; co");
  });
});

test.each([
  ["https://slack.com/api", "https://hooks.slack.com/"],
  ["https://slack-gov.com/api", "https://hooks.slack-gov.com/"],
])("with %s everything goes there, and buttons are answered at %s only", async (api, answersAt) => {
  const asked: string[] = [];
  const slack = slackApi({
    token: "xoxb-1",
    api,
    ask: async (input) => {
      asked.push(new Request(input).url);
      return Response.json({ ok: true, messages: [] });
    },
  });
  await slack.incidentOf({ app: "A1", channel: "C1SHOP", thread: "1.1" });
  await slack.whisper({ channel: "C1SHOP", thread: "1.1", user: "U1LEA" }, "Noted");
  expect(asked).toEqual([`${api}/conversations.replies`, `${api}/chat.postEphemeral`]);
  expect(slack.answersAt).toBe(answersAt);
  for (const place of ["slack.com", "slack-gov.com", "slack.com.evil.example", "evil.example"]) {
    const press = readSlackPress(pressAt(`https://hooks.${place}/actions/1`), answersAt);
    expect(press !== undefined).toBe(`https://hooks.${place}/` === answersAt);
  }
});

function pressAt(address: string): unknown {
  return {
    type: "block_actions",
    user: { id: "U1LEA" },
    channel: { id: "C1SHOP" },
    container: { message_ts: "1771322000.000100" },
    response_url: address,
    actions: [{ action_id: "dakor:usable", value: ADDRESS, action_ts: "1771322000.1" }],
  };
}
