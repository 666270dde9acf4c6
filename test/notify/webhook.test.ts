import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectTarget } from "../../src/notify/connect-target.ts";
import { KEYS, connectTo, environmentFor, targetOf } from "./environment-for.ts";
import { ALERT } from "./messages.ts";
import { arrivingAt, json, startReceiver, type Receiver } from "./receiver.ts";

let receiver: Receiver;
beforeAll(async () => void (receiver = await startReceiver()));
afterAll(async () => receiver.close());

describe("a webhook", () => {
  test("T50: is signed by both secrets, as the reference library has it", async () => {
    receiver.answers(json(200, {}));
    const [got] = await arrivingAt(receiver, () => connectTo(receiver.port, "webhook").send(ALERT));
    const { body = "", headers = {} } = got ?? {};
    const named = Object.fromEntries(
      ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => [
        name,
        String(headers[name]),
      ]),
    );
    for (const key of KEYS) {
      expect(new Webhook(key).verify(body, named)).toMatchObject({
        type: "incident.alert",
        data: { id: ALERT.id, title: ALERT.title, is_drill: false, incident: { number: 42 } },
      });
    }
    expect(named["webhook-signature"]?.split(" ")).toHaveLength(2);
    expect(() => new Webhook(KEYS[0]).verify(`${body} `, named)).toThrow("No matching signature");
    expect(() => new Webhook(`whsec_${btoa("c".repeat(24))}`).verify(body, named)).toThrow(
      "No matching signature",
    );
  });

  test("T50: has the same id on every try, and a new time", async () => {
    let now = Date.parse("2026-11-27T03:10:00Z");
    receiver.answers(json(503, {}));
    const target = connectTo(receiver.port, "webhook", () => now);
    const received = await arrivingAt(receiver, async () => {
      await target.send(ALERT);
      now += 5_000;
      await target.send(ALERT);
    });
    expect(
      received.map(({ headers }) => [headers["webhook-id"], headers["webhook-timestamp"]]),
    ).toEqual([
      [ALERT.id, "1795749000"],
      [ALERT.id, "1795749005"],
    ]);
    expect(received[0]?.body).toBe(received[1]?.body);
  });

  test.each([
    "",
    "whsec_",
    "whsec_c2hvcnQ=",
    "planted",
    `${KEYS[0]} x`,
    `whsec_${btoa("x".repeat(65))}`,
  ])("with the secret %j is not sent unsigned", async (secret) => {
    const target = connectTarget(
      targetOf("webhook", { url: `https://hook.example:${receiver.port}/` }),
      environmentFor({ secrets: secret === "" ? {} : { DAKOR_SECRET_TARGET: secret } }),
    );
    const received = await arrivingAt(receiver, async () =>
      expect(await target.send(ALERT)).toMatchObject({ kind: "refused" }),
    );
    expect(received).toEqual([]);
  });
});
