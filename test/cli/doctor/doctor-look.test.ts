import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Finding } from "../../../src/cli/doctor/finding.ts";
import { initFiles } from "../../../src/cli/init/init-files.ts";
import { ACTIONS, APP_ID, requiring, startStage } from "./doctor-stage.ts";
import type { Stage } from "./doctor-stage.ts";
import { isDeep } from "../../depth.ts";

const MAIN = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));

let stage: Stage;
let folder: string;

beforeAll(async () => {
  stage = await startStage();
  await stage.send("POST", "/rulesets", requiring({ dakor: APP_ID, "dakor gate": ACTIONS }));
});

afterAll(() => stage.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dakor-doctor-"));
});

afterEach(() => rm(folder, { recursive: true }));

type Said = { readonly code: number | null; readonly out: string; readonly errors: string };

async function doctor(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<Said> {
  const child = spawn(process.execPath, [MAIN, "doctor", ...args], {
    cwd: folder,
    env: { ...stage.environment, ...environment },
  });
  let [out, errors] = ["", ""];
  child.stdout.on("data", (part: Buffer) => (out += part.toString()));
  child.stderr.on("data", (part: Buffer) => (errors += part.toString()));
  await once(child, "close");
  return { code: child.exitCode, out, errors };
}

const REPO = ["--repo", "acme/shop"];

function git(...args: readonly string[]): void {
  execFileSync("git", args, { cwd: folder });
}

/** A clone of acme/shop with these files. */
async function clone(files: Readonly<Record<string, string>>): Promise<void> {
  git("init", "--quiet");
  git("remote", "add", "origin", "https://github.com/acme/shop.git");
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

function of(findings: readonly Finding[], check: string): readonly Finding[] {
  return findings.filter((one) => one.check === check);
}

describe("what it can't see", () => {
  test("without a token, is skipped and says why", async () => {
    const findings = await stage.look({
      environment: { GITHUB_TOKEN: "", GH_TOKEN: "", PATH: "/nowhere", APP_ID: "" },
    });
    expect(new Set(findings.map(({ level }) => level))).toEqual(new Set(["skipped"]));
    expect(of(findings, "github")[0]?.says).toContain("GITHUB_TOKEN");
    expect(of(findings, "app-key")[0]?.says).toContain("APP_ID");
  });

  test("with somebody's token who administers nothing, too", async () => {
    const findings = await stage.look({
      environment: { GITHUB_TOKEN: stage.github.tokenOf("john"), APP_ID: "" },
    });
    expect(of(findings, "actions")).toMatchObject([{ level: "skipped" }]);
    expect(of(findings, "required").map(({ level }) => level)).toEqual(["skipped", "ok"]);
    expect(of(findings, "required")[0]?.says).toContain(`from the App ${APP_ID}`);
  });
});

describe("in a clone", () => {
  test("looks at the files at hand, and says that GitHub has others", async () => {
    await clone({ ".github/dakor.yml": "timezone: Nowhere\n" });
    const { code, out } = await doctor([]);
    expect(code).toBe(1);
    expect(out).toMatch(/✕ config +\.github\/dakor\.yml:1:11 timezone: expected a time zone/);
    expect(out).toMatch(/! pushed +Not the same here as on main: .*\.github\/dakor\.yml/);
  });

  test("of another repository, looks at GitHub's", async () => {
    await clone({ ".github/dakor.yml": "timezone: Nowhere\n" });
    const findings = await stage.look({ cwd: folder, repo: "acme/shop" });
    expect(of(findings, "config")[0]?.level).toBe("error");
    git("remote", "set-url", "origin", "https://github.com/acme/other.git");
    const others = await stage.look({ cwd: folder, repo: "acme/shop" });
    expect(of(others, "config")[0]?.level).toBe("ok");
  });

  test("finds nothing wrong in what init writes, but the names of those who are called", async () => {
    // A copy of the Action has any name.
    const action = { repository: "acme/incidents", sha: "a".repeat(40) };
    const files = initFiles({
      action,
      hasWorkflows: true,
      directory: "docs/incidents",
      branch: "main",
    });
    await clone(Object.fromEntries(files.map(({ path, text }) => [path, text])));
    const fresh = await startStage();
    await fresh.send("POST", "/rulesets", requiring({ dakor: APP_ID }));
    const findings = await fresh.look({ cwd: folder });
    await fresh.close();
    const wrong = findings.filter(({ level }) => level === "error" || level === "warning");
    expect(wrong.map(({ check }) => check)).toEqual(["called", "pushed"]);
    expect(of(findings, "workflows")[0]?.says).toBe("5 jobs run the Action.");
  });
});

describe("as a command", () => {
  test("is green and leaves with 0", async () => {
    const { code, out, errors } = await doctor(REPO);
    expect([code, errors]).toEqual([0, ""]);
    expect(out).toContain("✓ required");
    expect(out).toContain("All is well. 0 wrong, 0 to look at, 1 that could not be looked at.");
    expect(out).not.toContain("\u001B");
  });

  test.runIf(isDeep)("writes a job's summary, and JSON for programs", async () => {
    const summary = join(folder, "summary.md");
    const { out } = await doctor([...REPO, "--json"], { GITHUB_STEP_SUMMARY: summary });
    const said: unknown = JSON.parse(out);
    expect(said).toMatchObject({ schema_version: 1, counts: { error: 0, skipped: 1 } });
    const table = await readFile(summary, "utf8");
    expect(table).toMatch(/^## dakor doctor\n/);
    expect(table).toContain("| ✓ ok | issues | Issues are on. |  |");
  });

  test("leaves with 2 where nobody said which repository, and each reason is told once", async () => {
    const { code, out } = await doctor([]);
    expect(code).toBe(2);
    expect(out).toMatch(/^– github, archived, .*\n {2}Which repository\? Type --repo owner\/name/m);
    expect(out.match(/Which repository/g)).toHaveLength(1);
    expect(out).not.toContain("All is well");
  });

  test.runIf(isDeep)("leaves with 3 where GitHub can't be read", async () => {
    const gone = await doctor(["--repo", "acme/gone"]);
    expect(gone.code).toBe(3);
    expect(gone.out).toMatch(/✕ github .*\n +→ Check the name acme\/gone/);
    const away = await doctor(REPO, {
      GITHUB_API_URL: "http://127.0.0.1:9",
      GITHUB_GRAPHQL_URL: "http://127.0.0.1:9",
    });
    expect(away.code).toBe(3);
  });

  test.runIf(isDeep)("says what would be held now, and why", async () => {
    const { lea } = stage;
    await lea.branch("risky");
    await lea.writeFile({ path: "src/pay.ts", text: "1", message: "Pay", branch: "risky" });
    const held = await lea.openPull({ title: "Change how we pay", body: "", head: "risky" });
    await stage.send("POST", "/issues", { title: "Nobody can pay", labels: ["incident"] });
    await lea.comment(held + 1, "/paths src/**");
    const { code, out } = await doctor([...REPO, "--explain", String(held)]);
    expect(code).toBe(0);
    expect(out).toContain(`Of 1 open pull request, 1 would be held now: #${held}.`);
    expect(out).toContain("hold (report_missing): Held: ");
    const { out: json } = await doctor([...REPO, "--explain", String(held), "--json"]);
    const said: unknown = JSON.parse(json);
    expect(said).toMatchObject({ explained: { verdict: "hold", pull: held } });
  });
});
