import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { Octokit } from "@octokit/rest";
import { expect, test } from "vitest";
import { startOptions } from "../../packages/local-github/src/start-options.ts";

const MAIN = fileURLToPath(new URL("../../packages/local-github/src/main.ts", import.meta.url));

type Ended = { readonly code: number | null; readonly out: string; readonly errors: string };

/** Starts it, and asks it to stop when that was done for which it had to be ready. */
async function play(
  words: readonly string[],
  whenReady: (out: string) => Promise<void>,
): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...words]);
  let out = "";
  let errors = "";
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  const ready = new Promise<void>((resolve) => {
    child.stderr.on("data", (chunk) => {
      errors += String(chunk);
      if (errors.includes("Ctrl+C")) resolve();
    });
  });
  const ended = once(child, "exit");
  await Promise.race([ready.then(() => whenReady(out)), ended]);
  child.kill("SIGTERM");
  await ended;
  return { code: child.exitCode, out, errors };
}

test("it prints an .env file with which a client gets in, and ends when told to", async () => {
  const words = ["--repo", "acme/tea", "--user", "lea:admin", "--user", "jo-ann:read"];
  const { code, errors } = await play(words, async (out) => {
    const settings = parseEnv(out);
    expect(settings).toMatchObject({
      GHE_PROTOCOL: "http",
      APP_ID: "1",
      WEBHOOK_SECRET: "development",
    });
    expect(settings["PRIVATE_KEY"]).toMatch(/^-----BEGIN [A-Z ]+-----\n[^]+\n-----END/);
    const baseUrl = `http://${settings["GHE_HOST"] ?? ""}/api/v3`;
    const place = { owner: "acme", repo: "tea" };
    const lea = new Octokit({ baseUrl, auth: settings["TOKEN_OF_LEA"] });
    const { data } = await lea.rest.issues.create({ ...place, title: "Cold" });
    expect(data).toMatchObject({ number: 1, user: { login: "lea" } });
    const ann = new Octokit({ baseUrl, auth: settings["TOKEN_OF_JO_ANN"] });
    expect((await ann.rest.users.getAuthenticated()).data.login).toBe("jo-ann");
  });
  expect(errors).toContain("acme/tea is at http://localhost:");
  expect(code).toBe(0);
});

test.each([
  [["--repo", "shop"], "--repo shop: please write it as acme/shop."],
  [["--user", "lea:boss"], "--user lea:boss: please write it as lea:admin, with one of admin"],
  [["--port", "-1"], "port"],
  [["--port", "70000"], "--port 70000: please write a number up to 65535."],
  [["--webhook", "here"], "--webhook here: please write an address"],
  [["--colour"], "colour"],
])("%j is refused with a sentence", (words, sentence) => {
  expect(() => startOptions(words)).toThrow(sentence);
});

test("a wrong word ends it at once", async () => {
  const { code, out, errors } = await play(["--repo", "shop"], async () => undefined);
  expect([code, out]).toEqual([2, ""]);
  expect(errors).toBe("--repo shop: please write it as acme/shop.\n");
});
