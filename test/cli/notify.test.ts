import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { identity, json, startReceiver, type Receiver } from "../notify/receiver.ts";
import { createRepository } from "./repository.ts";
import { runCli, type Said } from "./run-cli.ts";

const repository = createRepository();
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  repository.write("ca.pem", identity.cert);
});
beforeEach(() => receiver.answers(json(200, { ok: true, ts: "1.000001" })));
afterAll(async () => {
  await receiver.close();
  repository[Symbol.dispose]();
});

const SECRET = "xoxb-planted-secret";

function configure(): void {
  repository.write(
    ".github/dakor.yml",
    `notify:
  team-chat:
    type: slack
    channel: C0123456789
    secret: DAKOR_SECRET_CHAT
  hook:
    type: webhook
    url: https://localhost:${receiver.port}/hook
    secret: DAKOR_SECRET_HOOK
`,
  );
}

async function notify(
  args: readonly string[],
  given: Readonly<Record<string, string>> = {},
): Promise<Said> {
  return runCli(["notify", ...args], {
    cwd: repository.path,
    environment: {
      PATH: process.env["PATH"] ?? "",
      NODE_EXTRA_CA_CERTS: `${repository.path}/ca.pem`,
      DAKOR_NOTIFY_ALLOW: "127.0.0.0/8, ::1/128",
      DAKOR_SLACK_API: `https://localhost:${receiver.port}/api`,
      DAKOR_SECRET_CHAT: SECRET,
      DAKOR_SECRET_HOOK: `whsec_${btoa("k".repeat(32))}`,
      ...given,
    },
  });
}

describe("dakor notify --test", () => {
  test("sends a marked message to each target, and says so", async () => {
    configure();
    const before = receiver.received.length;
    const { code, out, errors } = await notify(["--test"]);
    expect({ code, out, errors }).toEqual({
      code: 0,
      out: "team-chat (slack): sent\nhook (webhook): sent\n",
      errors: "",
    });
    const received = receiver.received.slice(before);
    expect(received.map(({ path }) => path).toSorted()).toEqual(["/api/chat.postMessage", "/hook"]);
    for (const { body } of received) expect(body).toContain("TEST: dakor reaches you here");
  });

  test("sends to one, where one is named", async () => {
    configure();
    const { code, out } = await notify(["--test", "hook"]);
    expect([code, out]).toEqual([0, "hook (webhook): sent\n"]);
  });

  test("says which variable is missing, and ends with 1 though another was reached", async () => {
    configure();
    const { code, out } = await notify(["--test"], { DAKOR_SECRET_CHAT: "" });
    expect(code).toBe(1);
    expect(out).toBe(
      "team-chat (slack): not sent: its secret is not set. Set DAKOR_SECRET_CHAT to the bot token of your Slack App, which begins with xoxb-.\nhook (webhook): sent\n",
    );
  });

  test("tests what is right, and says of the rest where its mistake is", async () => {
    const wrong = "  team-chat: { type: slack, channel: C0123456789, secret: xoxb-planted-1 }";
    const right = `  hook: { type: webhook, url: https://localhost:${receiver.port}/hook, secret: DAKOR_SECRET_HOOK }`;
    repository.write(".github/dakor.yml", `notify:\n${wrong}\n${right}\n`);
    const all = await notify(["--test"]);
    expect(all.code).toBe(1);
    expect(all.out).toMatch(
      /^hook \(webhook\): sent\nteam-chat: not tested: .*dakor\.yml:2:\d+: notify\.team-chat\.secret: expected .*\n$/,
    );
    const inJson = JSON.parse((await notify(["--test", "--json"])).out);
    expect(inJson).toMatchObject({
      targets: [
        { name: "hook", is_sent: true },
        { name: "team-chat", is_sent: false, why: expect.stringContaining("dakor.yml:2:") },
      ],
    });
    const one = await notify(["--test", "hook"]);
    expect([one.code, one.out]).toEqual([0, "hook (webhook): sent\n"]);
    const other = await notify(["--test", "team-chat"]);
    expect([other.code, other.out]).toEqual([2, ""]);
    expect(other.errors).toContain("notify.team-chat.secret: expected");
    expect(all.out + other.errors).not.toContain("planted");
  });

  test("T54: tells no secret, whatever the target answers", async () => {
    configure();
    receiver.answers(json(200, { ok: false, error: `bad ${SECRET}` }));
    const { code, out, errors } = await notify(["--test", "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      schema_version: 1,
      targets: [
        { name: "team-chat", type: "slack", is_sent: false, why: "its answer can't be read" },
        { name: "hook", type: "webhook", is_sent: true },
      ],
    });
    expect(out + errors).not.toContain(SECRET);
  });

  test("T48: doesn't reach into the own network without the operator's leave", async () => {
    configure();
    const before = receiver.received.length;
    const { code, out } = await notify(["--test", "hook"], { DAKOR_NOTIFY_ALLOW: "" });
    expect(code).toBe(1);
    expect(out).toMatch(/^hook \(webhook\): not sent: .*DAKOR_NOTIFY_ALLOW/);
    expect(receiver.received.length).toBe(before);
  });

  test.each<{ what: string; args: readonly string[]; config?: string; words: RegExp }>([
    { what: "without --test", args: [], words: /dakor notify --test/ },
    {
      what: "without a target",
      args: ["--test"],
      config: "timezone: UTC",
      words: /There is no target: add one under "notify"/,
    },
    {
      what: "with an unknown name",
      args: ["--test", "chat"],
      words: /no target "chat" in .*, only: team-chat, hook\./,
    },
    {
      what: "with a mistake",
      args: ["--test"],
      config: "notify: { x: { type: smoke } }",
      words: /dakor\.yml:1:\d+: notify\.x\.type: expected/,
    },
    {
      what: "T40: with a literal secret",
      args: ["--test"],
      config: "notify: { x: { type: slack, channel: C0123456789, secret: xoxb-planted-1 } }",
      words: /dakor\.yml:1:\d+: notify\.x\.secret: expected/,
    },
  ])("$what says what to type", async ({ args, config, words }) => {
    if (config === undefined) configure();
    else repository.write(".github/dakor.yml", config);
    const { code, out, errors } = await notify(args);
    expect([code, out]).toEqual([2, ""]);
    expect(errors).toMatch(words);
    expect(errors).not.toContain("planted");
  });

  test("refuses a range that is none", async () => {
    configure();
    const { code, errors } = await notify(["--test"], { DAKOR_NOTIFY_ALLOW: "everything" });
    expect(code).toBe(2);
    expect(errors).toContain(
      'DAKOR_NOTIFY_ALLOW: expected ranges such as 10.1.0.0/16, not "everything"',
    );
  });
});
