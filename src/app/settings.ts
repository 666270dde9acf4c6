import { createPrivateKey } from "node:crypto";
import { err, ok, type Result } from "../core/result.ts";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Settings = {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly port: number;
  /** Undefined: every address of the machine, as containers and hosts of servers expect. */
  readonly host: string | undefined;
  readonly logLevel: LogLevel;
  /** GitHub Enterprise Server's API; undefined for github.com. */
  readonly baseUrl: string | undefined;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the README of nearly every Probot app sets. */
const SAMPLE_SECRETS = new Set(["development", "your-webhook-secret", "changeme-changeme"]);
const SHORTEST_SECRET = 16;
const WHERE = "on your App's page, https://github.com/settings/apps";

/** All problems at once, each with what to set and where to get it; none shows a value that may be secret. */
export function readSettings(
  environment: Environment,
  readFile: (path: string) => string,
): Result<Settings, readonly string[]> {
  const problems: string[] = [];
  function need<T>(result: Result<T, string>): T | undefined {
    if (result.ok) return result.value;
    problems.push(result.error);
    return undefined;
  }
  const appId = need(readAppId(environment["APP_ID"]));
  const privateKey = need(readPrivateKey(environment, readFile));
  const webhookSecret = need(readSecret(environment["WEBHOOK_SECRET"]));
  const port = need(readPort(environment["PORT"]));
  const logLevel = need(readLogLevel(environment["LOG_LEVEL"]));
  const github = need(readBaseUrl(environment));
  if (
    appId === undefined ||
    privateKey === undefined ||
    webhookSecret === undefined ||
    port === undefined ||
    logLevel === undefined ||
    github === undefined
  ) {
    return err(problems);
  }
  const host = environment["HOST"] || undefined;
  return ok({ appId, privateKey, webhookSecret, port, host, logLevel, baseUrl: github.baseUrl });
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

function readSecret(text: string | undefined): Result<string, string> {
  const how = `Make one with "openssl rand -hex 32", and set it here and as "Webhook secret" ${WHERE}.`;
  if (!text) return err(`WEBHOOK_SECRET is not set. ${how}`);
  if (SAMPLE_SECRETS.has(text)) {
    return err(`WEBHOOK_SECRET is a sample value that anybody can guess. ${how}`);
  }
  if (text.length >= SHORTEST_SECRET) return ok(text);
  return err(`WEBHOOK_SECRET is shorter than ${SHORTEST_SECRET} characters. ${how}`);
}

function readPort(text: string | undefined): Result<number, string> {
  if (!text) return ok(3000);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65535 ? ok(port) : err("PORT must be a number from 0 to 65535 (default 3000).");
}

function readLogLevel(text: string | undefined): Result<LogLevel, string> {
  const level = LOG_LEVELS.find((known) => known === (text || "info"));
  return level === undefined
    ? err(`LOG_LEVEL must be one of ${LOG_LEVELS.join(", ")} (default info).`)
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
  const scheme = protocol || "https";
  if (scheme !== "https" && scheme !== "http") return err("GHE_PROTOCOL must be https or http.");
  return ok({ baseUrl: `${scheme}://${host}/api/v3` });
}
