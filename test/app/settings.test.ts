import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Environment } from "../../src/app/environment.ts";
import { readSettings, secretsOf } from "../../src/app/settings.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PEM = privateKey.export({ type: "pkcs1", format: "pem" }).toString().trim();
const PKCS8 = privateKey.export({ type: "pkcs8", format: "pem" }).toString().trim();
const SECRET = "c0ffee".repeat(8);
const GOOD: Environment = { APP_ID: "123", PRIVATE_KEY: PEM, WEBHOOK_SECRET: SECRET };

function read(environment: Environment): ReturnType<typeof readSettings> {
  return readSettings({ ...GOOD, ...environment }, (path) => {
    if (path === "key.pem") return `${PEM}\n`;
    throw new Error("ENOENT");
  });
}

describe("settings", () => {
  test("have defaults where there can be some", () => {
    expect(read({})).toEqual({
      ok: true,
      value: {
        appId: 123,
        privateKey: PEM,
        webhookSecrets: [SECRET],
        databaseUrl: undefined,
        port: 3000,
        host: undefined,
        metricsPort: 9464,
        metricsHost: "127.0.0.1",
        logLevel: "info",
        writePace: 1000,
        baseUrl: undefined,
        chat: {},
        slackApi: "https://slack.com/api",
      },
    });
  });

  test.each<[string, Environment, object]>([
    [
      "a key with \\n in two characters",
      { PRIVATE_KEY: PEM.replaceAll("\n", "\\n") },
      { privateKey: PEM },
    ],
    ["a key in base64", { PRIVATE_KEY: Buffer.from(PEM).toString("base64") }, { privateKey: PEM }],
    ["a PKCS#8 key", { PRIVATE_KEY: PKCS8 }, { privateKey: PKCS8 }],
    ["a key in a file", { PRIVATE_KEY: "", PRIVATE_KEY_PATH: "key.pem" }, { privateKey: PEM }],
    [
      "address and level",
      { PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "debug" },
      { port: 0, host: "127.0.0.1", logLevel: "debug" },
    ],
    [
      "a second secret",
      { WEBHOOK_SECRET_OLD: "decafbad".repeat(4) },
      { webhookSecrets: [SECRET, "decafbad".repeat(4)] },
    ],
    [
      "a database",
      { DATABASE_URL: "postgresql://dakor:pw@db/dakor" },
      { databaseUrl: "postgresql://dakor:pw@db/dakor" },
    ],
    [
      "metrics elsewhere",
      { METRICS_PORT: "0", METRICS_HOST: "10.0.0.1" },
      { metricsPort: 0, metricsHost: "10.0.0.1" },
    ],
    ["no metrics", { METRICS_PORT: "off" }, { metricsPort: undefined }],
    ["no pace", { WRITE_PACE_MS: "0" }, { writePace: 0 }],
    [
      "an Enterprise Server",
      { GHE_HOST: "github.example.com" },
      { baseUrl: "https://github.example.com/api/v3" },
    ],
    [
      "a local GitHub",
      { GHE_HOST: "localhost:4000", GHE_PROTOCOL: "http" },
      { baseUrl: "http://localhost:4000/api/v3" },
    ],
    [
      "what chats are answered with",
      {
        DAKOR_SECRET_SLACK_SIGNING: "0123456789abcdef".repeat(2),
        DAKOR_SECRET_SLACK: "xoxb-0000-made-up",
        DAKOR_SECRET_TEAMS_SIGNING: btoa("k".repeat(32)),
      },
      {
        chat: {
          slackSigning: "0123456789abcdef".repeat(2),
          slackToken: "xoxb-0000-made-up",
          teamsSigning: btoa("k".repeat(32)),
        },
      },
    ],
    [
      "GovSlack",
      { DAKOR_SLACK_API: "https://slack-gov.com/api/" },
      { slackApi: "https://slack-gov.com/api" },
    ],
  ])("take %s", (_, environment, expected) => {
    expect(read(environment)).toMatchObject({ ok: true, value: expected });
  });

  test.each<[string, Environment, RegExp]>([
    ["no secret", { WEBHOOK_SECRET: undefined }, /^WEBHOOK_SECRET is not set.*openssl/],
    ["an empty secret", { WEBHOOK_SECRET: "" }, /^WEBHOOK_SECRET is not set/],
    [
      "Probot's default secret",
      { WEBHOOK_SECRET: "development" },
      /^WEBHOOK_SECRET is a sample value/,
    ],
    ["a short secret", { WEBHOOK_SECRET: "x".repeat(31) }, /^WEBHOOK_SECRET is shorter than 32/],
    ...[",", " ", ", ,", "*", "acme;other", "https://github.com/acme", "@acme"].map(
      (owners): [string, Environment, RegExp] => [
        `owners that are no names (${JSON.stringify(owners)})`,
        { DAKOR_NOTIFY_OWNERS: owners },
        /^DAKOR_NOTIFY_OWNERS must be names/,
      ],
    ),
    [
      "Slack's API without a scheme",
      { DAKOR_SLACK_API: "slack-gov.com/api" },
      /^DAKOR_SLACK_API must/,
    ],
    ["Slack's API in the clear", { DAKOR_SLACK_API: "http://x/api" }, /^DAKOR_SLACK_API must/],
    ["a short old secret", { WEBHOOK_SECRET_OLD: "x" }, /^WEBHOOK_SECRET_OLD is shorter than 32/],
    [
      "another database",
      { DATABASE_URL: "mysql://db/dakor" },
      /^DATABASE_URL must start with postgres:/,
    ],
    ["a database without a scheme", { DATABASE_URL: "db/dakor" }, /^DATABASE_URL must start with/],
    [
      "a database's password with a slash",
      { DATABASE_URL: "postgres://dakor:a/b@db:x/dakor" },
      /^DATABASE_URL can't be read.*%2F/,
    ],
    ["metrics at no port", { METRICS_PORT: "on" }, /^METRICS_PORT must be .* or "off"/],
    ["a pace in words", { WRITE_PACE_MS: "1s" }, /^WRITE_PACE_MS must be .*60000 \(default 1000\)/],
    ["no App", { APP_ID: "" }, /^APP_ID is not set/],
    ["a client ID", { APP_ID: "Iv23liABCDEF" }, /^APP_ID must be a number/],
    ["no key", { PRIVATE_KEY: undefined }, /^PRIVATE_KEY is not set.*PRIVATE_KEY_PATH/],
    [
      "the key's first line only",
      { PRIVATE_KEY: "-----BEGIN RSA PRIVATE KEY-----" },
      /^PRIVATE_KEY is not a private key/,
    ],
    ["a public key", { PRIVATE_KEY: "ssh-rsa AAAA" }, /^PRIVATE_KEY is not a private key/],
    [
      "no such file",
      { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: "none.pem" },
      /can't be read: none\.pem$/,
    ],
    [
      "a token for Slack's signing secret",
      { DAKOR_SECRET_SLACK_SIGNING: "xoxb-0000-made-up" },
      /^DAKOR_SECRET_SLACK_SIGNING must be the "Signing Secret"(?!.*made-up)/,
    ],
    [
      "Slack's signing secret without the token",
      { DAKOR_SECRET_SLACK_SIGNING: "0123456789abcdef".repeat(2) },
      /^DAKOR_SECRET_SLACK_SIGNING needs DAKOR_SECRET_SLACK beside it/,
    ],
    [
      "a password for the token of Teams",
      { DAKOR_SECRET_TEAMS_SIGNING: "hush" },
      /^DAKOR_SECRET_TEAMS_SIGNING must be the security token(?!.*hush)/,
    ],
    ["a port in words", { PORT: "http" }, /^PORT must be/],
    ["a port too high", { PORT: "65536" }, /^PORT must be/],
    ["a level that isn't", { LOG_LEVEL: "loud" }, /^LOG_LEVEL must be/],
    ["a host with a scheme", { GHE_HOST: "https://github.example.com" }, /^GHE_HOST must be/],
    [
      "a scheme that isn't",
      { GHE_HOST: "localhost", GHE_PROTOCOL: "ftp" },
      /^GHE_PROTOCOL must be/,
    ],
  ])("refuse %s", (_, environment, expected) => {
    const result = read(environment);
    expect(result.ok ? [] : result.error).toEqual([expect.stringMatching(expected)]);
  });

  test("tell all problems at once, and no secrets", () => {
    const result = readSettings(
      {
        PRIVATE_KEY: "my key",
        WEBHOOK_SECRET: "hush",
        WEBHOOK_SECRET_OLD: "hush",
        DATABASE_URL: "http://dakor:hush@db",
      },
      () => "",
    );
    const problems = result.ok ? [] : result.error;
    expect(problems).toHaveLength(5);
    expect(problems.join()).not.toMatch(/my key|hush/);
  });

  test("name all that no log may show: the database's password too, as written and as meant", () => {
    const url = "postgres://dakor:p%40ss-word@db/dakor?password=other-word";
    const settings = read({ WEBHOOK_SECRET_OLD: "decafbad".repeat(4), DATABASE_URL: url });
    expect(settings.ok && secretsOf(settings.value)).toEqual(
      expect.arrayContaining([
        PEM,
        SECRET,
        "decafbad".repeat(4),
        url,
        "p%40ss-word",
        "p@ss-word",
        "other-word",
      ]),
    );
  });
});
