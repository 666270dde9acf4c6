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
    slack: {
      answersAt: "https://hooks.slack.com/",
      incidentOf: async () => ADDRESS,
      whisper,
      respond: whisper,
    },
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
    slack: slackApi({ token: undefined, api: "https://slack.com/api", ask: fetch }),
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
    slack: slackApi({ token: undefined, api: "https://slack.com/api", ask: fetch }),
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

test("what was used longest ago is forgotten first", () => {
  const map = createBoundedMap<number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.get("a");
  map.set("c", 3);
  expect(["a", "b", "c"].map((key) => map.get(key))).toEqual([1, undefined, 3]);
});
