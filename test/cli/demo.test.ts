import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { lintText } from "../../src/cli/lint-text.ts";
import { listOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { elementsIn, nestingProblems } from "../demo/guided/html-check.ts";

/** What the board shows at some minute, in this order. */
const BOARDS = [/CRITICAL/, /Next update by/, /LATE/, /\bK1\b/, /RESTORED/];

const REPORTED: unknown = expect.objectContaining({ name: "dakor:reported" });

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Resolves to the exit code. */
  readonly exit: Promise<number | null>;
  readonly read: (file: string) => Promise<string>;
  readonly appPid: () => Promise<number>;
}

function dakor(...argv: readonly string[]): Run {
  const folder = mkdtempSync(join(tmpdir(), "dakor-demo-"));
  folders.push(folder);
  const child = spawn(process.execPath, [main, ...argv], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const read = (file: string): Promise<string> => readFile(join(folder, "demo-out", file), "utf8");
  return {
    child,
    output: () => output,
    exit: once(child, "close").then(() => child.exitCode),
    read,
    appPid: async () => Number(/"pid":(\d+)/.exec(await read("app.log"))?.[1]),
  };
}

/** What each of the bot's comments is, by its marker. */
function said(issue: unknown): readonly string[] {
  return listOf(recordOf(issue)["timeline"]).flatMap((event) => {
    const { body } = recordOf(event);
    const marker = typeof body === "string" ? /^<!-- dakor ([a-z]+) ([a-z-]+)/.exec(body) : null;
    const [, kind = "", key = ""] = marker ?? [];
    return kind === "" ? [] : [kind === key ? kind : `${kind} ${key}`];
  });
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 60_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await sleep(30);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.concurrent("dakor demo", () => {
  test("plays the incident from the form to the report", { timeout: 120_000 }, async () => {
    const { exit, output, read, appPid } = dakor("demo", "--fast");
    expect({ code: await exit, output: output() }).toMatchObject({ code: 0 });
    expect(output()).toMatch(/Promises kept: 2 of 3/);
    expect(output()).toMatch(/Report: pull request #\d+\n {2}docs\/incidents\/.+\.md/);
    expect(output()).toMatch(/of 50 open pull requests, 3 are held/);
    expect(output()).toMatch(/Merges: #9, #25, #44 of 50 held, 3 let go with the report/);
    expect(output()).toMatch(/Page: demo-out.index\.html/);
    expect(output()).not.toContain("\u001B");
    const wide = output()
      .split("\n")
      .filter((line) => line.length > 80);
    expect(wide).toEqual([]);
    expect(isAlive(await appPid())).toBe(false);

    const data: unknown = JSON.parse(await read("thread.json"));
    const { issue, report, summary, file, told } = recordOf(data);
    const heard = listOf(told).map(recordOf);
    const chats = heard.filter(({ kind }) => kind === "chat");
    const mails = heard.filter(({ kind }) => kind === "mail");
    expect(output()).toMatch(/Slack +# shop-ops: CRITICAL ISSUE: checkout/);
    expect(chats.map(({ isReply }) => isReply)).toEqual([false, true, true, true, true]);
    expect(mails.map(({ at }) => at)).toEqual(["10:06", "10:18", "10:22", "10:24", "10:50"]);
    // The team reads who is on it and what was done; customers read neither.
    expect(JSON.stringify(chats)).toMatch(/lea.*#2.*K1/);
    expect(JSON.stringify(mails)).not.toMatch(/\blea\b|#2|K1|Revert/);
    expect(issue).toMatchObject({ state: "closed", stateReason: "completed" });
    expect(said(issue)).toEqual([
      "board",
      "news alert",
      "reminder late",
      "news kludge-applied",
      "news stable",
      "news restored",
    ]);
    expect(issue).toMatchObject({ labels: expect.arrayContaining([REPORTED]) });
    expect(report).toMatchObject({
      state: "merged",
      reviewers: [{ login: "john" }, { login: "sam" }],
    });
    expect(summary).toMatchObject({
      promises: { made: 3, kept: 2 },
      gate: { open: 50, held: [{ number: 9 }, { number: 25 }, { number: 44 }], released: 3 },
    });
    expect(recordOf(file)["text"]).not.toContain("TODO:");
    expect(recordOf(file)["text"]).toMatch(
      /^- \[ \] Pay with a card .* \(kind: prevent; owner: @john; due: \d{4}-\d\d-\d\d\)$/m,
    );
    expect(lintText("report", textOf(recordOf(file)["text"]))).toEqual([]);

    const boards = listOf(recordOf(data)["moments"]).map((one) => textOf(recordOf(one)["board"]));
    const seen = BOARDS.map((words) => boards.findIndex((board) => words.test(board)));
    expect(seen).not.toContain(-1);
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));

    const page = await read("index.html");
    const body = page.slice(page.indexOf("<body>"), page.indexOf("</html>"));
    expect(nestingProblems(body)).toEqual([]);
    expect(elementsIn(body)).toContain("svg");
    expect(elementsIn(page)).not.toContain("script");
    expect(page).not.toMatch(/\b(?:src|url)\s*[=(]/);
    const targets = [...body.matchAll(/href="#([^"]+)"/g)].map(([, target = ""]) => target);
    expect(targets.filter((target) => !body.includes(`id="${target}"`))).toEqual([]);
  });

  test("Ctrl-C ends it and its App", { timeout: 120_000 }, async () => {
    const { child, exit, output, appPid } = dakor("demo");
    await until(() => output().includes("10:02"), "the second scene");
    const pid = await appPid();
    expect(isAlive(pid)).toBe(true);
    child.kill("SIGINT");
    expect(await exit).toBe(130);
    expect(isAlive(pid)).toBe(false);
  });

  test("the App does not outlive a demo that was killed", { timeout: 120_000 }, async () => {
    const { child, exit, output, appPid } = dakor("demo");
    await until(() => output().includes("10:00"), "the first scene");
    const pid = await appPid();
    child.kill("SIGKILL");
    await exit;
    await until(() => !isAlive(pid), "the App's end");
    expect(isAlive(pid)).toBe(false);
  });

  test("a wrong word ends with 2 and says what was meant", async () => {
    const { exit, output } = dakor("dmeo");
    expect(await exit).toBe(2);
    expect(output()).toMatch(/Did you mean demo\?/);
  });
});
