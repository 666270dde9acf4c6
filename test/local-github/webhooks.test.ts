import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { Delivery } from "@dakor/local-github";
import { permissions, repo, startValidated } from "./start-validated.ts";

interface Received {
  readonly guid: string;
  readonly event: string;
  readonly isSigned: boolean;
  readonly action: unknown;
}

test("webhooks arrive signed, in order, each with its own guid, and a redelivery keeps the guid", async () => {
  const inbox = await startInbox();
  const { github, as, appItself, problems } = await startValidated();
  github.sendWebhooksTo(inbox.url);
  const { issues } = as("lea").rest;
  await issues.create({ ...repo, title: "One", labels: ["red", "blue"] });
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      issues.createComment({ ...repo, issue_number: 1, body: `${n}` }),
    ),
  );
  await github.settled();
  const names = inbox.received.map((one) => `${one.event}.${String(one.action)}`);
  expect(names.slice(0, 5)).toEqual([
    "label.created",
    "label.created",
    "issues.opened",
    "issues.labeled",
    "issues.labeled",
  ]);
  expect(inbox.received.every((one) => one.isSigned)).toBe(true);
  expect(new Set(inbox.received.map((one) => one.guid)).size).toBe(25);

  const [last] = github.deliveries().slice(-1);
  await appItself.rest.apps.redeliverWebhookDelivery({ delivery_id: last?.id ?? 0 });
  await github.settled();
  expect(inbox.received.at(-1)?.guid).toBe(last?.guid);
  expect(github.deliveries().at(-1)).toMatchObject({ guid: last?.guid, isRedelivery: true });
  await github.close();
  expect(problems()).toEqual([]);
});

test("deliveries can be held and released in another order, dropped, and sent twice", async () => {
  const inbox = await startInbox();
  const decisions: Readonly<Record<string, "hold" | "drop" | "twice">> = {
    labeled: "hold",
    unlabeled: "drop",
    closed: "twice",
  };
  const { github, as } = await startValidated({
    deliver: (delivery: Delivery) => decisions[delivery.action ?? ""] ?? "send",
  });
  github.sendWebhooksTo(inbox.url);
  const { issues } = as("lea").rest;
  const at = { ...repo, issue_number: 1 };
  await issues.create({ ...repo, title: "One", labels: ["red", "blue"] });
  await issues.removeLabel({ ...at, name: "red" });
  await issues.update({ ...at, state: "closed" });
  await github.settled();
  const actions = (): readonly unknown[] => inbox.received.map((one) => one.action);
  expect(actions()).toEqual(["created", "created", "opened", "closed", "closed"]);
  github.release((held) => held.toReversed());
  await github.settled();
  expect(actions().slice(5)).toEqual(["labeled", "labeled"]);
  await github.close();
});

test("only events that the App listens to are delivered", async () => {
  const { github, as } = await startValidated({
    app: { slug: "helper", appId: 12, webhookSecret: "secret", permissions, events: ["issues"] },
  });
  const { issues } = as("lea").rest;
  await issues.create({ ...repo, title: "One" });
  await issues.createComment({ ...repo, issue_number: 1, body: "Hm" });
  github.announceInstallation("lea");
  expect(github.deliveries().map((one) => one.event)).toEqual(["issues", "installation"]);
  await github.close();
});

async function startInbox(): Promise<{
  readonly url: string;
  readonly received: readonly Received[];
}> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += String(chunk);
    });
    request.on("end", () => {
      const payload: unknown = JSON.parse(text);
      const signature = createHmac("sha256", "secret").update(text).digest("hex");
      received.push({
        guid: String(request.headers["x-github-delivery"]),
        event: String(request.headers["x-github-event"]),
        isSigned: request.headers["x-hub-signature-256"] === `sha256=${signature}`,
        action:
          typeof payload === "object" && payload !== null && "action" in payload
            ? payload.action
            : null,
      });
      response.end("ok");
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  return { url: `http://127.0.0.1:${portOf(server.address())}/`, received };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}
