import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld } from "../action/gate-world.ts";
import type { World } from "../action/gate-world.ts";

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

let world: World;
let held: number;

beforeAll(async () => {
  world = await startWorld();
  await world.configure();
  await world.incident("Cards are refused", "src/checkout/**");
  held = await world.pull({ head: "held", files: { "src/checkout/a.ts": "1" } });
});

afterAll(() => world.github.close());

type Said = { readonly code: number | null; readonly out: string; readonly errors: string };

async function gate(args: readonly string[], token?: string): Promise<Said> {
  const child = spawn(process.execPath, [MAIN, "gate", "--repo", "acme/shop", ...args], {
    env: {
      GITHUB_API_URL: `${world.github.url}/api/v3`,
      GITHUB_GRAPHQL_URL: `${world.github.url}/api/graphql`,
      ...(token === undefined ? {} : { GH_TOKEN: token }),
    },
  });
  let [out, errors] = ["", ""];
  child.stdout.on("data", (part: Buffer) => (out += part.toString()));
  child.stderr.on("data", (part: Buffer) => (errors += part.toString()));
  await once(child, "close");
  return { code: child.exitCode, out, errors };
}

test("says what holds a pull request, with a person's own token", async () => {
  const { code, out } = await gate(["--pr", `${held}`], world.github.tokenOf("lea"));
  expect(code).toBe(1);
  expect(out).toMatch(/^hold \(report_missing\): Held: /);
  expect(out).toContain("src/checkout/a.ts");
});

test("--dry-run leaves with 0, and --json says it to programs", async () => {
  const token = world.github.tokenOf("lea");
  const { code, out } = await gate(["--pr", `${held}`, "--dry-run", "--json"], token);
  expect(code).toBe(0);
  const said: unknown = JSON.parse(out);
  expect(said).toMatchObject({ schema_version: 1, verdict: "hold", pull: held });
});

test("what can't be read is an error, and no token is a mistake", async () => {
  const gone = await gate(["--pr", "999", "--dry-run"], world.github.tokenOf("lea"));
  expect([gone.code, gone.out]).toEqual([1, ""]);
  expect(gone.errors).toContain("999");
  const nobody = await gate(["--pr", `${held}`]);
  expect(nobody.code).toBe(2);
});
