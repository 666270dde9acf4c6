import { execFile, execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageFiles } from "../../scripts/package/package-files.ts";
import { writePackage } from "../../scripts/package/write-package.ts";
import { recordOf } from "@dakor/local-github/narrow";
import manifest from "../../package.json" with { type: "json" };
import { startWorld } from "../action/gate-world.ts";
import type { World } from "../action/gate-world.ts";
import { createRepository } from "../cli/repository.ts";
import type { TestRepository } from "../cli/repository.ts";
import { fetchRuntime } from "./fetch-runtime.ts";
import type { Pair, Runtime } from "./fetch-runtime.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SOURCE = { repository: "acme/dakor", sha: "c".repeat(40) };

/** What goes together: npm 12 begins with Node 22.22, npm 11 and 10 come with Node 22 and 20. */
const PAIRS: readonly Pair[] = [
  { node: "20.20.2", npm: "10.9.9" },
  { node: "22.23.3", npm: "11.19.1" },
  { node: manifest.devDependencies.node, npm: "12.2.1" },
];

const PATIENCE = 180_000;
/** Bytes: with what sends mail and reads prose, which only few commands load. */
const LIMIT = 3_500_000;

const folder = mkdtempSync(join(tmpdir(), "dakor-packed-"));
let files: Readonly<Record<string, string>>;
let tarball: string;
let world: World;
let incident: number;
let pull: number;

beforeAll(async () => {
  files = await packageFiles(SOURCE);
  await writePackage(join(folder, "package"), files);
  const packed = execFileSync("npm", ["pack", "--json", "./package"], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const about: unknown = JSON.parse(packed);
  const [only] = Array.isArray(about) ? about : Object.values(recordOf(about));
  tarball = join(folder, String(recordOf(only)["filename"]));
  world = await startWorld();
  await world.configure();
  incident = await world.incident("Saved cards are refused", "src/checkout/**");
  pull = await world.pull({ head: "cards", files: { "src/checkout/a.ts": "1\n" } });
}, PATIENCE);

afterAll(async () => {
  await world.github.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the package is small, asks for nothing else, and says what it is", () => {
  const about = recordOf(JSON.parse(files["package.json"] ?? ""));
  expect(about).toEqual({
    name: "dakor",
    version: manifest.version,
    description: manifest.description,
    license: "MIT",
    type: "module",
    bin: { dakor: "dist/cli.js" },
    engines: { node: ">=20" },
    repository: { type: "git", url: "git+https://github.com/acme/dakor.git" },
    gitHead: SOURCE.sha,
    files: ["dist", "action.yml"],
  });
  const unpacked = Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  expect(unpacked).toBeLessThan(LIMIT);
  expect(statSync(tarball).size).toBeLessThan(LIMIT / 3);
  for (const name of ["LICENSE", "action.yml", "dist/action.js", "dist/licenses.txt"]) {
    expect(files[name]).toMatch(/\w/);
  }
  expect(files["README.md"]).toContain("`npx dakor gate`: say whether");
  expect(files["README.md"]).toContain("https://github.com/acme/dakor");
});

type Said = { readonly code: number; readonly out: string; readonly errors: string };
type Ran = Said & { readonly seconds: number };

describe.each(PAIRS)("with Node $node and npm $npm, npx", (pair) => {
  let runtime: Runtime;
  let shop: TestRepository;
  const times: string[] = [];

  beforeAll(async () => {
    runtime = await fetchRuntime(pair);
    shop = createRepository();
    copyFileSync(tarball, join(shop.path, "dakor.tgz"));
  }, PATIENCE);

  afterAll(() => {
    shop[Symbol.dispose]();
    process.stdout.write(`npx, Node ${pair.node}, npm ${pair.npm}: ${times.join(", ")}\n`);
  });

  /** Each time with a home and a cache in which nothing is. */
  async function npx(...words: readonly string[]): Promise<Ran> {
    const home = mkdtempSync(join(folder, "home-"));
    mkdirSync(join(home, "cache"));
    const program = join(runtime.npmFolder, "bin", "npx-cli.js");
    const start = performance.now();
    const said = await run(runtime.nodePath, [program, "--yes", "./dakor.tgz", ...words], {
      cwd: shop.path,
      env: {
        PATH: [dirname(runtime.nodePath), process.env["PATH"] ?? ""].join(delimiter),
        HOME: home,
        npm_config_cache: join(home, "cache"),
        npm_config_offline: "true",
        GITHUB_API_URL: `${world.github.url}/api/v3`,
        GITHUB_REPOSITORY: "acme/shop",
        GITHUB_TOKEN: world.github.tokenOf("lea"),
      },
    });
    const seconds = (performance.now() - start) / 1000;
    times.push(`${words[0] ?? ""} ${seconds.toFixed(1)} s`);
    return { ...said, seconds };
  }

  test("init sets a repository up, with the Action at the commit of the package", async () => {
    const { code, out } = await npx("init", "--yes", "--no-labels");
    expect([code, out]).toEqual([0, expect.stringContaining("npx dakor doctor says")]);
    const written = Object.values(shop.files()).join("\n");
    expect(written).toContain(`acme/dakor@${SOURCE.sha}`);
  });

  test("doctor finds what is missing", async () => {
    const { code, out } = await npx("doctor", "--json");
    expect(code).toBe(0);
    expect(Object.keys(recordOf(JSON.parse(out)))).toContain("findings");
  });

  test("show shows the incident", async () => {
    const { code, out } = await npx("show", String(incident));
    expect([code, out]).toEqual([0, expect.stringContaining("Saved cards are refused")]);
  });

  test("gate holds the pull request", async () => {
    const { code, out } = await npx("gate", "--pr", String(pull), "--json");
    expect(code).toBe(1);
    expect(recordOf(JSON.parse(out))).toMatchObject({ verdict: "hold" });
  });

  test.each(["demo", "practice", "start", "sweep", "live --repo acme/shop"])(
    "%s says in one sentence where it runs",
    async (line) => {
      const { code, errors } = await npx(...line.split(" "));
      expect(code).toBe(2);
      expect(errors).toMatch(
        /^This command needs .*: in a clone of the repository, type npm ci .*, then npm run dakor -- and the same words\.$/m,
      );
      expect(errors).not.toContain("ERR_");
    },
  );
});

describe("in a clone", () => {
  const LAUNCHER = "src/cli/launch.js";
  const NEEDS = /^DAKOR's sources need Node 24 or newer and this is (?:20|22)\.[^\n]+\n$/;

  test.each(PAIRS.slice(0, 2))(
    "the sources say on Node $node what they need",
    async (pair) => {
      const { nodePath } = await fetchRuntime(pair);
      for (const words of [["setup", "--url", "https://dakor.example.com"], ["start"], ["demo"]]) {
        const said = await run(nodePath, [join(ROOT, LAUNCHER), ...words], { cwd: folder });
        expect([said.code, said.out]).toEqual([2, ""]);
        expect(said.errors).toMatch(NEEDS);
      }
    },
    PATIENCE,
  );

  test(
    "npm start says it, where --omit=dev left Node 24 out",
    async () => {
      const { nodePath, npmFolder } = await fetchRuntime(PAIRS[0] ?? { node: "", npm: "" });
      const clone = mkdtempSync(join(folder, "clone-"));
      mkdirSync(join(clone, "src", "cli"), { recursive: true });
      for (const name of ["package.json", LAUNCHER]) {
        copyFileSync(join(ROOT, name), join(clone, name));
      }
      const env = { PATH: [dirname(nodePath), "/usr/bin", "/bin"].join(delimiter), HOME: clone };
      const npm = join(npmFolder, "bin", "npm-cli.js");
      const said = await run(nodePath, [npm, "start", "--silent"], { cwd: clone, env });
      expect(said.code).toBe(2);
      expect(said.errors).toMatch(NEEDS);
    },
    PATIENCE,
  );

  test("without its packages, Node 24 is told to get them", async () => {
    const clone = mkdtempSync(join(folder, "bare-"));
    mkdirSync(join(clone, "src", "cli"), { recursive: true });
    for (const name of ["package.json", LAUNCHER, "src/cli/main.ts", "src/cli/program.ts"]) {
      copyFileSync(join(ROOT, name), join(clone, name));
    }
    const said = await run(process.execPath, [join(clone, LAUNCHER), "demo"], { cwd: clone });
    expect([said.code, said.errors]).toEqual([2, expect.stringContaining("type npm ci first")]);
  });

  test("the Node that npm ci brings is new enough", async () => {
    const [major] = manifest.devDependencies.node.split(".");
    const said = await run(process.execPath, [join(ROOT, LAUNCHER), "--version"], {});
    expect(said).toEqual({ code: 0, out: `dakor ${manifest.version}\n`, errors: "" });
    expect(major).toBe("24");
  });
});

type RunOptions = { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> };

function run(program: string, words: readonly string[], options: RunOptions): Promise<Said> {
  return new Promise((resolve) => {
    execFile(program, words, options, (error, out, errors) => {
      const code = error === null ? 0 : Number(error.code ?? 1);
      resolve({ code, out, errors });
    });
  });
}
