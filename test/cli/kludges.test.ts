import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld } from "../action/gate-world.ts";
import type { World } from "../action/gate-world.ts";
import { createRepository } from "./repository.ts";
import { runCli } from "./run-cli.ts";
import type { Said } from "./run-cli.ts";

const repository = createRepository();
const { git, path, write } = repository;
let world: World;
let incident: number;

/** Taken apart, so that this file has none itself. */
const mark = (inside: string): string => ["KLUDGE", "(", inside, ")"].join("");

beforeAll(async () => {
  world = await startWorld();
  await world.configure();
  incident = await world.incident("Saved cards are refused", "src/checkout/**");
  write("docs/incidents/7.md", "---\nincident: 7\nkludges: [{ id: K1, state: undone }]\n---\n");
  write("src/pay.ts", `pay();\nhide(); // ${mark(`#${incident}`)}\n`);
  write("src/old name.ts", `\t# ${mark("#7 K1")}\n`);
  write("src/wrong.ts", `// ${mark("#99999")}\n// ${mark("42")}\n`);
  write("README.md", `${mark("#7")} is how a kludge is marked.\n`);
  git("add", ".");
  git("commit", "--quiet", "--message", "x", "--date", "2026-01-01T00:00:00Z");
  write("src/untracked.ts", `// ${mark("#7")}\n`);
});

afterAll(async () => {
  repository[Symbol.dispose]();
  await world.github.close();
});

function dakor(
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<Said> {
  return runCli(args, {
    cwd: path,
    environment: {
      ...more,
      PATH: process.env["PATH"] ?? "",
      GITHUB_API_URL: `${world.github.url}/api/v3`,
      GITHUB_REPOSITORY: "acme/shop",
      GITHUB_TOKEN: world.github.tokenOf("lea"),
    },
  });
}

test("dakor kludges lists every mark of the tracked code with its age and its state", async () => {
  const { code, out, errors } = await dakor(["kludges"]);
  expect(out.split("\n").map((line) => line.replace(/\(\d+ days old\)/, "(… old)"))).toEqual([
    "src/old name.ts:1:4: #7 is over. Take K1 of #7 out, or keep it with a reason: /keep K1 because <reason> (… old)",
    `src/pay.ts:2:12: #${incident} is still open (… old)`,
    "src/wrong.ts:1:4: there is no incident #99999. Type the number of the incident that this belongs to. (… old)",
    "src/wrong.ts:2:4: expected KLUDGE(#42), KLUDGE(#42 K2) or KLUDGE(#42, until 2027-03-01), with the number of the incident (… old)",
    "",
  ]);
  expect([code, errors]).toEqual([1, "4 lines of the code, 3 due\n"]);
});

test("offline it says what the reports of the clone tell", async () => {
  const { out } = await dakor(["kludges", "--offline", "--json"]);
  expect(JSON.parse(out)).toMatchObject({
    schema_version: 1,
    marks: [
      { file: "src/old name.ts", line: 1, state: "over", mark: { incident: 7, kludge: "K1" } },
      { file: "src/pay.ts", state: "unknown" },
      { file: "src/wrong.ts", state: "unknown" },
      { state: "unreadable" },
    ],
  });
});

test("dakor lint warns of those that are due, which is no mistake", async () => {
  const { code, out } = await dakor(["lint"]);
  expect(out).toContain("src/old name.ts:1:4: warning: #7 is over.");
  expect(out).not.toContain("src/pay.ts");
  const { out: only } = await dakor(["lint", "docs/incidents/7.md"]);
  expect(only).not.toContain("warning");
  expect(code).toBe(1);
});

test("in a workflow GitHub shows it beside the line", async () => {
  write("a,b:c.ts", `// ${mark("#7 K1")}\n`);
  git("add", ".");
  const { out } = await dakor(["lint"], { GITHUB_ACTIONS: "true" });
  expect(out).toContain("::warning file=a%2Cb%3Ac.ts,line=1,col=4,title=dakor::#7 is over.");
});
