import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  headersFor,
  HOOK,
  OLD_SECRET,
  sign,
  startReceiver,
  type Receiver,
} from "../webhook/receiver.ts";

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver[Symbol.asyncDispose]());

describe("a webhook", () => {
  test("that is signed is accepted, and its key is in the queue by then", async () => {
    expect(await receiver.post(HOOK)).toBe(202);
    expect(receiver.triggers).toEqual([
      { key: "issue:12:99#42", reason: "issues 72d3162e-cc78-11e3-81ab-4c9367dc0958" },
    ]);
  });

  test("needs all four headers: each of the sixteen subsets but the full one is refused", async () => {
    const all = Object.entries(headersFor(HOOK));
    const statuses: number[] = [];
    for (let subset = 0; subset < 16; subset += 1) {
      const some = all.filter((_, n) => (subset & (1 << n)) !== 0);
      statuses.push(await receiver.post(HOOK, Object.fromEntries(some)));
    }
    expect(statuses.slice(0, -1).every((status) => [400, 401, 415].includes(status))).toBe(true);
    expect(statuses.at(-1)).toBe(202);
    expect(receiver.triggers).toHaveLength(1);
  });

  test.each([
    ["empty", ""],
    ["no digits", "sha256="],
    ["63 digits", sign(HOOK).slice(0, -1)],
    ["65 digits", `${sign(HOOK)}0`],
    ["capitals", sign(HOOK).toUpperCase()],
    ["SHA-1", `sha1=${"0".repeat(40)}`],
    ["another secret's", sign(HOOK, "development")],
    ["another body's", sign(`${HOOK} `)],
    ["two", `${sign(HOOK)}, ${sign(HOOK)}`],
  ])("with a wrong signature is refused: %s", async (_, signature) => {
    expect(
      await receiver.post(HOOK, { ...headersFor(HOOK), "x-hub-signature-256": signature }),
    ).toBe(401);
    expect(receiver.triggers).toEqual([]);
    expect(receiver.log()).not.toContain("acme");
  });

  test.each<[string, string | Uint8Array<ArrayBuffer>, number]>([
    ["not JSON", "{", 400],
    ["a byte order mark", `\uFEFF${HOOK}`, 400],
    ["a bare null", "null", 202],
    ["a bare number", "5", 202],
    ["a list", "[]", 202],
    ["an object without anything", "{}", 202],
    ["deep nesting", "[".repeat(1_000_000) + "]".repeat(1_000_000), 202],
    ["NUL and half characters", JSON.stringify({ action: "a\u0000\ud800" }), 202],
    ["bytes that are not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), 401],
  ])("that is signed never gets a 5xx: %s", async (_, body, status) => {
    expect(await receiver.post(body)).toBe(status);
    expect(receiver.triggers).toEqual([]);
  });

  test.each(["ping", "star", "constructor", "__proto__", "__define_getter__"])(
    "of an event that we don't listen to is accepted and ignored: %s",
    async (event) => {
      expect(await receiver.post(HOOK, { ...headersFor(HOOK), "x-github-event": event })).toBe(202);
      expect(receiver.triggers).toEqual([]);
    },
  );

  test.each([
    ["x-github-event", "Issues; DROP"],
    ["x-github-delivery", "a b"],
    ["x-github-delivery", "a".repeat(65)],
  ])("with a strange %s is refused", async (name, value) => {
    expect(await receiver.post(HOOK, { ...headersFor(HOOK), [name]: value })).toBe(400);
  });

  test.each(["application/x-www-form-urlencoded", "text/json", "application/jsonp"])(
    "of type %s is refused",
    async (type) =>
      expect(await receiver.post(HOOK, { ...headersFor(HOOK), "content-type": type })).toBe(415),
  );

  test("that was signed with the secret before is accepted while it is set (T06)", async () => {
    const signed = { ...headersFor(HOOK), "x-hub-signature-256": sign(HOOK, OLD_SECRET) };
    expect(await receiver.post(HOOK, signed)).toBe(202);
    expect(receiver.triggers).toHaveLength(1);
  });

  test("that the queue doesn't take is told to GitHub as failed, and its words stay out of the log", async () => {
    receiver.refuseTriggers();
    expect(await receiver.post(HOOK)).toBe(503);
    expect(receiver.log()).toContain("takes nothing more");
    expect(receiver.log()).toContain('"deliveries":["72d3162e-cc78-11e3-81ab-4c9367dc0958"]');
    expect(receiver.log()).not.toContain("acme");
  });

  test("is refused with 503 when the queue hangs: at once when many wait already (F37)", async () => {
    receiver.hangTriggers();
    const statuses = await Promise.all(Array.from({ length: 1100 }, () => receiver.post(HOOK)));
    expect(new Set(statuses)).toEqual(new Set([503]));
    const late = receiver.log().split("the queue did not take it").length - 1;
    expect(late).toBe(1024);
  });

  test("is refused with 503 while the App stops, and its connection is not kept", async () => {
    receiver.stop();
    const response = await fetch(`${receiver.url}/api/github/webhooks`, {
      method: "POST",
      body: HOOK,
      headers: headersFor(HOOK),
    });
    expect([response.status, response.headers.get("connection")]).toEqual([503, "close"]);
    expect(receiver.triggers).toEqual([]);
  });

  test("is counted by its event and its answer", async () => {
    await receiver.post(HOOK);
    await receiver.post(HOOK, { ...headersFor(HOOK), "x-github-event": "star" });
    await receiver.post(HOOK, { ...headersFor(HOOK), "x-hub-signature-256": "sha256=" });
    expect(receiver.answers).toEqual(["issues 202", "star 202", "issues 401"]);
  });
});
