import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { connectPerson } from "../../demo/person-api.ts";
import { bot, owner, repo } from "../../demo/people.ts";
import { files } from "../../demo/shop.ts";
import { numberOf } from "@dakor/local-github/narrow";
import { startLocalGitHub } from "@dakor/local-github";
import { exitCode } from "../exit-code.ts";
import { freePort, readManifest, startApp, untilQuiet } from "../demo/start-app.ts";
import { createScreen } from "../terminal/screen.ts";
import { createPractice, helpLines } from "./practise.ts";

const YOU = "lea";
/** In place of the shop's own. */
const SETTINGS = {
  ".github/dakor.yml": "timezone: UTC\n",
  ".github/ISSUE_TEMPLATE/incident.yml": "",
};

/** A small repository on a local GitHub, the real App, and somebody at the keyboard; the exit code. */
export async function runPractice(): Promise<number> {
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => ending.abort(new Error("stopped")));
  }
  try {
    await practise(ending);
  } catch (error) {
    // Ctrl-C ends it, whatever it was doing.
    if (!ending.signal.aborted) {
      process.stderr.write(`Practice could not go on. ${wordsOf(error)}\n`);
      return exitCode("found");
    }
  }
  return exitCode("done");
}

async function practise(ending: AbortController): Promise<void> {
  const screen = createScreen(process.stdout);
  await using cleanup = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "dakor-practice-"));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));

  const webhookSecret = randomBytes(32).toString("hex");
  const local = await startLocalGitHub({
    owner,
    repo,
    users: [{ login: YOU, role: "maintain" }],
    app: { slug: bot, appId: 4242, webhookSecret, ...(await readManifest()) },
    port: await freePort(0),
  });
  cleanup.defer(local.close);
  const person = connectPerson({
    origin: local.url,
    slug: `${owner}/${repo}`,
    token: local.tokenOf(YOU),
  });
  for (const [path, text] of Object.entries({ ...files, ...SETTINGS })) {
    if (text !== "") await person.writeFile({ path, text, message: `Add ${path}`, branch: "main" });
  }
  const { appId, privateKey, host: githubHost } = local;
  const app = await startApp({
    appId,
    privateKey,
    webhookSecret,
    githubHost,
    logPath: join(folder, "app.log"),
    signal: ending.signal,
  });
  cleanup.defer(app.stop);
  local.sendWebhooksTo(app.webhookUrl);
  const signal = AbortSignal.any([ending.signal, app.ended]);
  const quiet = (): Promise<void> =>
    untilQuiet({ settled: local.settled, isIdle: app.isIdle, signal });
  await quiet();

  const take = createPractice({
    screen,
    you: YOU,
    person,
    quiet,
    open: async (title) =>
      numberOf(
        (await local.openFromForm({ login: YOU, title, body: "", labels: ["incident"] }))["number"],
      ),
  });
  for (const line of [
    "",
    `  ${screen.paint("bold", "DAKOR for GitHub")}: practice`,
    "",
    `  The repository ${owner}/${repo} on a local GitHub, and the bot. Nothing leaves this machine.`,
    `  You are @${YOU}, a maintainer. Type what you would do there:`,
    "",
    ...helpLines(),
    "",
  ]) {
    screen.line(line);
  }
  await readLines(take, signal);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One line after the other, each only when the one before is done. */
async function readLines(
  take: (line: string) => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> {
  const { stdin: input, stdout: output } = process;
  const isTyped = input.isTTY;
  const lines = createInterface({ input, output, prompt: "> ", terminal: isTyped });
  signal.addEventListener("abort", () => lines.close(), { once: true });
  lines.once("SIGINT", () => lines.close());
  if (isTyped) lines.prompt();
  let begun = "";
  for await (const line of lines) {
    if (!isTyped) output.write(`> ${line}\n`);
    if (line.endsWith("\\")) {
      begun += `${line.slice(0, -1)}\n`;
      continue;
    }
    const typed = begun + line;
    begun = "";
    if (!(await takeOne(take, typed))) break;
    signal.throwIfAborted();
    output.write("\n");
    if (isTyped) lines.prompt();
  }
  lines.close();
  input.destroy();
}

/** What GitHub refuses is told, and practice goes on. */
async function takeOne(take: (line: string) => Promise<boolean>, typed: string): Promise<boolean> {
  try {
    return await take(typed);
  } catch (error) {
    process.stdout.write(`${wordsOf(error)}\n`);
    return true;
  }
}
