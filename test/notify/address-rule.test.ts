import { readFileSync } from "node:fs";
import { channel } from "node:diagnostics_channel";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readAddressRule } from "../../src/notify/address-rule.ts";
import { outcomeOfFailure } from "../../src/notify/network.ts";
import { callTarget } from "../../src/notify/call-target.ts";
import { networkWith, ruleOf } from "./surroundings.ts";

const cases = readFileSync(new URL("refused-addresses.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));

/** Node tells of each socket that it begins to connect. */
const sockets: unknown[] = [];
const begun = channel("net.client.socket");
const note = (message: unknown): void => void sockets.push(message);
beforeAll(() => begun.subscribe(note));
afterAll(() => {
  begun.unsubscribe(note);
});

test("T48: there are at least sixty addresses, each once", () => {
  expect(new Set(cases).size).toBe(cases.length);
  expect(cases.length).toBeGreaterThan(60);
});

test.each(cases)("T48: %s is refused before a connection", async (line) => {
  const [url = "", to] = line.split(" -> ");
  const network = networkWith({ leads: to === undefined ? [] : [to.split(" ")] });
  const before = sockets.length;
  const outcome = await callTarget({ url, body: {} }, network).then(() => "sent", outcomeOfFailure);
  expect(outcome).toMatchObject({ kind: "refused" });
  expect(sockets.length).toBe(before);
});

test("what is connected to is seen", async () => {
  const network = networkWith({ allow: "127.0.0.1/32", limits: { connect: 500 } });
  const before = sockets.length;
  await callTarget({ url: "https://hook.example:9/", body: {} }, network).catch(() => undefined);
  expect(sockets.length).toBe(before + 1);
});

test.each([
  "8.8.8.8",
  "1.1.1.1",
  "100.63.255.255",
  "100.128.0.1",
  "172.15.255.255",
  "172.32.0.1",
  "169.253.0.1",
  "192.167.1.1",
  "223.255.255.254",
  "2606:4700::1111",
  "2a00:1450:4001::1",
  "2001:4860:4860::8888",
  "::ffff:8.8.8.8",
])("%s of the world is allowed", (address) => {
  expect(ruleOf("").isAllowed(address)).toBe(true);
});

test("an operator's range is an exception, and what lies beside it is none", () => {
  const rule = ruleOf("10.1.0.0/16, fd00:1::/32\n64:ff9b::/96");
  for (const address of ["10.1.2.3", "::ffff:10.1.2.3", "fd00:1::5", "64:ff9b::808:808"]) {
    expect([address, rule.isAllowed(address)]).toEqual([address, true]);
  }
  for (const address of ["10.2.0.1", "127.0.0.1", "fd00:2::1", "::1"]) {
    expect([address, rule.isAllowed(address)]).toEqual([address, false]);
  }
  expect(rule.mayResolve("chat.internal")).toBe(true);
  expect(rule.mayResolve("127.0.0.1")).toBe(false);
});

test.each([
  "10.0.0.0",
  "10.0.0.0/33",
  "::/129",
  "10.0.0/8",
  "example.com/8",
  "10.0.0.0/8;::/0",
  "*",
])("%s is no range", (allow) => {
  expect(readAddressRule(allow)).toEqual({
    ok: false,
    error: expect.stringContaining("10.1.0.0/16"),
  });
});

test("an IPv4 address and the same one inside of IPv6 are judged alike", () => {
  const rule = ruleOf("10.1.0.0/16");
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      expect(rule.isAllowed(`::ffff:${address}`)).toBe(rule.isAllowed(address));
    }),
    { numRuns: 2_000 },
  );
});

test("no text that is no address is allowed", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(ruleOf("0.0.0.0/0 ::/0").isAllowed(`${text}x`)).toBe(false);
    }),
  );
});
