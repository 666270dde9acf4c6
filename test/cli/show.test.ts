import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld } from "../action/gate-world.ts";
import type { World } from "../action/gate-world.ts";
import { terminalLines } from "../../src/cli/terminal/plain-lines.ts";
import { recordOf } from "@dakor/local-github/narrow";
import { runCli } from "./run-cli.ts";
import type { Said } from "./run-cli.ts";
import { isDeep } from "../depth.ts";

let world: World;
let incident: number;
let other: number;
let change: number;

beforeAll(async () => {
  world = await startWorld();
  await world.configure();
  incident = await world.incident("Saved cards are refused", "src/checkout/**");
  await world.lea.comment(incident, "/severity critical\n/scope Customers with a saved card");
  other = incident + 1;
  await world.rest("lea", { method: "POST", path: "/issues", body: { title: "A question" } });
  change = await world.pull({ head: "change", files: { "src/checkout/a.ts": "1" } });
});

afterAll(() => world.github.close());

function paint(_: unknown, text: string): string {
  return text;
}

function show(...args: readonly string[]): Promise<Said> {
  return runCli(["show", ...args], {
    environment: {
      GITHUB_API_URL: `${world.github.url}/api/v3`,
      GITHUB_REPOSITORY: "acme/shop",
      GITHUB_TOKEN: world.github.tokenOf("lea"),
    },
  });
}

test("the board in plain words, with the lines that are missing", async () => {
  const { code, out, errors } = await show(`${incident}`);
  expect([code, errors]).toEqual([0, ""]);
  expect(out).toMatch(/^🔴 CRITICAL · Saved cards are refused\n/);
  expect(out).toContain("\n  - Affected: Customers with a saved card\n");
  expect(out).toContain("How can anyone see it fail? /steps <how to see it>");
  expect(out).toContain("\n  - Paths: src/checkout/**\n");
  expect(out.replaceAll("src/checkout/**", "")).not.toMatch(/\*\*|<!--|<details>|\[!NOTE\]/);
});

test("the person's own commands count, though it is that person's token", async () => {
  const { out } = await show(`#${incident}`, "--json");
  const said = recordOf(JSON.parse(out));
  expect(said).toMatchObject({
    schema_version: 1,
    incident: {
      number: incident,
      standing: "declared",
      severity: { value: "critical", by: "lea" },
    },
    missing: [{ fact: "steps", command: "/steps <how to see it>" }],
    gate: { holds: true, paths: ["src/checkout/**"] },
  });
  expect(Object.keys(recordOf(said["incident"]))).not.toContain("replies");
});

test("nothing is written", async () => {
  const events = (): Promise<unknown> =>
    world.rest("lea", { method: "GET", path: `/issues/${incident}/comments` });
  const before = await events();
  await show(`${incident}`);
  expect(await events()).toEqual(before);
});

test.runIf(isDeep)("what is no incident is 1, and what isn't there is 3", async () => {
  expect((await show(`${other}`)).code).toBe(1);
  const pull = await show(`${change}`);
  expect([pull.code, pull.out]).toEqual([2, ""]);
  expect(pull.errors).toContain(
    `#${change} is a pull request, not an issue. Type: dakor gate --pr ${change}`,
  );
  const gone = await show("999");
  expect(gone.code).toBe(3);
  expect(gone.errors).toContain("acme/shop#999");
});

test("Markdown that only a page shows is left out, and no text changes the terminal", () => {
  const board = [
    "<!-- dakor board board -->",
    "## 🟠 MAJOR · Cards",
    "",
    "> [!WARNING]",
    "> **Read** this: <https://example.com/a>",
    "",
    "- **Paths:** `src/*.ts` &#124; x \u001B[2J",
    "  - K1 [#12](https://github.com/acme/shop/pull/12)",
    "<details>",
    "<summary>What happened so far</summary>",
    "</details>",
  ].join("\n");
  expect(terminalLines(board, { paint })).toEqual([
    "🟠 MAJOR · Cards",
    "",
    "  Read this: https://example.com/a",
    "",
    "  - Paths: src/*.ts | x [2J",
    "    - K1 #12",
    "",
    "What happened so far",
    "",
  ]);
});
