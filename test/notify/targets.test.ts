import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectTarget } from "../../src/notify/connect-target.ts";
import { createPacer } from "../../src/notify/pace.ts";
import { DELIVERY_WHY } from "../../src/text/notify/delivery-why.ts";
import type { Outcome, Target } from "../../src/text/notify/message.ts";
import type { TargetType } from "../../src/core/config/notify-target.ts";
import { KEYS, TOKEN, connectTo, environmentFor, targetOf } from "./environment-for.ts";
import { ALERT, STABLE } from "./messages.ts";
import { problemsOf } from "./payload-rules.ts";
import { arrivingAt, json, startReceiver, type Received, type Receiver } from "./receiver.ts";

let receiver: Receiver;
beforeAll(async () => void (receiver = await startReceiver()));
afterAll(async () => receiver.close());

const connect = (type: TargetType, now?: () => number): Target =>
  connectTo(receiver.port, type, now);
const arriving = async (work: () => Promise<unknown>): Promise<readonly Received[]> =>
  arrivingAt(receiver, work);
const atTen = (): number => Date.parse("2026-11-27T03:10:00Z");

describe("Slack", () => {
  const created = json(200, { ok: true, ts: "1764212000.000100", channel: "C0123456789" });

  test("gets one thread for an incident, whose first message is edited", async () => {
    receiver.answers(created);
    const slack = connect("slack");
    const outcomes: unknown[] = [];
    const received = await arriving(async () => {
      outcomes.push(await slack.send(ALERT));
      outcomes.push(await slack.send({ ...ALERT, kind: "update" }, "1764212000.000100"));
      outcomes.push(await slack.send(STABLE, "1764212000.000100"));
      outcomes.push(await slack.edit?.("1764212000.000100", STABLE));
    });
    expect(outcomes).toEqual(
      Array.from({ length: 4 }, () => ({ kind: "sent", ref: "1764212000.000100" })),
    );
    const bodies = received.map(({ body }): unknown => JSON.parse(body));
    for (const body of bodies) expect(problemsOf("slack", body)).toEqual([]);
    expect(received.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ["/api/chat.postMessage", `Bearer ${TOKEN}`],
      ["/api/chat.postMessage", `Bearer ${TOKEN}`],
      ["/api/chat.postMessage", `Bearer ${TOKEN}`],
      ["/api/chat.update", `Bearer ${TOKEN}`],
    ]);
    const thread_ts = "1764212000.000100";
    expect(bodies).toMatchObject([
      { channel: "C0123456789" },
      { thread_ts, reply_broadcast: false },
      { thread_ts, reply_broadcast: true },
      { ts: thread_ts },
    ]);
    expect(bodies[0]).not.toHaveProperty("thread_ts");
  });

  test.each<readonly [string, Outcome]>([
    ["ratelimited", { kind: "retry", why: DELIVERY_WHY.tooMany }],
    ["internal_error", { kind: "retry", why: "it says internal_error" }],
    ["channel_not_found", { kind: "gone", why: "it says channel_not_found" }],
    ["is_archived", { kind: "gone", why: "it says is_archived" }],
    ["token_revoked", { kind: "gone", why: "it says token_revoked" }],
    [
      "invalid_auth",
      { kind: "refused", why: "it says invalid_auth: the secret is no token that counts" },
    ],
    [
      "not_in_channel",
      { kind: "refused", why: "it says not_in_channel: invite the App to the channel" },
    ],
    ["something_new", { kind: "refused", why: "it says something_new" }],
    [`xoxb leaked ${TOKEN}`, { kind: "refused", why: DELIVERY_WHY.notUnderstood }],
  ])("says %s", async (error, outcome) => {
    receiver.answers(json(200, { ok: false, error }));
    expect(await connect("slack").send(ALERT)).toEqual(outcome);
  });

  test.each([
    "smtps://bot:planted@smtp.example.com:465",
    "https://hooks.slack.com/services/T0/B0/planted",
    "whsec_planted",
    "tk_planted1@ntfy.example",
    `x${TOKEN}`,
    `${TOKEN} ${TOKEN}`,
    "xapp-1-planted",
    "xoxb-",
  ])("T40: never gets a secret that is no token of its own (%s)", async (secret) => {
    const target = connectTarget(
      targetOf("slack", { channel: "C0123456789" }),
      environmentFor({ secrets: { DAKOR_SECRET_TARGET: secret }, port: receiver.port }),
    );
    const received = await arriving(async () => {
      const refused = { kind: "refused", why: DELIVERY_WHY.badSecret };
      expect(await target.send(ALERT)).toEqual(refused);
      expect(await target.edit?.("1764212000.000100", ALERT)).toEqual(refused);
    });
    expect(received).toEqual([]);
  });

  test.each([TOKEN, "xoxp-1-2-abc", "xoxe.xoxb-1-planted", "xoxe.xoxp-1-planted"])(
    "gets its own token, a bot's or a person's (%s)",
    async (secret) => {
      const target = connectTarget(
        targetOf("slack", { channel: "C0123456789" }),
        environmentFor({ secrets: { DAKOR_SECRET_TARGET: secret }, port: receiver.port }),
      );
      receiver.answers(json(200, { ok: true, ts: "1.2" }));
      const [got] = await arriving(async () => void (await target.send(ALERT)));
      expect(got?.headers.authorization).toBe(`Bearer ${secret}`);
    },
  );

  test("F49: says how long to wait", async () => {
    receiver.answers(json(429, { ok: false, error: "ratelimited" }, { "retry-after": "30" }));
    const outcome = await connect("slack", atTen).send(ALERT);
    expect(outcome).toEqual({ kind: "retry", why: DELIVERY_WHY.tooMany, at: atTen() + 30_000 });
  });

  test("says what nobody understands", async () => {
    receiver.answers((response) => response.end("<html>"));
    const outcome = await connect("slack").send(ALERT);
    expect(outcome).toEqual({ kind: "retry", why: DELIVERY_WHY.notUnderstood });
  });
});

test("a Slack webhook gets each message by itself", async () => {
  receiver.answers((response) => response.end("ok"));
  const target = connect("slack-webhook");
  const [got] = await arriving(async () =>
    expect(await target.send(ALERT)).toEqual({ kind: "sent" }),
  );
  expect(got?.path).toBe("/services/planted");
  expect(problemsOf("slack-webhook", JSON.parse(got?.body ?? ""))).toEqual([]);
  expect(target.edit).toBeUndefined();
});

test("Teams gets a card", async () => {
  receiver.answers((response) => response.writeHead(202).end());
  const target = connect("teams");
  const [got] = await arriving(async () =>
    expect(await target.send(ALERT)).toEqual({ kind: "sent" }),
  );
  expect(problemsOf("teams", JSON.parse(got?.body ?? ""))).toEqual([]);
  expect(target.edit).toBeUndefined();
});

test("Discord tells the message's id, and takes an edit by it", async () => {
  receiver.answers(json(200, { id: "1442", content: "" }));
  const target = connect("discord");
  const received = await arriving(async () => {
    expect(await target.send(ALERT)).toEqual({ kind: "sent", ref: "1442" });
    expect(await target.edit?.("1442", STABLE)).toEqual({ kind: "sent", ref: "1442" });
  });
  expect(received.map(({ method, path }) => [method, path])).toEqual([
    ["POST", "/api/webhooks/1/planted?wait=true"],
    ["PATCH", "/api/webhooks/1/planted/messages/1442?wait=true"],
  ]);
  for (const { body } of received) expect(problemsOf("discord", JSON.parse(body))).toEqual([]);
});

test("Google Chat gets one thread, and each message once by its id", async () => {
  receiver.answers(
    json(200, { name: "spaces/A/messages/1", thread: { name: "spaces/A/threads/T" } }),
  );
  const target = connect("google-chat");
  const received = await arriving(async () => {
    expect(await target.send(ALERT)).toEqual({ kind: "sent", ref: "spaces/A/threads/T" });
    await target.send(STABLE, "spaces/A/threads/T");
  });
  const [first, second] = received.map(({ body }): unknown => JSON.parse(body));
  expect(problemsOf("google-chat", first)).toEqual([]);
  expect(second).toMatchObject({ thread: { name: "spaces/A/threads/T" } });
  expect(new URLSearchParams(received[0]?.path.split("?")[1]).get("requestId")).toBe(ALERT.id);
});

describe("ntfy", () => {
  test("gets the topic, and the token of its own host", async () => {
    receiver.answers(json(200, { id: "n1" }));
    const target = connect("ntfy");
    const [got] = await arriving(async () =>
      expect(await target.send(ALERT)).toEqual({ kind: "sent", ref: "n1" }),
    );
    expect(got?.headers.authorization).toBe("Bearer tk_planted1");
    expect(JSON.parse(got?.body ?? "")).toMatchObject({ topic: "shop", priority: 5 });
    expect(problemsOf("ntfy", JSON.parse(got?.body ?? ""))).toEqual([]);
  });

  test.each([
    ["tk_planted1@ntfy.example", DELIVERY_WHY.otherHost],
    [TOKEN, DELIVERY_WHY.badSecret],
    ["tk_planted1", DELIVERY_WHY.badSecret],
  ])("T40: never gets a secret that is not for its host (%s)", async (secret, why) => {
    const url = `https://hook.example:${receiver.port}/shop`;
    const target = connectTarget(
      targetOf("ntfy", { url }),
      environmentFor({ secrets: { DAKOR_SECRET_TARGET: secret } }),
    );
    const received = await arriving(async () =>
      expect(await target.send(ALERT)).toEqual({ kind: "refused", why }),
    );
    expect(received).toEqual([]);
  });
});

const TYPES = [
  "slack",
  "slack-webhook",
  "teams",
  "discord",
  "google-chat",
  "ntfy",
  "webhook",
] as const;

describe.each(TYPES)("F49: %s", (type) => {
  test.each<readonly [number, Outcome["kind"]]>([
    [302, "refused"],
    [400, "refused"],
    [403, "refused"],
    [404, "gone"],
    [410, "gone"],
    [429, "retry"],
    [500, "retry"],
    [503, "retry"],
  ])("that answers %i", async (status, kind) => {
    receiver.answers(
      json(status, { error: "x" }, { location: `https://other.example:${receiver.port}/` }),
    );
    expect((await connect(type).send(ALERT)).kind).toBe(kind);
  });

  test("that is dead is tried again, and T54: no outcome tells a secret", async () => {
    const outcomes: Outcome[] = [];
    for (const status of [200, 302, 400, 404, 429, 500]) {
      receiver.answers(json(status, { ok: false, error: "xoxb-planted", message: "planted" }));
      outcomes.push(await connect(type).send(ALERT));
    }
    const dead = environmentFor({
      secrets: { DAKOR_SECRET_TARGET: "https://hook.example:9/planted" },
    });
    outcomes.push(
      await connectTarget(targetOf(type, { url: "https://hook.example:9/planted" }), dead).send(
        ALERT,
      ),
    );
    const whys = outcomes.map((outcome) => ("why" in outcome ? outcome.why : ""));
    expect(whys.join(" ")).not.toMatch(/planted|hook\.example|xoxb|whsec|tk_|https:\/\/hook/);
  });

  test("without its secret is not told", async () => {
    const target = connectTarget(
      targetOf(type, { url: "https://hook.example/" }),
      environmentFor({}),
    );
    const received = await arriving(async () =>
      expect(await target.send(ALERT)).toEqual({ kind: "refused", why: DELIVERY_WHY.noSecret }),
    );
    expect(received).toEqual([]);
  });

  test("T48: in a private network is not told, unless the operator allows it", async () => {
    const url = `https://hook.example:${receiver.port}/planted`;
    const own: Readonly<Partial<Record<TargetType, string>>> = {
      slack: TOKEN,
      webhook: KEYS[0],
      ntfy: `tk_1@hook.example:${receiver.port}`,
    };
    const secrets = { DAKOR_SECRET_TARGET: own[type] ?? url };
    const target = connectTarget(
      targetOf(type, { url }),
      environmentFor({ secrets, allow: "", port: receiver.port }),
    );
    const received = await arriving(async () =>
      expect(await target.send(ALERT)).toEqual({ kind: "refused", why: DELIVERY_WHY.ownNetwork }),
    );
    expect(received).toEqual([]);
  });
});

test("what must wait for long comes back later, without being sent", async () => {
  const pace = createPacer({ now: atTen, wait: () => Promise.resolve() });
  const secrets = { DAKOR_SECRET_TARGET: TOKEN };
  const target = connectTarget(targetOf("slack", { channel: "C0123456789" }), {
    ...environmentFor({ secrets, port: receiver.port }),
    pace,
  });
  receiver.answers(json(200, { ok: true, ts: "1.000001" }));
  const outcomes: Outcome[] = [];
  const received = await arriving(async () => {
    for (let n = 0; n < 13; n += 1) outcomes.push(await target.send(ALERT));
  });
  expect(received).toHaveLength(11);
  expect(outcomes.slice(11)).toEqual([
    { kind: "retry", why: DELIVERY_WHY.waitsItsTurn, at: atTen() + 12_000 },
    { kind: "retry", why: DELIVERY_WHY.waitsItsTurn, at: atTen() + 13_000 },
  ]);
});
