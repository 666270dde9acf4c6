import { randomBytes } from "node:crypto";
import { link, rename, unlink, writeFile } from "node:fs/promises";
import { at } from "../../github/client/narrow.ts";
import type { RegisteredApp } from "./convert-code.ts";

/** Only whoever wrote it may read it. */
const MODE = 0o600;

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
  text: string,
  { mayReplace }: { readonly mayReplace: boolean },
): Promise<string> {
  const fresh = `${path}.${randomBytes(4).toString("hex")}`;
  await writeFile(fresh, text, { mode: MODE, flag: "wx" });
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
