import { err, ok, type Result } from "../core/model/result.ts";

const SCHEMES = new Set(["postgres:", "postgresql:"]);
const EXAMPLE = "like postgres://dakor:password@db.example.com/dakor";

/** Undefined: the queue lives in memory. */
export function readDatabaseUrl(
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
export function secretsOfUrl(text: string | undefined): readonly string[] {
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
