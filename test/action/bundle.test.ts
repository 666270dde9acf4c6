import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fieldOf, startWorld } from "./gate-world.ts";
import type { World } from "./gate-world.ts";
import { commandsIn, runAction } from "./run-action.ts";
import type { Ran } from "./run-action.ts";
import { isDeep } from "../depth.ts";

/** A title that tries everything that a runner, a shell or a page could fall for. */
const HOSTILE =
  "x ::set-output name=verdict::pass ##[set-output name=verdict]pass EOF '$(touch owned)' `id` <b>@lea</b>";

let world: World;
let checkout: number;

beforeAll(async () => {
  world = await startWorld();
  await world.configure();
  checkout = await world.incident(HOSTILE, "src/checkout/**");
});

afterAll(() => world.github.close());

function judge(number: number, inputs: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return runAction({
    url: world.github.url,
    token: world.token,
    event: "pull_request",
    payload: { pull_request: { number } },
    inputs,
  });
}

async function verdictOf(number: number): Promise<readonly [number | null, string | undefined]> {
  const { code, outputs } = await judge(number);
  return [code, outputs["reason-code"]];
}

describe.concurrent("what touches an incident", () => {
  test("is held, with everything that explains it", async () => {
    const files = { "src/checkout/a.ts": "1", "src/checkout/b.ts": "2", "README.md": "3" };
    const number = await world.pull({ head: "held", files });
    const { code, outputs, summary, log } = await judge(number);
    expect(code).toBe(1);
    expect(outputs).toMatchObject({
      verdict: "hold",
      "reason-code": "report_missing",
      incidents: String(checkout),
      "held-files-count": "2",
    });
    const result: unknown = JSON.parse(outputs["result"] ?? "");
    expect(result).toMatchObject({
      schema_version: 1,
      verdict: "hold",
      pull: number,
      incidents: [{ number: checkout, title: HOSTILE, files_count: 2, exemption: null }],
    });
    expect(summary).toContain("src/checkout/a.ts");
    expect(summary).not.toContain("@lea");
    expect(summary).not.toContain("<b>");
    // One annotation for the path and one for the failed job; nothing that the title asks for.
    expect(commandsIn(log)).toEqual(["error", "error"]);
  });

  test.runIf(isDeep)("nothing of a title acts in a shell", async () => {
    const number = await world.pull({ head: "shell", files: { "src/checkout/s.ts": "1" } });
    const { outputs } = await judge(number);
    expect(outputs["result"]).not.toMatch(/[$`'<>;&|*~()\n]/);
    expect(Object.keys(outputs).toSorted()).toEqual([
      "held-files-count",
      "incidents",
      "reason-code",
      "result",
      "verdict",
    ]);
  });

  test.runIf(isDeep)("a file's name is as harmless as a title", async () => {
    const path = "src/checkout/\n::set-output name=verdict::pass\n##[add-path]x.ts";
    const number = await world.oddPull("named", path);
    const { code, outputs, log } = await judge(number);
    expect([code, outputs["verdict"]]).toEqual([1, "hold"]);
    expect(commandsIn(log)).toEqual(["error", "error"]);
  });

  test("passes elsewhere", async () => {
    const number = await world.pull({ head: "clear", files: { "docs/readme.md": "1" } });
    const { code, outputs, summary } = await judge(number);
    expect([code, outputs["verdict"], outputs["reason-code"]]).toEqual([0, "pass", "paths_clear"]);
    expect(summary).toContain("Free to merge");
  });

  test.runIf(isDeep)("a dry run says what it would, and holds nothing", async () => {
    const number = await world.pull({ head: "dry", files: { "src/checkout/d.ts": "1" } });
    const { code, outputs, log } = await judge(number, { "dry-run": "true" });
    expect([code, outputs["verdict"]]).toEqual([0, "hold"]);
    expect(log).toContain("Dry run");
  });
});

/** Something that worked, broken by a merge, and a pull request that takes that back and writes more files. */
async function rollback(head: string, files: readonly string[]): Promise<number> {
  const path = `src/checkout/${head}.ts`;
  const works = await world.pull({ head: `${head}-works`, files: { [path]: "as before" } });
  await world.lea.merge(works);
  const broken = await world.pull({ head: `${head}-broken`, files: { [path]: "broken" } });
  await world.lea.merge(broken);
  return world.pull({
    head,
    files: Object.fromEntries([path, ...files].map((file) => [file, "as before"])),
    title: `Revert "Change ${head}-broken"`,
    body: `Reverts #${broken}\n\nFor #${checkout}`,
  });
}

describe("ways through", () => {
  test("a rollback whose files are those that it takes back", async () => {
    expect(await verdictOf(await rollback("rollback", []))).toEqual([0, "linked_kludge"]);
  });

  test.runIf(isDeep)("but not with something of its own", async () => {
    const number = await rollback("more", ["src/checkout/other.ts"]);
    expect(await verdictOf(number)).toEqual([1, "report_missing"]);
  });

  test.runIf(isDeep)("a kludge or a fix, on the word of somebody who may", async () => {
    const kludge = await world.pull({ head: "kludge", files: { "src/checkout/k.ts": "1" } });
    const fix = await world.pull({ head: "fix", files: { "src/checkout/f.ts": "1" } });
    await world.john.comment(checkout, `/kludge ${await world.named(kludge)}\n/fix #${fix}`);
    const early = await Promise.all([verdictOf(kludge), verdictOf(fix)]);
    expect(early).toEqual([
      [1, "report_missing"],
      [1, "report_missing"],
    ]);
    const other = await world.pull({ head: "kludge-2", files: { "src/checkout/l.ts": "1" } });
    world.shift(2000);
    await world.lea.comment(
      checkout,
      `/fix ${await world.named(fix)}\n/kludge ${await world.named(other)}`,
    );
    world.shift(0);
    const late = await Promise.all([verdictOf(fix), verdictOf(other)]);
    expect(late).toEqual([
      [0, "linked_fix"],
      [0, "linked_kludge"],
    ]);
  });

  test.runIf(isDeep)("an override, until the next push", async () => {
    const number = await world.pull({ head: "push", files: { "src/checkout/p.ts": "1" } });
    const named = await world.named(number);
    await world.john.comment(checkout, `/override ${named} because I want to`);
    expect(await verdictOf(number)).toEqual([1, "report_missing"]);
    world.shift(2000);
    await world.lea.comment(checkout, `/override ${named} because of $(id) ::error::x`);
    const { code, outputs, log } = await judge(number);
    expect([code, outputs["reason-code"]]).toEqual([0, "overridden"]);
    expect(commandsIn(log)).toEqual([]);
    world.shift(5000);
    const change = { path: "src/checkout/p.ts", text: "2", message: "More", branch: "push" };
    await world.john.writeFile(change);
    world.shift(0);
    expect(await verdictOf(number)).toEqual([1, "report_missing"]);
  });

  test.runIf(isDeep)("an override, until its time is over", async () => {
    const hour = 3_600_000;
    world.shift(-4 * hour);
    const late = await world.incident("Trains are late", "src/trains/**");
    world.shift(-3 * hour - 2000);
    const number = await world.pull({ head: "time", files: { "src/trains/t.ts": "1" } });
    const longer = await world.pull({ head: "longer", files: { "src/trains/u.ts": "1" } });
    world.shift(-3 * hour);
    await world.lea.comment(
      late,
      `/override ${await world.named(number)} because we are late for 2h`,
    );
    await world.lea.comment(
      late,
      `/override ${await world.named(longer)} because we are late for 5h`,
    );
    world.shift(0);
    const judged = await Promise.all([verdictOf(number), verdictOf(longer)]);
    expect(judged).toEqual([
      [1, "report_missing"],
      [0, "overridden"],
    ]);
  });

  test("a report, as soon as it is complete", async () => {
    const path = `docs/incidents/2026-02-15-${checkout}-cards.md`;
    const head = `dakor/report-${checkout}`;
    const number = await world.pull({ head, files: { [path]: reportOf(checkout, "TODO: why?") } });
    const held = await judge(number);
    expect([held.code, held.outputs["reason-code"]]).toEqual([1, "report_incomplete"]);
    const text = reportOf(checkout, "A missing index.");
    await world.john.writeFile({ path, text, message: "Answer", branch: head });
    expect(await verdictOf(number)).toEqual([0, "report_pull_request"]);
  });
});

describe("what is no incident", () => {
  test.runIf(isDeep)("candidate, drill and dismissed let everything through", async () => {
    const { body } = { body: { title: "Odd", body: "", labels: [] } };
    const odd = await world.rest("eve", { method: "POST", path: "/issues", body });
    await world.tess.label(Number(fieldOf(odd, "number")), "incident");
    const drill = await world.incident("Exercise", "src/drill/**");
    await world.lea.comment(drill, "/drill because we practise");
    const alarm = await world.incident("False alarm", "src/alarm/**");
    await world.lea.label(alarm, "dakor:diagnose");
    await world.rest("lea", {
      method: "PATCH",
      path: `/issues/${alarm}`,
      body: { state: "closed", state_reason: "not_planned" },
    });
    const files = { "src/odd/a.ts": "1", "src/drill/a.ts": "1", "src/alarm/a.ts": "1" };
    expect(await verdictOf(await world.pull({ head: "none", files }))).toEqual([0, "paths_clear"]);
  });

  test("a label that a stranger to it took off lifts nothing", async () => {
    const number = await world.incident("Search is slow", "src/search/**");
    await world.lea.label(number, "dakor:diagnose");
    const path = `/issues/${number}/labels/incident`;
    await world.rest("tess", { method: "DELETE", path });
    const pull = await world.pull({ head: "search", files: { "src/search/a.ts": "1" } });
    expect(await verdictOf(pull)).toEqual([1, "report_missing"]);
  });

  test.runIf(isDeep)(
    "the merged report of what is over lifts it, an empty one or one of what goes on doesn't",
    async () => {
      const number = await world.incident("Mail is late", "src/mail/**");
      const pull = await world.pull({ head: "mail", files: { "src/mail/a.ts": "1" } });
      const path = `docs/incidents/mail.md`;
      const publish = (text: string): Promise<void> =>
        world.lea.writeFile({ path, text, message: "Report", branch: "main" });
      await publish(`---\nincident: ${number}\n---\n`);
      expect(await verdictOf(pull)).toEqual([1, "report_missing"]);
      await publish(reportOf(number, "A full disk."));
      expect(await verdictOf(pull)).toEqual([1, "report_missing"]);
      await world.lea.close(number);
      expect(await verdictOf(pull)).toEqual([0, "paths_clear"]);
    },
  );
});

/** Later than all that happens here. */
const LATE = 'times: { restored: "2099-01-01T00:00Z", closed: "2099-01-01T00:00Z" }';

function reportOf(incident: number, cause: string): string {
  const sections = ["Summary", "Impact", "Timeline"].map((name) => `## ${name}\n\nWords.\n`);
  return `---\nincident: ${incident}\n${LATE}\n---\n\n${sections.join("\n")}\n## Cause\n\n${cause}\n`;
}
