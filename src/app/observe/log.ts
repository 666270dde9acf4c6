import { pino, type DestinationStream, type Logger } from "pino";
import type { LogLevel } from "../settings.ts";
import { currentTrace, deliveriesOf } from "./trace.ts";

type LogOptions = {
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
/** Shorter ones are found in words and numbers that tell nothing, and cutting those out breaks the line. */
const SHORTEST = 6;

/** Characters of lines that wait for a full disk to take them; what comes after is dropped. */
const MOST_WAITING = 1_000_000;

/** JSON lines on standard output, written at once, so that the last one before an exit is not lost. */
export function createLog({ level, secrets, to }: LogOptions): Logger {
  const censored = secrets
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter((secret) => secret.length >= SHORTEST);
  return pino(
    {
      level,
      // Last line of defence: people's words and whole payloads.
      redact: ["body", "query", "variables", "event", "*.authorization"],
      serializers: { err: showError },
      mixin: nameDeliveries,
      hooks: { streamWrite: (line) => censor(line, censored) },
    },
    to ?? standardOutput(),
  );
}

/** A disk that is full, or a reader that is gone, costs lines and not the process: unheard, the error would end it. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ fd: 1, sync: true, maxLength: MOST_WAITING });
  output.on("error", () => undefined);
  // Without its flushSync, which pino calls after the last words: that tries a full disk again and again, for ever.
  return { write: (line) => void output.write(line) };
}

/**
 * For Probot and Octokit: on the level "debug" they log whole requests, field by field, with titles and texts. Of
 * what they say only the message and the error are kept.
 */
export function wordless(log: Logger): Logger {
  return log.child({}, { formatters: { log: onlyError } });
}

function onlyError(fields: object): object {
  return { ...("err" in fields ? { err: fields.err } : {}), ...currentTrace() };
}

/** A line about a key names the deliveries in its reasons; any other those of the run that it belongs to. */
function nameDeliveries(fields: object): object {
  if (!("reasons" in fields) || !Array.isArray(fields.reasons)) return { ...currentTrace() };
  const deliveries = deliveriesOf(fields.reasons.filter((reason) => typeof reason === "string"));
  return { ...currentTrace(), deliveries };
}

/** Octokit's errors hold the request, and GitHub's answer; neither belongs in a log. */
function showError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  return {
    name,
    message,
    ...("status" in error ? { status: error.status } : {}),
    ...("code" in error ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: causeOf(error) }),
    stack,
  };
}

/** Only words: causes hold requests and answers, too. */
function causeOf({ cause }: Error): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = "code" in cause ? ` (${String(cause.code)})` : "";
  const further = cause.cause instanceof Error ? `: ${causeOf(cause)}` : "";
  return `${cause.message}${code}${further}`;
}

function censor(line: string, secrets: readonly string[]): string {
  const withoutTokens = TOKENS.reduce((text, token) => text.replaceAll(token, "[secret]"), line);
  return secrets.reduce((text, secret) => text.replaceAll(secret, "[secret]"), withoutTokens);
}
