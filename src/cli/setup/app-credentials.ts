import { createPrivateKey, randomBytes } from "node:crypto";
import { API_VERSION } from "../../github/client/github.ts";
import { at, count, text } from "../../github/client/narrow.ts";
import { link, rename, unlink, writeFile } from "node:fs/promises";

type RegisteredApp = {
  readonly id: number;
  readonly slug: string;
  readonly url: string;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
};

const TIMEOUT = 15_000;

/** Only whoever wrote it may read it. */
const MODE = 0o600;

/** Gives the code for the App's key. It works once, within an hour. */
export async function convertCode(apiUrl: string, code: string): Promise<RegisteredApp> {
  const answer = await fetch(`${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`, {
    method: "POST",
    headers: { accept: "application/vnd.github+json", "user-agent": "dakor-cli", ...API_VERSION },
    signal: AbortSignal.timeout(TIMEOUT),
  }).catch((thrown: unknown) => {
    throw failed("could not be reached", 500, thrown);
  });
  if (answer.status === 404) {
    throw failed("doesn't know the code: it works once, within an hour. Begin again", 404);
  }
  if (!answer.ok) throw failed(`answered with HTTP ${answer.status}`, answer.status);
  const data: unknown = await answer.json().catch(() => undefined);
  const app = {
    id: count(at(data, "id")),
    slug: text(at(data, "slug")),
    url: text(at(data, "html_url")),
    privateKey: text(at(data, "pem")).trim(),
    webhookSecret: text(at(data, "webhook_secret")),
  };
  if (app.id === 0 || app.slug === "" || !isKey(app.privateKey)) {
    throw failed("sent no App with a private key", 500);
  }
  return app;
}

function isKey(pem: string): boolean {
  try {
    createPrivateKey(pem);
    return true;
  } catch {
    return false;
  }
}

function failed(what: string, status: number, cause?: unknown): Error {
  const operation = "register the App";
  return Object.assign(new Error(`${operation}: GitHub ${what}.`, { cause }), {
    operation,
    status,
  });
}

/** Settings as `node --env-file` and a shell read them alike. */
export function renderEnv(app: RegisteredApp, github: { readonly host: string }): string {
  const key = app.privateKey.replaceAll("\n", String.raw`\n`);
  return [
    `# The App ${app.slug}: ${app.url}`,
    `APP_ID=${app.id}`,
    `PRIVATE_KEY="${key}"`,
    ...(app.webhookSecret === "" ? [] : [`WEBHOOK_SECRET=${app.webhookSecret}`]),
    ...(github.host === "github.com" ? [] : [`GHE_HOST=${github.host}`]),
    "",
  ].join("\n");
}

/**
 * Writes it as a whole or not at all. What is there already stays, unless it may be replaced: then the key is in the
 * file that the answer names.
 */
export async function writeEnv(
  path: string,
  lines: string,
  { mayReplace }: { readonly mayReplace: boolean },
): Promise<string> {
  const fresh = `${path}.${randomBytes(4).toString("hex")}`;
  await writeFile(fresh, lines, { mode: MODE, flag: "wx" });
  if (mayReplace) {
    await rename(fresh, path);
    return path;
  }
  try {
    await link(fresh, path);
    await unlink(fresh);
  } catch (thrown) {
    // Somebody was quicker, and this key is nowhere else.
    if (at(thrown, "code") === "EEXIST") return fresh;
    // There are folders without links.
    await rename(fresh, path);
  }
  return path;
}
