import { createPrivateKey } from "node:crypto";
import { err, ok } from "../core/model/result.ts";
import type { Result } from "../core/model/result.ts";
import { readAddressRule } from "../notify/address-rule.ts";
import { readOwners } from "../notify/open-targets.ts";
import { SETTINGS } from "./environment.ts";
import type { Environment } from "./environment.ts";
import { defined } from "../core/model/defined.ts";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Settings = {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** The one to sign with, and the one that is still accepted while somebody changes it. */
  readonly webhookSecrets: readonly [string, ...string[]];
  /** Undefined: the queue lives in memory. */
  readonly databaseUrl: string | undefined;
  readonly port: number;
  /** Undefined: every address of the machine, as containers and hosts of servers expect. */
  readonly host: string | undefined;
  /** Undefined: no metrics. */
  readonly metricsPort: number | undefined;
  readonly metricsHost: string;
  readonly logLevel: LogLevel;
  /** Milliseconds between two writes of one installation. */
  readonly writePace: number;
  /** GitHub Enterprise Server's API; undefined for github.com. */
  readonly baseUrl: string | undefined;
  readonly chat: ChatSecrets;
  /** Slack's Web API, without a "/" at its end. */
  readonly slackApi: string;
};

/** What people's answers from chats are checked and answered with; what is left out isn't heard. */
type ChatSecrets = {
  readonly slackSigning?: string;
  readonly slackToken?: string;
  readonly teamsSigning?: string;
};

/** What the README of nearly every Probot app sets. */
const SAMPLE_SECRETS = new Set(["development", "your-webhook-secret", "changeme-changeme"]);
const SHORTEST_SECRET = 32;
const LAST_PORT = 65_535;
const WHERE = "on your App's page, https://github.com/settings/apps";

const SCHEMES = new Set(["postgres:", "postgresql:"]);
const EXAMPLE = "like postgres://dakor:password@db.example.com/dakor";

/** All problems at once, each with what to set and where to get it; none shows a value that may be secret. */
export function readSettings(
  environment: Environment,
  readFile: (path: string) => string,
): Result<Settings, readonly string[]> {
  const problems: string[] = [];
  function need<T>(result: Result<T, string>, without: T): T {
    if (result.ok) return result.value;
    problems.push(result.error);
    return without;
  }
  const settings: Settings = {
    appId: need(readAppId(environment.APP_ID), 0),
    privateKey: need(readPrivateKey(environment, readFile), ""),
    webhookSecrets: [
      need(readSecret(environment, "WEBHOOK_SECRET"), ""),
      ...(environment.WEBHOOK_SECRET_OLD
        ? [need(readSecret(environment, "WEBHOOK_SECRET_OLD"), "")]
        : []),
    ],
    databaseUrl: need(readDatabaseUrl(environment.DATABASE_URL), { url: undefined }).url,
    port: need(readNumber(environment, "PORT", LAST_PORT), 0),
    host: environment.HOST || undefined,
    metricsPort:
      environment.METRICS_PORT === "off"
        ? undefined
        : need(readNumber(environment, "METRICS_PORT", LAST_PORT), 0),
    metricsHost: environment.METRICS_HOST || SETTINGS.METRICS_HOST.default,
    logLevel: need(readLogLevel(environment.LOG_LEVEL), "info"),
    writePace: need(readNumber(environment, "WRITE_PACE_MS", 60_000), 0),
    baseUrl: need(readBaseUrl(environment), { baseUrl: undefined }).baseUrl,
    chat: need(readChat(environment), {}),
    slackApi: need(readSlackApi(environment.DAKOR_SLACK_API), ""),
  };
  need(readAllowed(environment.DAKOR_NOTIFY_ALLOW), undefined);
  need(readOwners(environment.DAKOR_NOTIFY_OWNERS), undefined);
  return problems.length > 0 ? err(problems) : ok(settings);
}

/** What no log may show. */
export function secretsOf(settings: Settings): readonly string[] {
  const { privateKey, webhookSecrets, databaseUrl, chat } = settings;
  return [privateKey, ...Object.values(chat), ...webhookSecrets, ...secretsOfUrl(databaseUrl)];
}

function readAllowed(text: string | undefined): Result<unknown, string> {
  const rule = readAddressRule(text);
  return rule.ok ? rule : err(`DAKOR_NOTIFY_ALLOW: ${rule.error}`);
}

function readSlackApi(text: string | undefined): Result<string, string> {
  const api = (text || SETTINGS.DAKOR_SLACK_API.default).replace(/\/+$/, "");
  return parse(api)?.protocol === "https:"
    ? ok(api)
    : err(
        `DAKOR_SLACK_API must be an https address, like ${SETTINGS.DAKOR_SLACK_API.default} (default) or https://slack-gov.com/api.`,
      );
}

function readAppId(text: string | undefined): Result<number, string> {
  if (!text) return err(`APP_ID is not set. Set it to the number "App ID" ${WHERE}.`);
  if (/^[1-9]\d{0,15}$/.test(text)) return ok(Number(text));
  return err(`APP_ID must be a number: the "App ID" ${WHERE}, not the client ID.`);
}

function readPrivateKey(
  environment: Environment,
  readFile: (path: string) => string,
): Result<string, string> {
  const { PRIVATE_KEY: text, PRIVATE_KEY_PATH: path } = environment;
  const where = `Generate one under "Private keys" ${WHERE}.`;
  if (text) return checkPrivateKey(text, `PRIVATE_KEY is not a private key (PEM). ${where}`);
  if (!path) {
    return err(
      `PRIVATE_KEY is not set. Set it to the text of the .pem file, or PRIVATE_KEY_PATH to its path. ${where}`,
    );
  }
  try {
    return checkPrivateKey(
      readFile(path),
      `The file that PRIVATE_KEY_PATH names is not a private key (PEM). ${where}`,
    );
  } catch {
    return err(`The file that PRIVATE_KEY_PATH names can't be read: ${path}`);
  }
}

function checkPrivateKey(text: string, problem: string): Result<string, string> {
  // Few places that hold environment variables can hold lines: so "\n" in two characters, or base64.
  const lines = text.trim().replaceAll("\\n", "\n");
  const pem = lines.startsWith("-----BEGIN")
    ? lines
    : Buffer.from(lines, "base64").toString("utf8").trim();
  try {
    createPrivateKey(pem);
    return ok(pem);
  } catch {
    return err(problem);
  }
}

function readSecret(
  environment: Environment,
  name: "WEBHOOK_SECRET" | "WEBHOOK_SECRET_OLD",
): Result<string, string> {
  const text = environment[name];
  const how =
    name === "WEBHOOK_SECRET"
      ? `Make one with "openssl rand -hex 32", and set it here and as "Webhook secret" ${WHERE}.`
      : "It is the secret from before a change; leave it out when there is none.";
  if (!text) return err(`${name} is not set. ${how}`);
  if (SAMPLE_SECRETS.has(text)) {
    return err(`${name} is a sample value that anybody can guess. ${how}`);
  }
  if (text.length >= SHORTEST_SECRET) return ok(text);
  return err(`${name} is shorter than ${SHORTEST_SECRET} characters. ${how}`);
}

/** As Slack and Teams make them: whatever else is in one of them was pasted into the wrong place. */
const CHAT_SECRETS = {
  DAKOR_SECRET_SLACK_SIGNING: {
    form: /^[0-9a-f]{32}$/,
    what: 'the "Signing Secret" under "Basic Information" of your Slack app: 32 digits and letters a to f',
  },
  DAKOR_SECRET_SLACK: {
    form: /^xoxb-[\w-]{10,}$/,
    what: "the bot token of your Slack app, xoxb-…",
  },
  DAKOR_SECRET_TEAMS_SIGNING: {
    form: /^[\w+/]{43}=$/,
    what: "the security token that Teams shows when the outgoing webhook is made: 44 characters that end in =",
  },
} as const;

function readChat(environment: Environment): Result<ChatSecrets, string> {
  const names = ["DAKOR_SECRET_SLACK_SIGNING", "DAKOR_SECRET_TEAMS_SIGNING"] as const;
  const signing = names.map((name) => environment[name]?.trim() || undefined);
  const token = environment.DAKOR_SECRET_SLACK?.trim() || undefined;
  const [slackSigning, teamsSigning] = signing;
  const wrong = names.find((name, index) => {
    const text = signing[index];
    return text !== undefined && !CHAT_SECRETS[name].form.test(text);
  });
  if (wrong !== undefined) return err(`${wrong} must be ${CHAT_SECRETS[wrong].what}.`);
  if (slackSigning !== undefined && !CHAT_SECRETS.DAKOR_SECRET_SLACK.form.test(token ?? "")) {
    return err(
      `DAKOR_SECRET_SLACK_SIGNING needs DAKOR_SECRET_SLACK beside it: ${CHAT_SECRETS.DAKOR_SECRET_SLACK.what}.`,
    );
  }
  return ok({
    ...defined({ slackSigning, slackToken: token, teamsSigning }),
  });
}

function readNumber(
  environment: Environment,
  name: "PORT" | "METRICS_PORT" | "WRITE_PACE_MS",
  most: number,
): Result<number, string> {
  const usual = SETTINGS[name].default;
  const text = environment[name] || usual;
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (number <= most) return ok(number);
  const other = name === "METRICS_PORT" ? ', or "off"' : "";
  return err(`${name} must be a number from 0 to ${most}${other} (default ${usual}).`);
}

function readLogLevel(text: string | undefined): Result<LogLevel, string> {
  const level = LOG_LEVELS.find((known) => known === (text || SETTINGS.LOG_LEVEL.default));
  return level === undefined
    ? err(
        `LOG_LEVEL must be one of ${LOG_LEVELS.join(", ")} (default ${SETTINGS.LOG_LEVEL.default}).`,
      )
    : ok(level);
}

function readBaseUrl({
  GHE_HOST: host,
  GHE_PROTOCOL: protocol,
}: Environment): Result<{ readonly baseUrl: string | undefined }, string> {
  if (!host) return ok({ baseUrl: undefined });
  if (!/^[A-Za-z0-9.-]+(?::\d{1,5})?$/.test(host)) {
    return err('GHE_HOST must be a host name without "https://", like github.example.com.');
  }
  const scheme = protocol || SETTINGS.GHE_PROTOCOL.default;
  if (scheme !== "https" && scheme !== "http") return err("GHE_PROTOCOL must be https or http.");
  return ok({ baseUrl: `${scheme}://${host}/api/v3` });
}

/** Undefined: the queue lives in memory. */
function readDatabaseUrl(
  text: string | undefined,
): Result<{ readonly url: string | undefined }, string> {
  if (!text) return ok({ url: undefined });
  const url = parse(text);
  if (url !== undefined && SCHEMES.has(url.protocol)) return ok({ url: text });
  return /^postgres(?:ql)?:/.test(text)
    ? err(
        `DATABASE_URL can't be read. It must be ${EXAMPLE}; write @ : / # % in a password as %40 %3A %2F %23 %25.`,
      )
    : err(
        `DATABASE_URL must start with postgres:// or postgresql://, ${EXAMPLE}. Leave it out to keep the queue in memory.`,
      );
}

/** What no log may show of it: as it is written there, and as it is meant. */
function secretsOfUrl(text: string | undefined): readonly string[] {
  const url = text === undefined ? undefined : parse(text);
  if (text === undefined || url === undefined) return [];
  const passwords = [url.password, url.searchParams.get("password") ?? ""];
  return [text, ...passwords, ...passwords.map(decode)];
}

function parse(text: string): URL | undefined {
  return URL.parse(text) ?? undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
