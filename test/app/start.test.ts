import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import { SIGNING, slackHeaders } from "./chat/chat-stage.ts";
import { GOOD, startFake } from "./fake-process.ts";
import { isDeep, sample } from "../depth.ts";

type State = { readonly isReady: boolean; readonly problems: readonly string[] };

async function readiness(url: string): Promise<readonly [number, State]> {
  const response = await fetch(`${url}/readyz`);
  const state: State = JSON.parse(await response.text());
  return [response.status, state];
}

async function untilReady(url: string): Promise<void> {
  while ((await readiness(url))[0] !== 200) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("the App as a process", () => {
  test("says what is missing and ends with 1, without a word of the rest", async () => {
    await using app = startFake({ ...GOOD, WEBHOOK_SECRET: "development" });
    expect(await app.ended).toBe(1);
    expect(app.output()).toMatch(/^WEBHOOK_SECRET is a sample value .*openssl rand -hex 32.*\n$/);
  });

  test.each(sample(["PORT", "METRICS_PORT"], 1))(
    "says in one line what to set when %s is taken",
    async (name) => {
      const other = createServer();
      await new Promise<void>((resolve) => {
        other.listen(0, "127.0.0.1", resolve);
      });
      const address = other.address();
      const port = String(typeof address === "object" ? address?.port : "");
      await using app = startFake({ ...GOOD, [name]: port });
      expect(await app.ended).toBe(1);
      other.close();
      const said = app
        .output()
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("{"));
      expect(said).toEqual([
        expect.stringMatching(
          `^Can't listen on port ${port} of 127.0.0.1 \\(EADDRINUSE\\). Set ${name} to`,
        ),
      ]);
    },
  );

  test("sweeps at the start; SIGTERM lets the running look end, and ends with 0", async () => {
    await using app = startFake({ ...GOOD, FAKE_MS: "400" });
    await app.says("issue begun");
    app.kill("SIGTERM");
    expect(await app.ended).toBe(0);
    expect(app.output()).toContain("issue done");
    expect(app.output()).toContain('"unfinished":0');
    expect(app.output()).not.toMatch(/c0ffee|PRIVATE KEY/);
  });

  test.runIf(isDeep)(
    "while it stops, /readyz and webhooks get 503; kept connections don't keep it (F33)",
    async () => {
      await using app = startFake({ ...GOOD, FAKE_MS: "2000" });
      const url = await app.url();
      await app.says("issue begun");
      await untilReady(url);
      expect(await app.post()).toBe(202);
      app.kill("SIGTERM");
      await app.says("stopping");
      expect(await readiness(url)).toEqual([
        503,
        { isReady: false, problems: ["It is stopping."] },
      ]);
      expect(await app.post()).toBe(503);
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      expect(await app.ended).toBe(0);
      expect(app.output()).toContain("issue done");
    },
  );

  test.runIf(isDeep)("a second signal ends it at once", async () => {
    await using app = startFake({ ...GOOD, FAKE_MS: "60000" });
    await app.says("issue begun");
    app.kill("SIGINT");
    await app.says("stopping");
    app.kill("SIGINT");
    expect(await app.ended).toBe(1);
    expect(app.output()).not.toContain("issue done");
  });

  test.each(sample(["unhandledRejection", "uncaughtException"], 1))(
    "what nobody caught is logged, and ends it with 1: %s (F60)",
    async (stray) => {
      await using app = startFake({ ...GOOD, FAKE_STRAY: stray });
      expect(await app.ended).toBe(1);
      const fatal =
        app
          .output()
          .split("\n")
          .find((line) => line.includes('"level":60')) ?? "";
      expect(JSON.parse(fatal)).toMatchObject({ msg: stray, err: { message: "stray" } });
    },
  );

  test("with a key that GitHub does not accept it says so, and takes webhooks all the same (F07)", async () => {
    await using app = startFake({ ...GOOD, FAKE_STATUS: "401" });
    const url = await app.url();
    await app.says("GitHub does not accept the key");
    expect(await readiness(url)).toEqual([
      503,
      {
        isReady: false,
        problems: [expect.stringMatching(/^GitHub does not accept the key: are APP_ID/)],
      },
    ]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await app.post()).toBe(202);
    await app.says("issue done");
  });
});

test("what people wrote is not logged, on no level and by nobody", async () => {
  await using app = startFake({ ...GOOD, LOG_LEVEL: "trace" });
  await app.says("issue done");
  expect(await app.post()).toBe(202);
  expect(app.output()).toContain('"msg":"GitHub request"');
  expect(app.output()).not.toMatch(/Saved cards|acme|c0ffee/);
});

describe("answers from chats", () => {
  const challenge = JSON.stringify({ type: "url_verification", challenge: "abc" });
  const prove = async (url: string): Promise<readonly [number, string]> => {
    const headers = slackHeaders(challenge, Math.floor(Date.now() / 1000), "application/json");
    const sent = { method: "POST", body: challenge, headers };
    const response = await fetch(`${url}/slack/events`, sent);
    return [response.status, await response.text()];
  };

  test("are heard where there is a signing secret, and no log shows one", async () => {
    const secrets = { DAKOR_SECRET_SLACK_SIGNING: SIGNING, DAKOR_SECRET_SLACK: "xoxb-made-up-one" };
    await using app = startFake({ ...GOOD, ...secrets, LOG_LEVEL: "trace" });
    expect(await prove(await app.url())).toEqual([200, JSON.stringify({ challenge: "abc" })]);
    expect(app.output()).not.toMatch(/xoxb|0123456789abcdef/);
  });

  test("are not heard where there is none", async () => {
    await using app = startFake(GOOD);
    expect(await prove(await app.url())).toEqual([404, "not found\n"]);
  });
});

describe("metrics", () => {
  test("are on a port of their own, and not on the public one (T12)", async () => {
    await using app = startFake(GOOD);
    const [url, metricsUrl] = [await app.url(), await app.metricsUrl()];
    await app.says("issue done");
    await untilReady(url);
    expect(await app.post()).toBe(202);
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    const response = await fetch(metricsUrl);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    expect(text).toContain('dakor_deliveries_total{event="issues",status="202"} 1');
    expect(text).toContain('dakor_runs_total{kind="app",outcome="done"} 1');
    expect(text).toMatch(/^dakor_run_duration_seconds_count\{kind="issue"\} [12]$/m);
    expect(text).toMatch(/^dakor_queue_keys\{state="dead"\} 0$/m);
    expect(text).toMatch(/^dakor_ready 1$/m);
    expect(text).toMatch(/^dakor_build_info\{version="\d+\.\d+\.\d+"\} 1$/m);
    expect(text).not.toMatch(/acme|shop|lea/);
    const elsewhere = new URL("/", metricsUrl);
    expect((await fetch(elsewhere)).status).toBe(404);
    expect((await fetch(metricsUrl, { method: "POST" })).status).toBe(405);
  });

  test.runIf(isDeep)("can be left out", async () => {
    await using app = startFake({ ...GOOD, METRICS_PORT: "off" });
    await app.says("issue done");
    expect(app.output()).not.toContain('"metrics"');
  });
});
