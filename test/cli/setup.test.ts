import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { manifestOf } from "../../src/app/webhook/app-manifest.ts";
import { readSettings } from "../../src/app/settings.ts";
import { serveSetup } from "../../src/cli/setup/serve-setup.ts";
import { writeEnv } from "../../src/cli/setup/app-credentials.ts";
import { startLocalGitHub } from "@dakor/local-github";
import type { LocalGitHub } from "@dakor/local-github";
import { isDeep } from "../depth.ts";

type SetupServer = Awaited<ReturnType<typeof serveSetup>>;

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

let github: LocalGitHub;
let folder: string;

beforeAll(async () => {
  github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [],
    app: { slug: "dakor", appId: 12, webhookSecret: "secret", permissions: {}, events: [] },
  });
});

afterAll(() => github.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dakor-setup-"));
});

afterEach(() => rm(folder, { recursive: true }));

type Said = { readonly code: number | null; readonly out: string; readonly errors: string };

/** Runs the command, and gives its page's address to whoever presses the button. */
async function setup(
  args: readonly string[],
  press: (pageUrl: string) => Promise<void> = async () => undefined,
): Promise<Said> {
  const child = spawn(process.execPath, [MAIN, "setup", ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      GITHUB_SERVER_URL: github.url,
      GITHUB_API_URL: `${github.url}/api/v3`,
    },
  });
  let [out, errors, isPressed] = ["", "", false];
  child.stderr.on("data", (part: Buffer) => (errors += part.toString()));
  child.stdout.on("data", (part: Buffer) => {
    out += part.toString();
    const [pageUrl] = /http:\/\/127\.0\.0\.1:\d+\/\w+(?=\n)/.exec(out) ?? [];
    if (pageUrl === undefined || isPressed) return;
    isPressed = true;
    press(pageUrl).catch(() => child.kill());
  });
  await once(child, "close");
  return { code: child.exitCode, out, errors };
}

const URL_OPTION = ["--url", "https://dakor.example.com"];

/** As a browser does it: the page, its button, GitHub's page, and back. */
async function pressButton(pageUrl: string): Promise<void> {
  const page = await (await fetch(pageUrl)).text();
  const [, action = ""] = /action="([^"]+)"/.exec(page) ?? [];
  const [, manifest = ""] = /name="manifest" value="([^"]+)"/.exec(page) ?? [];
  const form = new URLSearchParams({ manifest: plain(manifest) });
  const back = await fetch(plain(action), { method: "POST", body: form });
  expect(await back.text()).toContain("Registered");
}

function plain(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

test("one button registers the App, and the server can start with what is written", async () => {
  const { code, out, errors } = await setup([...URL_OPTION, "--name", "Our App"], pressButton);
  expect([code, errors]).toEqual([0, ""]);
  expect(out).toContain(`Install it:  ${github.url}/apps/our-app/installations/new`);
  const path = join(folder, ".env");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const settings = readSettings(parseEnv(await readFile(path, "utf8")), () => "");
  expect(settings.ok && settings.value.appId).toBeGreaterThan(0);
  expect(await readdir(folder)).toEqual([".env"]);
});

test.runIf(isDeep)(
  "the manifest asks for what the table says, and sends webhooks to the server",
  async () => {
    let shown = "";
    await setup([...URL_OPTION, "--minimal", "--org", "acme"], async (pageUrl) => {
      shown = await (await fetch(pageUrl)).text();
      await pressButton(pageUrl);
    });
    expect(shown).toContain(`action="${github.url}/organizations/acme/settings/apps/new?state=`);
    const [, manifest = ""] = /name="manifest" value="([^"]+)"/.exec(shown) ?? [];
    const { permissions, events } = manifestOf("minimal");
    expect(JSON.parse(plain(manifest))).toMatchObject({
      hook_attributes: { url: "https://dakor.example.com/api/github/webhooks", active: true },
      redirect_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/callback$/),
      public: false,
      default_permissions: permissions,
      default_events: events,
    });
  },
);

test("settings that are there already stay, and nothing is registered", async () => {
  await writeFile(join(folder, ".env"), "APP_ID=1\n");
  const { code, errors } = await setup(URL_OPTION);
  expect(code).toBe(2);
  expect(errors).toContain(".env is there already. --file takes another name, --force overwrites");
  expect(await readFile(join(folder, ".env"), "utf8")).toBe("APP_ID=1\n");
});

test.runIf(isDeep)("in a work tree it says so where git would take the key along", async () => {
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
  expect((await setup(URL_OPTION, pressButton)).out).toContain("Git does not ignore .env");
  await writeFile(join(folder, ".gitignore"), ".env\n");
  const { out } = await setup([...URL_OPTION, "--force"], pressButton);
  expect(out).not.toContain("Git does not ignore");
});

test.runIf(isDeep)("with --force they are replaced as a whole", async () => {
  await writeFile(join(folder, ".env"), "APP_ID=1\n", { mode: 0o644 });
  await setup([...URL_OPTION, "--force"], pressButton);
  const path = join(folder, ".env");
  expect(await readFile(path, "utf8")).not.toContain("APP_ID=1\n");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test.each(["http://dakor.example.com", "https://localhost:3000", "dakor"])(
  "%s is no address that GitHub may send webhooks to",
  async (url) => {
    const { code, errors } = await setup(["--url", url]);
    expect([code, errors]).toEqual([2, expect.stringContaining("https://dakor.example.com")]);
  },
);

test("a code that GitHub doesn't know is said, and nothing is written", async () => {
  const { code, errors } = await setup(URL_OPTION, async (pageUrl) => {
    const page = await (await fetch(pageUrl)).text();
    const [, state = ""] = /state=(\w+)/.exec(page) ?? [];
    await fetch(new URL(`/callback?state=${state}&code=0123456789`, pageUrl));
  });
  expect(code).toBe(3);
  expect(errors).toContain("GitHub doesn't know the code: it works once, within an hour.");
  expect(await readdir(folder)).toEqual([]);
});

test("a key that has no place any more is kept beside it", async () => {
  const path = join(folder, ".env");
  await writeFile(path, "mine\n");
  const written = await writeEnv(path, "key\n", { mayReplace: false });
  expect(written).not.toBe(path);
  expect([await readFile(path, "utf8"), await readFile(written, "utf8")]).toEqual([
    "mine\n",
    "key\n",
  ]);
});

async function serve(): Promise<SetupServer & { readonly state: string; readonly back: URL }> {
  const server = await serveSetup({
    action: "https://github.com/settings/apps/new",
    manifestFor: (redirectUrl) => JSON.stringify({ name: `"<&>'`, redirect_url: redirectUrl }),
    port: 0,
  });
  const page = await (await fetch(server.pageUrl)).text();
  const [, state = ""] = /state=(\w+)/.exec(page) ?? [];
  return { ...server, state, back: new URL("/callback", server.pageUrl) };
}

test("only GitHub's answer to this very try is taken, and only one", async () => {
  const { back, state, pageUrl, code, close } = await serve();
  const asked = async (query: Readonly<Record<string, string>>): Promise<number> =>
    (await fetch(`${back.href}?${new URLSearchParams(query).toString()}`)).status;
  expect(await asked({ code: "stolen-code" })).toBe(403);
  expect(await asked({ code: "stolen-code", state: "x".repeat(64) })).toBe(403);
  expect(await asked({ code: "stolen-code", state: `${state}0` })).toBe(403);
  expect(await asked({ state })).toBe(400);
  expect(await asked({ code: "../../user", state })).toBe(400);
  expect(await asked({ code: "right-code", state })).toBe(200);
  expect(await asked({ code: "other-code", state })).toBe(410);
  expect((await fetch(pageUrl)).status).toBe(410);
  expect(await code).toBe("right-code");
  await close();
});

test("the page runs nothing, and is for whoever knows its address on this machine", async () => {
  const { pageUrl, close } = await serve();
  const page = await fetch(pageUrl);
  const text = await page.text();
  expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none';/);
  expect(text).not.toMatch(/<script|<link|<img|<style|javascript:/i);
  expect(text).toContain("&quot;&lt;&amp;&gt;&#39;");
  expect((await fetch(new URL("/", pageUrl))).status).toBe(404);
  expect((await fetch(pageUrl, { method: "POST" })).status).toBe(405);
  expect(new URL(pageUrl).hostname).toBe("127.0.0.1");
  // Another site's name may be made to lead to this machine.
  const foreign = request(pageUrl, { headers: { host: "evil.example.com" } }).end();
  const [answer] = await once(foreign, "response");
  expect(answer.statusCode).toBe(421);
  answer.resume();
  await close();
});
