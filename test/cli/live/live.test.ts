import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Ask } from "../../../src/cli/terminal/ask-person.ts";
import { QUESTIONS } from "../../../src/cli/live/question-table.ts";
import { runLive } from "../../../src/cli/live/run-live.ts";
import { MAIN, runCli } from "../run-cli.ts";
import type { Said } from "../run-cli.ts";
import { PLACE, startSandbox } from "./sandbox.ts";
import type { As, Sandbox } from "./sandbox.ts";
import { isDeep, sample } from "../../depth.ts";

const PATIENCE = 120_000;

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.github.close());

function live(words: readonly string[], as: As): Promise<Said> {
  return runCli(["live", "--repo", "acme/sandbox", "--patience", "5", "--pace", "0", ...words], {
    environment: sandbox.environmentOf(as),
  });
}

test.runIf(isDeep)(
  "as a person with an App every question is answered, and nothing is left behind",
  async () => {
    await sandbox.lea.rest.issues.create({ ...PLACE, title: "Somebody's own", labels: ["bug"] });
    const before = await sandbox.stateOf();
    const { code, out, errors } = await live(["--yes"], { login: "lea", isApp: true });
    expect(errors).toBe("");
    expect(verdictsIn(out)).toMatchObject({
      "team-mention-members": "as expected",
      "team-mention-alone": "as expected",
      "dequeue-not-queued": "as expected",
      "dequeue-queued": "can't be asked here",
      "closed-reason-reopened": "as expected",
      "closed-reason-merged": "as expected",
      "event-order": "as expected",
      "dead-delivery": "as expected",
      "first-contributor": "as expected",
      "check-order": "as expected",
      revert: "as expected",
      "revert-conflicting": "as expected",
      "revert-twice": "as expected",
      "revert-workflow": "as expected",
      "dependabot-token": "can't be asked here",
      "check-writes": "as expected",
    });
    expect(Object.keys(verdictsIn(out))).toEqual(QUESTIONS.map(({ name }) => name));
    expect(code).toBe(0);
    expect(await sandbox.stateOf()).toEqual(before);
    const closed = await sandbox.lea.paginate(sandbox.lea.rest.pulls.list, {
      ...PLACE,
      state: "closed",
    });
    expect(closed.filter(({ title }) => !title.includes("dakor-live-"))).toEqual([]);
  },
  PATIENCE,
);

test.each(sample<As>([{ login: "john" }, { login: "john", isApp: true }, { isApp: true }], 1))(
  "without an administrator's token (%o) issues stay, closed, and nothing else does",
  async (as) => {
    const { issues: _, ...before } = await sandbox.stateOf();
    const { code, out, errors } = await live(["--yes"], as);
    expect([code, errors]).toEqual([0, ""]);
    expect(verdictsIn(out)).toMatchObject({
      "closed-reason-merged": "as expected",
      "first-contributor": "can't be asked here",
      "check-order": as.isApp === true ? "as expected" : "can't be asked here",
    });
    const { issues, ...after } = await sandbox.stateOf();
    expect(after).toEqual(before);
    expect(issues.filter((title) => !title.startsWith("dakor-live-"))).toEqual([]);
  },
  PATIENCE,
);

test(
  "what could not be removed is said, and what failed too; the rest is removed all the same",
  async () => {
    const before = await sandbox.stateOf();
    sandbox.fail(({ operation }) =>
      operation === "Timeline" || operation === "DeleteIssue"
        ? { kind: "before", status: 502, body: { message: "Bad gateway" } }
        : undefined,
    );
    const only = "event-order,closed-reason-reopened";
    const { code, out } = await live(["--yes", "--only", only], { login: "lea" });
    expect(code).toBe(1);
    expect(verdictsIn(out)).toEqual({
      "closed-reason-reopened": "as expected",
      "event-order": "failed",
    });
    expect(out).toContain("Bad gateway");
    expect(await sandbox.stateOf()).toMatchObject({
      refs: before.refs,
      tree: before.tree,
      open: [],
    });
  },
  PATIENCE,
);

test("a branch that could not be deleted is named, and makes the exit code 1", async () => {
  sandbox.fail(({ method, path }) =>
    method === "DELETE" && path.includes("/git/refs/")
      ? { kind: "before", status: 403, body: { message: "Rulesets forbid it" } }
      : undefined,
  );
  const { code, out } = await live(["--yes", "--only", "dequeue-not-queued"], { login: "lea" });
  expect(code).toBe(1);
  expect(out).toContain("could not be removed: 403: Rulesets forbid it");
});

test("who says no to all is asked before each write, and nothing is written", async () => {
  const before = await sandbox.stateOf();
  const asked: string[] = [];
  const ask: Ask = { question: async (text) => asked.push(text) < 0, close: () => undefined };
  const options = { repo: "acme/sandbox", only: [], isYes: false, patience: 0, pace: 0 };
  const environment = {
    GITHUB_API_URL: `${sandbox.github.url}/api/v3`,
    GITHUB_TOKEN: sandbox.github.tokenOf("lea"),
  };
  const written: string[] = [];
  sandbox.fail(({ method, path, body }) => {
    const isWrite = path === "/graphql" ? /mutation/.test(JSON.stringify(body)) : method !== "GET";
    if (isWrite) written.push(path);
    return undefined;
  });
  const lines: string[] = [];
  const screen = {
    line: (line = "") => void lines.push(line),
    paint: (_: unknown, text: string) => text,
    columns: 100,
  };
  expect(await runLive(options, environment, { screen, meet: () => ask })).toBe(0);
  expect(lines).toContain("  can't be asked here: you left it out");
  expect(written).toEqual([]);
  expect(asked).toHaveLength(QUESTIONS.filter(({ makes }) => makes !== undefined).length);
  expect(asked[0]).toMatch(/^ {2}On acme\/sandbox it makes .*\. Ask it\?$/);
  expect(await sandbox.stateOf()).toEqual(before);
});

test.each<[string, { readonly words: readonly string[]; readonly as: As; readonly said: RegExp }]>([
  [
    "without a terminal",
    { words: [], as: { login: "lea" }, said: /no terminal to ask at\. Type --yes/ },
  ],
  ["without a token or App", { words: ["--yes"], as: {}, said: /no token for .*, and no App/ }],
  [
    "with a question that is none",
    { words: ["--yes", "--only", "moon"], as: { login: "lea" }, said: /no question moon/ },
  ],
])("%s it says what is missing, and writes nothing", async (_, { words, as, said }) => {
  const before = await sandbox.stateOf();
  const { code, errors } = await live(words, as);
  expect([code, errors]).toEqual([2, expect.stringMatching(said)]);
  expect(await sandbox.stateOf()).toEqual(before);
});

test.runIf(isDeep)(
  "who stops it gets what was answered so far, and what was made is removed",
  async () => {
    const before = await sandbox.stateOf();
    let count = 0;
    const begun = Promise.withResolvers<void>();
    sandbox.fail(({ method, path }) => {
      if (method === "POST" && path.endsWith("/check-runs")) count += 1;
      if (count === 3) begun.resolve();
      return undefined;
    });
    const child = spawn(
      process.execPath,
      [MAIN, "live", "--repo", "acme/sandbox", "--yes", "--only", "revert,check-writes"],
      {
        env: sandbox.environmentOf({ login: "lea", isApp: true }),
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => (out += part));
    await begun.promise;
    child.kill("SIGTERM");
    await once(child, "close");
    expect(child.exitCode).toBe(143);
    expect(verdictsIn(out)).toEqual({
      revert: "as expected",
      "check-writes": "can't be asked here",
    });
    expect(out).toMatch(/stopped after \d+/);
    expect(count).toBeLessThan(10);
    expect(await sandbox.stateOf()).toEqual(before);
  },
  PATIENCE,
);

/** From the Markdown at the end. */
function verdictsIn(out: string): Readonly<Record<string, string>> {
  const rows = out.matchAll(/^\| `([\w-]+)`: .* \| ([^|]+) \|$/gm);
  return Object.fromEntries([...rows].map(([, name = "", verdict = ""]) => [name, verdict]));
}
