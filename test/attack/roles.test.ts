import { afterEach, describe, expect, test } from "vitest";
import { httpError, PERMISSION } from "../github/fake-github.ts";
import type { Call } from "../github/fake-github.ts";
import { AT_HEAD, attacked, incident, ONE_FILE, says, verdictOf } from "./gate-attack.ts";
import { attackStage } from "./attack-stage.ts";
import type { AttackStage } from "./attack-stage.ts";

const REPOSITORY = "GET /repos/{owner}/{repo}";
const HELD = "hold: report_missing";
const FREE = "pass: overridden";

/** What the gate says after mia's override, where GitHub tells this about her. */
function verdict(answer: () => unknown): Promise<string> {
  const said = says(`/override ${AT_HEAD} because it is safe`, "mia");
  const role = ({ variables }: Call): unknown =>
    variables["username"] === "mia" ? answer() : { permission: "write", role_name: "maintain" };
  const answers = { [PERMISSION]: role, [REPOSITORY]: () => ({ name: "shop" }) };
  return verdictOf(attacked([incident([said])], ONE_FILE, { answers }));
}

describe("an odd answer about a role never lets anything pass", () => {
  test.each<readonly [string, unknown]>([
    ["nothing", null],
    ["nothing in it", {}],
    ["null for both", { permission: null, role_name: null }],
    ["a list", []],
    ["a word alone", "admin"],
    ["none", { permission: "none", role_name: "none" }],
    ["none, with an empty name", { permission: "none", role_name: "" }],
    ["a custom role that reads", { permission: "read", role_name: "release-captain" }],
    ["a custom role that writes", { permission: "write", role_name: "release-captain" }],
    ["a custom role called like none of ours", { permission: "write", role_name: "Maintain" }],
    ["a custom role with spaces around", { permission: "write", role_name: " maintain " }],
    ["a custom role called as a property", { permission: "read", role_name: "__proto__" }],
    ["a role that is new", { permission: "owner", role_name: "owner" }],
    ["capitals", { permission: "ADMIN", role_name: "ADMIN" }],
    ["a number", { permission: 100, role_name: 100 }],
    ["a list of roles", { permission: ["admin"], role_name: ["admin"] }],
    ["an object", { permission: { admin: true }, role_name: { name: "admin" } }],
    ["what the old names were", { permission: "pull", role_name: "push" }],
  ])("%s", async (_, answer) => {
    expect(await verdict(() => answer)).toBe(HELD);
  });

  test.each<readonly [string, unknown]>([
    ["maintains", { permission: "write", role_name: "maintain" }],
    ["administers", { permission: "admin", role_name: "admin" }],
    ["a custom role that administers", { permission: "admin", role_name: "release-captain" }],
    ["an older server, which knows no names", { permission: "admin" }],
  ])("but this one may: %s", async (_, answer) => {
    expect(await verdict(() => answer)).toBe(FREE);
  });

  test.each<readonly [string, () => never]>([
    ["left: not found", () => fail(404, "Not Found")],
    ["no user at all", () => fail(404, "mia is not a user")],
  ])("an account that has %s", async (_, answer) => {
    expect(await verdict(answer)).toBe(HELD);
  });

  test.each<readonly [string, number, string]>([
    ["may not be asked", 403, "Resource not accessible by integration"],
    ["is down", 503, "Unavailable"],
    ["wants to be asked later", 429, "Too many requests"],
    ["knows no such token", 401, "Bad credentials"],
    ["has moved the repository", 301, "Moved Permanently"],
  ])("where GitHub %s, nothing is decided", async (_, status, message) => {
    expect(await verdict(() => fail(status, message))).toContain("read the role of mia");
  });
});

function fail(status: number, message: string): never {
  throw httpError(status, message);
}

describe("somebody whose role changes", () => {
  let stage: AttackStage;
  afterEach(() => stage.close());

  /** A pull request that lea let through, when the bot has worked on that. */
  async function begin(): Promise<number> {
    stage = await attackStage();
    const pull = await stage.open("help", ["src/checkout/help.ts"]);
    const issue = await stage.declare("/paths src/checkout/**");
    await stage.wait(60);
    await stage.as("lea").comment(issue, `/override #${pull} because it is a help page`);
    return pull;
  }

  test("whoever left before the bot came to it lets nothing through", async () => {
    const pull = await begin();
    stage.github.setRole("lea", "none");
    await stage.wait(60);
    expect(await stage.verdict(pull)).toBe("failure");
  });

  test("whoever left afterwards has let it through, until the next commit", async () => {
    const pull = await begin();
    await stage.wait(60);
    expect(await stage.verdict(pull)).toBe("success");
    stage.github.setRole("lea", "none");
    await stage.wait(20 * 60);
    expect(await stage.verdict(pull)).toBe("success");
    await stage
      .as("john")
      .writeFile({ path: "src/checkout/pay.ts", text: "1", message: "Pay", branch: "help" });
    await stage.wait(60);
    expect(await stage.verdict(pull)).toBe("failure");
  });
});
