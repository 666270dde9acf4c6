import { describe, expect, test } from "vitest";
import { slackApi } from "../../../src/app/chat/slack-api.ts";

const ADDRESS = "https://github.com/acme/shop/issues/42";

function apiWith(answer: () => Response): ReturnType<typeof slackApi> {
  return slackApi("xoxb-1", async () => answer());
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
    const api = slackApi("xoxb-1", async (_, init) => {
      sent.push(await new Response(init?.body).text());
      return Response.json({ ok: true });
    });
    await api.whisper({ channel: "C1SHOP", thread: "1.1", user: "U1LEA" }, "<!channel> & co");
    expect(new URLSearchParams(sent[0]).get("text")).toBe("&lt;!channel&gt; &amp; co");
  });
});
