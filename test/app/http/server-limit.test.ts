import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LONGEST_BODY } from "../../../src/app/http/read-body.ts";
import { HOOK, rawHead, startReceiver, type Receiver } from "../webhook/receiver.ts";

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver[Symbol.asyncDispose]());

describe("limits", () => {
  test("26 MiB with a length are refused before they are sent", async () => {
    const answer = await receiver.raw(rawHead(`content-length: ${26 * 1024 * 1024}`));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test("26 MiB with a length are refused while they are sent, and the next webhook is accepted", async () => {
    expect(await receiver.post("x".repeat(LONGEST_BODY + 1))).toBe(413);
    expect(await receiver.post(HOOK)).toBe(202);
  });

  test.each(["close", "keep-alive"])(
    "an endless body without a length is refused, cut off, and not kept (connection: %s)",
    async (connection) => {
      const head = rawHead("transfer-encoding: chunked").replace(
        "connection: close",
        `connection: ${connection}`,
      );
      const chunk = `100000\r\n${"x".repeat(0x100000)}\r\n`;
      const before = process.memoryUsage().rss;
      const answer = await receiver.raw(head, { chunk, times: 400 });
      expect(answer).toMatch(/^HTTP\/1\.1 411 /);
      expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
      expect(await receiver.post(HOOK)).toBe(202);
    },
  );

  test("a client that asks first is told before it sends", async () => {
    const wait = "expect: 100-continue";
    expect(await receiver.raw(rawHead(wait, "content-length: 99999999"))).toMatch(
      /^HTTP\/1\.1 413 /,
    );
    const head = rawHead(wait, `content-length: ${HOOK.length}`);
    expect(await receiver.raw(head + HOOK)).toMatch(
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 202 /,
    );
  });

  test("a huge header and a length that contradicts itself are refused", async () => {
    expect(await receiver.raw(rawHead(`x-big: ${"a".repeat(100_000)}`))).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    expect(await receiver.raw(rawHead("content-length: 1", "content-length: 2"))).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    expect(await receiver.raw(rawHead("content-length: -1"))).toMatch(/^HTTP\/1\.1 400 /);
  });

  test("many half-open connections don't keep a webhook waiting", async () => {
    using half = receiver.halfOpen(500);
    expect(await receiver.post(HOOK)).toBe(202);
    expect(half.open()).toBe(500);
  });
});

describe("paths", () => {
  test.each([
    ["GET", "/healthz", 200],
    ["HEAD", "/healthz", 200],
    ["POST", "/healthz", 405],
    ["GET", "/readyz", 200],
    ["HEAD", "/readyz", 200],
    ["DELETE", "/readyz", 405],
    ["GET", "/api/github/webhooks", 405],
    ["PUT", "/api/github/webhooks", 405],
    ["POST", "/api/github/webhooks/", 404],
    ["POST", "/hook/../api/github/webhooks", 404],
    ["GET", "/", 404],
    ["GET", "/ping", 404],
    ["GET", "/metrics", 404],
    ["GET", "/setup?installation_id=1", 404],
  ])("%s %s is answered with %i", async (method, path, status) => {
    const answer = await receiver.raw(
      `${method} ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
    );
    expect(answer).toContain(`HTTP/1.1 ${status} `);
  });

  test("/healthz tells counts", async () => {
    const response = await fetch(`${receiver.url}/healthz`);
    expect(await response.json()).toEqual({ ok: true, queue: { waiting: 0 } });
  });

  test("/readyz tells what is not ready; /healthz stays green", async () => {
    receiver.stop();
    const response = await fetch(`${receiver.url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ isReady: false, problems: ["It is stopping."] });
    expect((await fetch(`${receiver.url}/healthz`)).status).toBe(200);
  });
});
