import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld } from "../action/gate-world.ts";
import type { World } from "../action/gate-world.ts";
import { runCli } from "./run-cli.ts";
import type { Said } from "./run-cli.ts";
import { isDeep } from "../depth.ts";

let world: World;
let held: number;
let incident: number;

beforeAll(async () => {
  world = await startWorld();
  await world.configure();
  incident = await world.incident("Cards are refused", "src/checkout/**");
  held = await world.pull({ head: "held", files: { "src/checkout/a.ts": "1" } });
});

afterAll(() => world.github.close());

function gate(args: readonly string[], token = world.github.tokenOf("lea")): Promise<Said> {
  const environment = { GITHUB_API_URL: `${world.github.url}/api/v3`, GH_TOKEN: token };
  return runCli(["gate", "--repo", "acme/shop", ...args], { environment });
}

test("says what holds a pull request, with a person's own token", async () => {
  const { code, out } = await gate(["--pr", `${held}`]);
  expect(code).toBe(1);
  expect(out).toMatch(/^hold \(report_missing\): Held: /);
  expect(out).toContain("src/checkout/a.ts");
});

test.runIf(isDeep)("--dry-run leaves with 0, and --json says it to programs", async () => {
  const { code, out } = await gate(["--pr", `${held}`, "--dry-run", "--json"]);
  expect(code).toBe(0);
  const said: unknown = JSON.parse(out);
  expect(said).toMatchObject({ schema_version: 1, verdict: "hold", pull: held });
});

test.runIf(isDeep)("the text keeps its lines and lists", async () => {
  const { out } = await gate(["--pr", `${held}`]);
  expect(out).toContain("\n\n  - src/checkout/a.ts\n");
});

test("the number of an issue is said to be one, with what shows it", async () => {
  const { code, out, errors } = await gate(["--pr", `${incident}`]);
  expect([code, out]).toEqual([2, ""]);
  expect(errors).toContain(
    `acme/shop#${incident} is an issue, not a pull request. Type: dakor show ${incident}`,
  );
});

test("a token that GitHub doesn't know is said with one request id", async () => {
  const { code, errors } = await gate(["--pr", `${held}`], "nonsense");
  expect(code).toBe(3);
  expect(errors.match(/\(request /g)?.length ?? 0).toBeLessThan(2);
});

test.runIf(isDeep)("what can't be read is not what is held", async () => {
  const gone = await gate(["--pr", "999", "--dry-run"]);
  expect([gone.code, gone.out]).toEqual([3, ""]);
  expect(gone.errors).toContain("999");
  const unread = await gate(["--pr", "999", "--json"]);
  expect(JSON.parse(unread.out)).toMatchObject({ verdict: "unavailable", pull: 999 });
});
