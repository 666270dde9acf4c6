import { pino, type DestinationStream, type Logger } from "pino";
import type { LogLevel } from "./settings.ts";

export type LogOptions = {
  readonly level: LogLevel;
  /** Never to be seen in a line, whoever logs it. */
  readonly secrets: readonly string[];
  readonly to?: DestinationStream;
};

const TOKENS = [
  /\bgh[a-z]_\w{16,}/g,
  /\bgithub_pat_\w{16,}/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g,
  /-----BEGIN [A-Z ]+-----.*?-----END [A-Z ]+-----/gs,
];

/** JSON lines on standard output, written at once, so that the last one before an exit is not lost. */
export function createLog({ level, secrets, to }: LogOptions): Logger {
  return pino(
    {
      level,
      // People's words and whole payloads; Octokit and Probot log them on the level "debug".
      redact: ["body", "query", "variables", "event", "*.authorization"],
      serializers: { err: showError },
      hooks: { streamWrite: (line) => censor(line, secrets) },
    },
    to ?? pino.destination({ fd: 1, sync: true }),
  );
}

/** Octokit's errors hold the request, and GitHub's answer; neither belongs in a log. */
function showError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  return "status" in error
    ? { name, message, status: error.status, stack }
    : { name, message, stack };
}

export function censor(line: string, secrets: readonly string[]): string {
  const withoutTokens = TOKENS.reduce((text, token) => text.replaceAll(token, "[secret]"), line);
  return secrets.reduce((text, secret) => text.replaceAll(secret, "[secret]"), withoutTokens);
}
