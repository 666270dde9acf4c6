import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chatStage, slackHeaders, teamsHeaders } from "./chat-stage.ts";
import type { ChatStage } from "./chat-stage.ts";

let chat: ChatStage;

beforeEach(async () => {
  chat = await chatStage();
});

afterEach(() => chat.close());

const OK = [200, "ok\n"] as const;

describe("a reply in an incident's thread", () => {
  test("that begins with a command becomes a comment under the person's login, and counts", async () => {
    expect(await chat.post(chat.reply("!kludge Hid the saved cards\n!stable"))).toEqual(OK);
    expect(await chat.passedOn()).toEqual([
      "**lea** in Slack:\n\n```\n/kludge Hid the saved cards\n/stable\n```",
    ]);
    const board = await chat.board();
    expect(board).toContain("**K1** Hid the saved cards");
    expect(board).toContain("Usable again");
    expect(chat.whispers).toEqual([
      {
        to: "U0LEA11",
        text: expect.stringContaining(`Noted on acme/shop#${chat.incident}, as said by lea.`),
      },
    ]);
  });

  test("counts once, however often and however fast Slack sends it", async () => {
    const sent = chat.reply("!update Nothing new");
    await Promise.all([chat.post(sent), chat.post(sent)]);
    await chat.stage.settle();
    expect(await chat.post(chat.reply("!update Nothing new", { retry: 2 }))).toEqual(OK);
    expect(await chat.post(sent)).toEqual(OK);
    expect(await chat.passedOn()).toHaveLength(1);
    expect(chat.whispers).toHaveLength(1);
  });

  test("asks Slack once which incident a thread is about", async () => {
    await chat.post(chat.reply("!update One", { ts: "1771322401.000001" }));
    await chat.post(chat.reply("!update Two", { ts: "1771322402.000001" }));
    expect(await chat.passedOn()).toHaveLength(2);
    expect(chat.lookups()).toBe(1);
  });

  test.each<[string, string, object]>([
    ["talk", "I think it is the cache", {}],
    ["an exclamation", "!!! look at this", {}],
    ["a command that isn't at the beginning", "we should\n!stable", {}],
    ["another bot's message", "!stable", { bot_id: "B0OTHER" }],
    ["an edited message", "!stable", { subtype: "message_changed" }],
    ["no thread", "!stable", { thread_ts: undefined }],
  ])("is nobody's business where it is %s: Slack isn't even asked", async (_, text, event) => {
    expect(await chat.post(chat.reply(text, { event }))).toEqual(OK);
    expect(await chat.passedOn()).toEqual([]);
    expect(chat.lookups()).toBe(0);
    expect(chat.whispers).toEqual([]);
  });

  test.each([
    ["another app's", "1771322400.000900"],
    ["ours, of another GitHub", "1771322400.000300"],
  ])("in a thread that is %s goes nowhere", async (_, thread) => {
    expect(await chat.post(chat.reply("!stable", { thread }))).toEqual(OK);
    expect(await chat.passedOn()).toEqual([]);
    expect(chat.whispers).toEqual([]);
  });

  test.each([
    ["nobody has mapped", "U0MIA11", "who you are on GitHub"],
    ["two people claim", "U0TWIN1", "who you are on GitHub"],
    ["may only read", "U0ZOE11", "Commands only count from people who have write access"],
  ])(
    "of somebody whom %s changes nothing, and is answered once in a thread",
    async (_, user, words) => {
      await chat.post(chat.reply("!stable", { user, ts: "1771322401.000001" }));
      await chat.post(chat.reply("!restored", { user, ts: "1771322402.000001" }));
      expect(await chat.passedOn()).toEqual([]);
      expect(await chat.board()).not.toContain("Usable again");
      expect(chat.whispers).toEqual([{ to: user, text: expect.stringContaining(words) }]);
    },
  );

  test("that is near a command is told which is meant", async () => {
    await chat.post(chat.reply("!kludeg Hid the cards"));
    expect(chat.whispers).toEqual([
      { to: "U0LEA11", text: expect.stringContaining("Did you mean !kludge") },
    ]);
    expect(await chat.passedOn()).toEqual([]);
  });

  test("that is read too late is asked for once more", async () => {
    const ts = `${Math.floor(chat.stage.clock.now() / 1000) - 601}.000001`;
    await chat.post(chat.reply("!stable", { ts }));
    expect(await chat.passedOn()).toEqual([]);
    expect(chat.whispers).toEqual([
      { to: "U0LEA11", text: expect.stringContaining("please say it once more") },
    ]);
  });

  test("is data: what Slack and Markdown would make of it stays where it is", async () => {
    const text =
      "!note &lt;!-- dakor said x --&gt; ```\n/stable <@U0ZOE11> <https://x.example|#1> <!channel>";
    await chat.post(chat.reply(text));
    const [passed = ""] = await chat.passedOn();
    expect(passed).toContain("````\n/note <!-- dakor said x --> ```");
    expect(passed).toContain("@zoe https://x.example everybody\n````");
  });
});

describe("a button", () => {
  test.each([
    ["on-it", "/checking", "**lea** is on it"],
    ["usable", "/stable", "Usable again"],
    ["still-broken", "/broken It is still broken.", "It is still broken."],
  ])("%s says %s", async (button, line, onBoard) => {
    expect(await chat.post(chat.press(button))).toEqual(OK);
    expect(await chat.passedOn()).toEqual([`**lea** in Slack:\n\n\`\`\`\n${line}\n\`\`\``]);
    expect(await chat.board()).toContain(onBoard);
    expect(chat.whispers).toEqual([
      { to: "whoever pressed", text: expect.stringContaining("Noted on") },
    ]);
  });

  test("still broken, after it was usable, breaks it again", async () => {
    await chat.post(chat.press("usable", { ts: "1771322401.000001" }));
    await chat.stage.settle();
    chat.stage.clock.jump(chat.stage.clock.now() + 60_000);
    await chat.post(chat.press("still-broken"));
    await chat.stage.settle();
    expect(await chat.board()).toContain("Broken again");
  });

  test("pressed twice says it once", async () => {
    const first = Math.floor(chat.stage.clock.now() / 1000);
    await chat.post(chat.press("on-it", { ts: `${first}.000001` }));
    await chat.stage.settle();
    await chat.post(chat.press("on-it", { ts: `${first + 1}.000001` }));
    expect(await chat.passedOn()).toHaveLength(1);
  });

  test.each([
    ["of another app", "elsewhere", undefined],
    ["with an address elsewhere", "on-it", "https://evil.example/acme/shop/issues/1"],
    ["with no address", "on-it", "acme"],
  ])("%s does nothing", async (_, button, value) => {
    expect(await chat.post(chat.press(button, value === undefined ? {} : { value }))).toEqual(OK);
    expect(await chat.passedOn()).toEqual([]);
  });

  test("of somebody whom nobody has mapped is answered, and changes nothing", async () => {
    await chat.post(chat.press("usable", { user: "U0MIA11" }));
    expect(await chat.passedOn()).toEqual([]);
    expect(chat.whispers[0]?.text).toContain("who you are on GitHub");
  });

  test("on an incident that GitHub doesn't show says so", async () => {
    const value = `${chat.stage.github.url}/acme/shop/issues/999`;
    await chat.post(chat.press("usable", { value }));
    expect(chat.whispers[0]?.text).toContain("I can’t find acme/shop#999");
  });
});

describe("Teams", () => {
  test("says on which incident once in a conversation, and is answered there", async () => {
    const { incident } = chat;
    const [, which] = await chat.post(chat.teams("<at>dakor</at> !checking"));
    expect(which).toContain("Which incident do you mean?");
    const named = chat.teams(`<p><at>dakor</at>&nbsp;acme/shop#${incident} !checking</p>`, {
      id: "1",
    });
    const [status, noted] = await chat.post(named);
    expect(status).toBe(200);
    expect(JSON.parse(noted)).toEqual({
      type: "message",
      text: expect.stringContaining(`Noted on acme/shop#${incident}, as said by lea.`),
    });
    await chat.stage.settle();
    await chat.post(chat.teams("<div><at>dakor</at> !scope A &amp; B</div>", { id: "2" }));
    expect(await chat.passedOn()).toEqual([
      "**lea** in Teams:\n\n```\n/checking\n```",
      "**lea** in Teams:\n\n```\n/scope A & B\n```",
    ]);
    const [, again] = await chat.post(named);
    expect(again).toContain("Noted already.");
    expect(await chat.passedOn()).toHaveLength(2);
  });
});

function now(): number {
  return Math.floor(chat.stage.clock.now() / 1000);
}

test("the doors take posts of a known length only", async () => {
  const url = chat.address("/slack/events");
  const got = await fetch(url);
  expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
  const { body, headers } = chat.reply("!stable");
  const stream = new Blob([body]).stream();
  const streamed = await fetch(url, { method: "POST", body: stream, headers, duplex: "half" });
  expect(streamed.status).toBe(411);
});

describe("what isn't signed, or not just now, is refused", () => {
  test.each<[string, (body: string) => Readonly<Record<string, string>>]>([
    ["no signature", () => ({ "content-type": "application/json" })],
    ["another body's", (body) => slackHeaders(`${body} `, now(), "application/json")],
    ["one of six minutes ago", (body) => slackHeaders(body, now() - 360, "application/json")],
    ["one of six minutes from now", (body) => slackHeaders(body, now() + 360, "application/json")],
    [
      "another time's",
      (body) => ({
        ...slackHeaders(body, now(), "application/json"),
        "x-slack-request-timestamp": String(now() - 1),
      }),
    ],
    [
      "an older version's",
      (body) => ({
        ...slackHeaders(body, now(), "application/json"),
        "x-slack-signature": `v1=${"0".repeat(64)}`,
      }),
    ],
  ])("Slack: %s", async (_, headersFor) => {
    const { path, body } = chat.reply("!stable");
    expect(await chat.post({ path, body, headers: headersFor(body) })).toEqual([
      401,
      "bad signature\n",
    ]);
    const challenge = JSON.stringify({ type: "url_verification", challenge: "c" });
    expect((await chat.post({ path, body: challenge, headers: headersFor(challenge) }))[0]).toBe(
      401,
    );
    expect(await chat.passedOn()).toEqual([]);
  });

  test("Slack: an address is proved by its challenge", async () => {
    const body = JSON.stringify({ type: "url_verification", challenge: "abc" });
    const headers = slackHeaders(body, now(), "application/json");
    expect(await chat.post({ path: "/slack/events", body, headers })).toEqual([
      200,
      JSON.stringify({ challenge: "abc" }),
    ]);
  });

  test.each([
    ["another token's", (body: string) => teamsHeaders(body, btoa("other".repeat(8)))],
    ["another body's", (body: string) => teamsHeaders(`${body} `)],
    ["none", () => ({ "content-type": "application/json" })],
  ])("Teams: %s", async (_, headersFor) => {
    const { path, body } = chat.teams(`acme/shop#${chat.incident} !stable`);
    expect((await chat.post({ path, body, headers: headersFor(body) }))[0]).toBe(401);
    expect(await chat.passedOn()).toEqual([]);
  });

  test.each([-301_000, 301_000])("Teams: a message of %i ms away", async (off) => {
    const at = chat.stage.clock.now() + off;
    const sent = chat.teams(`acme/shop#${chat.incident} !stable`, { at });
    expect((await chat.post(sent))[0]).toBe(401);
  });

  test.each<[string, string, number]>([
    ["{", "application/json", 400],
    [`"${"x".repeat(256 * 1024)}"`, "application/json", 413],
    ["{}", "text/plain", 415],
    ["null", "application/json", 200],
    ["[[[[[[]]]]]]", "application/json", 200],
  ])("a body that is none of Slack's: %.20s as %s", async (body, type, status) => {
    const headers = slackHeaders(body, now(), type);
    expect((await chat.post({ path: "/slack/events", body, headers }))[0]).toBe(status);
  });
});
