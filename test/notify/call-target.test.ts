import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NETWORK_LIMITS, outcomeOfFailure } from "../../src/notify/network.ts";
import { outcomeOf } from "../../src/notify/outcome.ts";
import { callTarget } from "../../src/notify/call-target.ts";
import { DELIVERY_WHY } from "../../src/text/notify/delivery-why.ts";
import type { Outcome } from "../../src/text/notify/message.ts";
import { json, portOf, startReceiver, type Receiver } from "./receiver.ts";
import { LOOPBACK, networkWith } from "./surroundings.ts";

let receiver: Receiver;
beforeAll(async () => void (receiver = await startReceiver()));
afterAll(async () => receiver.close());

const quick = { connect: 300, total: 600 };

/** Sends to a name of the receiver's, and says what came of it. */
async function tell(
  network: ReturnType<typeof networkWith>,
  url = `https://hook.example:${receiver.port}/a?b=1`,
): Promise<Outcome> {
  return callTarget({ url, body: { hello: "world" } }, network).then(
    (answer) => outcomeOf(answer, Date.now(), answer.text.slice(0, 20)),
    outcomeOfFailure,
  );
}

test("the limits are as documented", () => {
  expect(NETWORK_LIMITS).toEqual({
    connect: 10_000,
    total: 15_000,
    answer: 65_536,
    greeting: 10_000,
    silence: 30_000,
    mail: 60_000,
  });
});

test("what is sent arrives once, whole, and by the name that was set", async () => {
  receiver.answers(json(200, { id: "1" }));
  const before = receiver.received.length;
  expect(await tell(networkWith({ allow: LOOPBACK }))).toEqual({ kind: "sent", ref: '{"id":"1"}' });
  expect(receiver.received.slice(before)).toEqual([
    {
      method: "POST",
      path: "/a?b=1",
      headers: expect.objectContaining({ host: `hook.example:${receiver.port}` }),
      body: '{"hello":"world"}',
    },
  ]);
});

describe("T49: the address that was checked", () => {
  test("is the one that is connected to: the name is asked for once", async () => {
    const network = networkWith({ allow: LOOPBACK, leads: [["127.0.0.1"], ["10.0.0.1"]] });
    expect(await tell(network)).toMatchObject({ kind: "sent" });
    expect(network.asked).toEqual(["hook.example"]);
  });

  test("is checked again the next time: a name that leads inside by then is refused", async () => {
    const network = networkWith({ allow: LOOPBACK, leads: [["127.0.0.1"], ["10.0.0.1"]] });
    await tell(network);
    const before = receiver.received.length;
    expect(await tell(network)).toEqual({ kind: "refused", why: DELIVERY_WHY.ownNetwork });
    expect(receiver.received.length).toBe(before);
  });

  test("is one of several, where the first ones don't answer", async () => {
    const network = networkWith({ allow: LOOPBACK, leads: [["127.0.0.9", "127.0.0.1"]] });
    expect(await tell(network)).toMatchObject({ kind: "sent" });
  });

  test("still needs the certificate of the name", async () => {
    const url = `https://stranger.example:${receiver.port}/`;
    const outcome = await tell(networkWith({ allow: LOOPBACK }), url);
    expect(outcome).toEqual({ kind: "retry", why: DELIVERY_WHY.notTrusted });
  });
});

test.each([301, 302, 303, 307, 308])("T49: a redirect (%i) is not followed", async (status) => {
  const location = `https://other.example:${receiver.port}/inside`;
  receiver.answers((response) => response.writeHead(status, { location }).end());
  const before = receiver.received.length;
  expect(await tell(networkWith({ allow: LOOPBACK }))).toEqual({
    kind: "refused",
    why: DELIVERY_WHY.redirects,
  });
  expect(receiver.received.length).toBe(before + 1);
});

test("T49: an answer that never ends is cut at 64 KiB", async () => {
  let written = 0;
  receiver.answers((response) => {
    const chunk = Buffer.alloc(16_384, "x");
    const more = (): void => {
      while (!response.destroyed && written < 1_000_000_000) {
        written += chunk.length;
        if (!response.write(chunk)) return void response.once("drain", more);
      }
    };
    more();
  });
  const network = networkWith({ allow: LOOPBACK });
  const answer = await callTarget(
    { url: `https://hook.example:${receiver.port}/`, body: {} },
    network,
  );
  expect(answer.text.length).toBe(65_536);
  expect(written).toBeLessThan(20_000_000);
});

test("T49: an answer that comes drop by drop ends with its time", async () => {
  receiver.answers((response) => {
    const timer = setInterval(() => void response.write("x"), 50);
    response.on("close", () => clearInterval(timer));
  });
  const begun = performance.now();
  const outcome = await tell(networkWith({ allow: LOOPBACK, limits: quick }));
  expect(outcome).toEqual({ kind: "retry", why: DELIVERY_WHY.noAnswer });
  expect(performance.now() - begun).toBeLessThan(5_000);
});

test("F49: one that never answers is tried again later", async () => {
  receiver.answers(() => undefined);
  const outcome = await tell(networkWith({ allow: LOOPBACK, limits: quick }));
  expect(outcome).toEqual({ kind: "retry", why: DELIVERY_WHY.noAnswer });
});

test("F49: one that takes the connection and never greets is tried again later", async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((done) => void silent.listen(0, "127.0.0.1", done));
  const url = `https://hook.example:${portOf(silent)}/`;
  const outcome = await tell(networkWith({ allow: LOOPBACK, limits: quick }), url);
  silent.close();
  expect(outcome).toEqual({ kind: "retry", why: DELIVERY_WHY.noConnection });
});

test("F49: one that is dead, or hangs up in the middle, is tried again later", async () => {
  const dead = await tell(networkWith({ allow: LOOPBACK }), "https://hook.example:9/");
  expect(dead).toEqual({ kind: "retry", why: DELIVERY_WHY.noConnection });
  receiver.answers((response) => void response.writeHead(200).write("{", () => response.destroy()));
  const torn = await tell(networkWith({ allow: LOOPBACK }));
  expect(torn).toEqual({ kind: "retry", why: DELIVERY_WHY.noConnection });
});

test.each(["ENOTFOUND", "EAI_AGAIN"])(
  "F52: a name that can't be resolved (%s) is tried again later",
  async (code) => {
    const network = networkWith({});
    const outcome = await tell({
      ...network,
      resolve: () => Promise.reject(Object.assign(new Error("getaddrinfo"), { code })),
    });
    expect(outcome).toEqual({ kind: "retry", why: DELIVERY_WHY.noName });
  },
);

test("F52: a name without an address is tried again later", async () => {
  const outcome = await tell(networkWith({ leads: [[]] }));
  expect(outcome).toEqual({ kind: "retry", why: DELIVERY_WHY.noName });
});

test("a mistake of ours is thrown on, not taken for the target's", () => {
  expect(() => outcomeOfFailure(new TypeError("x is not a function"))).toThrow(TypeError);
});

describe("F49: what a status means", () => {
  const now = Date.parse("2026-11-27T12:00:00Z");
  const after = "Fri, 27 Nov 2026 12:01:30 GMT";
  test.each<readonly [number, string | undefined, Outcome]>([
    [200, undefined, { kind: "sent" }],
    [202, undefined, { kind: "sent" }],
    [204, undefined, { kind: "sent" }],
    [400, undefined, { kind: "refused", why: "it answered 400" }],
    [401, undefined, { kind: "refused", why: "it answered 401" }],
    [403, undefined, { kind: "refused", why: "it answered 403" }],
    [404, undefined, { kind: "gone", why: "it answered 404" }],
    [410, undefined, { kind: "gone", why: "it answered 410" }],
    [413, undefined, { kind: "refused", why: "it answered 413" }],
    [408, undefined, { kind: "retry", why: "it answered 408" }],
    [429, undefined, { kind: "retry", why: DELIVERY_WHY.tooMany }],
    [429, "30", { kind: "retry", why: DELIVERY_WHY.tooMany, at: now + 30_000 }],
    [429, "0.3", { kind: "retry", why: DELIVERY_WHY.tooMany, at: now + 300 }],
    [429, after, { kind: "retry", why: DELIVERY_WHY.tooMany, at: now + 90_000 }],
    [429, "soon", { kind: "retry", why: DELIVERY_WHY.tooMany }],
    [429, "-5", { kind: "retry", why: DELIVERY_WHY.tooMany }],
    [429, "0", { kind: "retry", why: DELIVERY_WHY.tooMany }],
    [429, "99999999999", { kind: "retry", why: DELIVERY_WHY.tooMany, at: now + 86_400_000 }],
    [500, undefined, { kind: "retry", why: "it answered 500" }],
    [503, "120", { kind: "retry", why: "it answered 503", at: now + 120_000 }],
  ])("%i with Retry-After %s", (status, retryAfter, outcome) => {
    const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
    expect(outcomeOf({ status, headers }, now)).toEqual(outcome);
  });
});
