import { describe, expect, test } from "vitest";
import { chatDoors } from "../../../src/app/chat/chat-doors.ts";
import { slackApi } from "../../../src/app/chat/slack-api.ts";
import type { TakeAnswer, TakenAnswer } from "../../../src/app/chat/take-answer.ts";
import { createTakeAnswer, nameOf, parseIncident } from "../../../src/app/chat/take-answer.ts";
import { createBoundedMap } from "../../../src/app/chat/bounded-map.ts";
import { SIGNING, slackHeaders, TEAMS_TOKEN, teamsHeaders } from "./chat-stage.ts";

const NOW = Date.parse("2026-02-17T10:00:00Z");
const WEB = "https://github.com";
const ADDRESS = `${WEB}/acme/shop/issues/42`;

type Told = { readonly whispers: string[]; readonly door: ReturnType<typeof doorsWith> };

function doorsWith(take: TakeAnswer, whispers: string[]): ReturnType<typeof chatDoors> {
  const whisper = async (_: unknown, text: string): Promise<void> => void whispers.push(text);
  return chatDoors({
    slackSigning: SIGNING,
    slack: { incidentOf: async () => ADDRESS, whisper, respond: whisper },
    take,
    web: WEB,
    now: () => NOW,
    log: { warn: () => undefined },
  });
}

function withTake(take: TakeAnswer): Told {
  const whispers: string[] = [];
  return { whispers, door: doorsWith(take, whispers) };
}

async function reply({ door }: Told, retry?: number): Promise<number | undefined> {
  const ts = `${NOW / 1000}.000100`;
  const event = { type: "message", channel: "C1SHOP", user: "U1LEA", text: "!stable", ts };
  const body = JSON.stringify({
    type: "event_callback",
    api_app_id: "A1",
    event: { ...event, thread_ts: "1771322000.000100" },
  });
  const headers = {
    ...slackHeaders(body, NOW / 1000, "application/json"),
    ...(retry === undefined ? {} : { "x-slack-retry-num": String(retry) }),
  };
  return (await door.get("/slack/events")?.take({ headers, body }))?.status;
}

const down: TakeAnswer = () => Promise.reject(new Error("Bad gateway"));

describe("where GitHub doesn't answer", () => {
  test.each([undefined, 1, 2])(
    "a reply is left to Slack to send again (retry %s)",
    async (retry) => {
      const told = withTake(down);
      expect(await reply(told, retry)).toBe(503);
      expect(told.whispers).toEqual([]);
    },
  );

  test("whoever said it is told when Slack won't send it again", async () => {
    const told = withTake(down);
    expect(await reply(told, 3)).toBe(200);
    expect(told.whispers).toEqual([expect.stringContaining("I could not pass this on")]);
  });

  test("whoever pressed a button is told at once", async () => {
    const told = withTake(down);
    const payload = JSON.stringify({
      type: "block_actions",
      user: { id: "U1LEA" },
      channel: { id: "C1SHOP" },
      container: { message_ts: "1771322000.000100" },
      response_url: "https://hooks.slack.com/actions/1",
      actions: [{ action_id: "dakor:usable", value: ADDRESS, action_ts: `${NOW / 1000}.1` }],
    });
    const body = new URLSearchParams({ payload }).toString();
    const headers = slackHeaders(body, NOW / 1000, "application/x-www-form-urlencoded");
    const answer = await told.door.get("/slack/actions")?.take({ headers, body });
    expect(answer?.status).toBe(200);
    expect(told.whispers).toEqual([expect.stringContaining("say it once more in a minute")]);
  });

  test("Slack has its answer in time where GitHub is slow, and whoever said it hears how it ended", async () => {
    const slow = Promise.withResolvers<never>();
    const told = withTake(() => slow.promise);
    expect(await reply(told)).toBe(200);
    expect(told.whispers).toEqual([]);
    slow.reject(new Error("Bad gateway"));
    await expect.poll(() => told.whispers).toHaveLength(1);
  });
});

/** What came of each word: whose it was, on which incident. Lea is heard, everybody else as it is said. */
async function heard(kind: TakenAnswer["kind"], words: readonly string[]): Promise<string[]> {
  const taken: string[] = [];
  const doors = chatDoors({
    teamsSigning: TEAMS_TOKEN,
    slack: slackApi(undefined, fetch),
    take: async (incident, { user, text }) => {
      taken.push(`${user} ${nameOf(incident)} ${text}`);
      return { kind: user === "29:lea" && !text.endsWith("?") ? "said" : kind };
    },
    web: WEB,
    now: () => NOW,
    log: { warn: () => undefined },
  });
  for (const [id, word] of words.entries()) {
    const [user = "", ...text] = word.split(" ");
    const body = JSON.stringify({
      type: "message",
      id: String(id),
      timestamp: new Date(NOW).toISOString(),
      text: text.join(" "),
      from: { id: user },
      conversation: { id: "19:x;messageid=1" },
    });
    await doors.get("/teams/messages")?.take({ headers: teamsHeaders(body), body });
  }
  return taken;
}

describe("in one conversation of Teams", () => {
  const FIRST = "29:lea acme/shop#42 !checking";
  test.each<TakenAnswer["kind"]>([
    "said",
    "known",
    "unmapped",
    "outsider",
    "prose",
    "unclear",
    "late",
    "no-incident",
    "unseen",
  ])("nobody else chooses what a person's next word is about (%s)", async (kind) => {
    const taken = await heard(kind, [FIRST, "29:mia acme/trap#7 !checking", "29:lea !restored"]);
    expect(taken.at(-1)).toBe("29:lea acme/shop#42 !restored");
  });

  test.each<TakenAnswer["kind"]>(["unclear", "prose", "late", "no-incident", "unseen"])(
    "neither does what came to nothing (%s)",
    async (kind) => {
      const taken = await heard(kind, [FIRST, "29:lea acme/shop#43 really?", "29:lea !restored"]);
      expect(taken.at(-1)).toBe("29:lea acme/shop#42 !restored");
    },
  );

  test("whoever named none is asked which, also where somebody else did", async () => {
    expect(await heard("said", [FIRST, "29:mia !stable"])).toEqual([FIRST]);
  });

  test("another incident is named anew", async () => {
    const taken = await heard("said", [FIRST, "29:lea acme/shop#43 !stable", "29:lea !restored"]);
    expect(taken.at(-1)).toBe("29:lea acme/shop#43 !restored");
  });
});

test("doors without a secret are not there", () => {
  const none = chatDoors({
    slack: slackApi(undefined, fetch),
    take: down,
    web: WEB,
    now: () => NOW,
    log: { warn: () => undefined },
  });
  expect([...none.keys()]).toEqual([]);
  expect([...withTake(down).door.keys()]).toEqual(["/slack/events", "/slack/actions"]);
});

test("what failed is taken up when it comes again; what is under way is not begun twice", async () => {
  let begun = 0;
  const keys: string[] = [];
  const issue = { installation: 1, repository: 2, number: 42 };
  const take = createTakeAnswer({
    answer: async () => {
      begun += 1;
      if (begun === 1) throw new Error("Bad gateway");
      return { kind: "said", reply: "Noted", issue };
    },
    enqueue: async ({ key }) => void keys.push(key),
  });
  const incident = { owner: "acme", repo: "shop", number: 42 };
  const answer = {
    chat: "slack",
    id: "m",
    at: "2026-02-17T10:00:00Z",
    user: "U",
    text: "",
  } as const;
  await expect(take(incident, answer)).rejects.toThrow("Bad gateway");
  const both = await Promise.all([take(incident, answer), take(incident, answer)]);
  expect(both).toEqual([{ kind: "said", reply: "Noted" }, { kind: "known" }]);
  // GitHub's next answer may lack it.
  expect(await take(incident, answer)).toEqual({ kind: "known" });
  expect(begun).toBe(2);
  expect(keys).toEqual(["issue:1:2#42"]);
});

test.each([
  ["https://github.com/acme/shop/issues/42", { owner: "acme", repo: "shop", number: 42 }],
  [
    "https://github.com/acme/shop/issues/42#issuecomment-1",
    { owner: "acme", repo: "shop", number: 42 },
  ],
  ["https://GitHub.com/acme/shop/issues/42?x=1", { owner: "acme", repo: "shop", number: 42 }],
  ["acme/shop#42", { owner: "acme", repo: "shop", number: 42 }],
  ["https://github.com.evil.example/acme/shop/issues/42", undefined],
  ["https://evil.example/acme/shop/issues/42", undefined],
  ["https://github.com/acme/shop/pull/42", undefined],
  ["https://github.com/acme/../shop/issues/42", undefined],
  ["acme/shop/issues/42", undefined],
  ["../shop#42", undefined],
  ["acme/..#42", undefined],
  ["acme/.github#42", { owner: "acme", repo: ".github", number: 42 }],
  ["acme/shop#0", undefined],
  ["#42", undefined],
  ["", undefined],
])("%j names %j", (text, expected) => {
  expect(parseIncident(text, WEB)).toEqual(expected);
});

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

test("what was used longest ago is forgotten first", () => {
  const map = createBoundedMap<number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.get("a");
  map.set("c", 3);
  expect(["a", "b", "c"].map((key) => map.get(key))).toEqual([1, undefined, 3]);
});
