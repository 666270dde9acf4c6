import { describe, expect, test } from "vitest";
import { createLog, wordless } from "../../../src/app/observe/log.ts";
import { deliveriesOf, inTrace, traced } from "../../../src/app/observe/trace.ts";

const ONE = "72d3162e-cc78-11e3-81ab-4c9367dc0958";
const TWO = "0b989ba4-242f-11e5-81e1-c7b6966d2516";
const KEY = "issue:12:99#42";

function logger(): { readonly log: ReturnType<typeof createLog>; readonly lines: unknown[] } {
  const lines: unknown[] = [];
  const to = { write: (line: string): void => void lines.push(JSON.parse(line)) };
  return { log: createLog({ level: "trace", secrets: [], to }), lines };
}

test("reasons name the deliveries that they come from, each once", () => {
  expect(deliveriesOf([`issues ${ONE}`, "sweep", `issue_comment ${TWO}`, `issues ${ONE}`])).toEqual(
    [ONE, TWO],
  );
});

describe("a line", () => {
  test("names deliveries and key of the run that it is logged in, whoever logs it", async () => {
    const { log, lines } = logger();
    const run = traced(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      wordless(log).child({ name: "octokit" }).debug({ title: "Saved cards" }, "GitHub request");
      return { kind: "done" };
    });
    await run({ key: KEY, reasons: [`issues ${ONE}`, "sweep"], attempt: 1 });
    expect(lines).toEqual([
      expect.objectContaining({ key: KEY, deliveries: [ONE], msg: "GitHub request" }),
    ]);
    expect(JSON.stringify(lines)).not.toContain("Saved");
  });

  test("about a key names those in its reasons, whatever it is logged in", () => {
    const { log, lines } = logger();
    inTrace({ deliveries: [TWO] }, () => {
      log.warn({ key: KEY, reasons: [`issues ${ONE}`] }, "run failed, will try again");
    });
    expect(lines).toEqual([expect.objectContaining({ key: KEY, deliveries: [ONE] })]);
  });
});

test("what follows from a delivery names it in its reason, and so does what follows from that", async () => {
  const follow = traced(async ({ key }) => ({
    kind: "done",
    triggers: [{ key: "gate:12:99", reason: `follows from ${key}` }],
  }));
  const first = await follow({ key: KEY, reasons: [`issues ${ONE}`, `issues ${TWO}`], attempt: 1 });
  const triggers = first.kind === "done" ? (first.triggers ?? []) : [];
  expect(triggers.map(({ reason }) => reason)).toEqual([`follows from ${KEY} after ${ONE} ${TWO}`]);
  expect(deliveriesOf(triggers.map(({ reason }) => reason))).toEqual([ONE, TWO]);
});
