import { expect, test } from "vitest";
import { withSnapshot } from "../../world.ts";
import type { World } from "../../world.ts";
import type { Step } from "../../story.ts";
import {
  ALERT,
  answered,
  at,
  dueIn,
  happened,
  planOf,
  played,
  said,
} from "../../core/notify/deliveries.ts";

const LABEL = "incident:private";
const hidden = (minute: number): Step => ({ at: at(minute), by: "john", label: LABEL });
const shown = (minute: number): Step => ({ at: at(minute), by: "john", unlabel: LABEL });
const CRITICAL = said(1, "/severity critical\n/alert");
const UPDATE = said(3, "/update The vault's key leaked.");

const after = (world: World, ...steps: readonly Step[]): World => steps.reduce(happened, world);

test("T55: what was said while it was private stays inside when the label goes", () => {
  const world = played([ALERT, UPDATE], { labels: [LABEL] });
  expect(dueIn(world)).toEqual([]);
  const open = happened(world, shown(600));
  expect(dueIn(open)).toEqual([]);
  expect(dueIn(after(open, said(610, "/resend")))).toEqual([]);
  // Whoever never heard that it was broken isn't told that it works.
  expect(dueIn(after(open, said(610, "/restored")))).toEqual([]);
  expect(dueIn(after(open, said(610, "/update The key is changed.")))).toEqual(["chat update!"]);
});

test.each<readonly [what: string, steps: readonly Step[], due: readonly string[]]>([
  ["set after it was said", [ALERT, hidden(2), shown(5)], []],
  ["set again", [hidden(0), ALERT, shown(2), hidden(4), shown(6)], []],
  ["still there", [ALERT, hidden(2), UPDATE], []],
  ["spelt otherwise", [{ ...hidden(0), label: "Incident:PRIVATE" }, ALERT, shown(4)], []],
  ["gone before it was said", [hidden(0), shown(0), ALERT], ["chat alert!"]],
  ["another one", [ALERT, { ...hidden(2), label: "public" }], ["chat alert!"]],
])("the label was %s", (...[, steps, due]) => {
  const world = played([...steps]);
  expect(dueIn(withSnapshot(world, { now: at(20) }))).toEqual(due);
});

test("a label that is gone without anybody taking it away still keeps it inside", () => {
  const world = played([ALERT, hidden(2), UPDATE]);
  const issue = { ...world.snapshot.issue, labels: ["incident"] };
  expect(dueIn(withSnapshot(world, { issue }))).toEqual([]);
});

test("what a target couldn't take before it became private isn't tried again", () => {
  const failing = answered(played([CRITICAL]), { chat: "retry", bosses: "retry" });
  const open = withSnapshot(after(failing, hidden(2), shown(30)), { now: at(40) });
  expect(dueIn(open)).toEqual(["bosses alert!"]);
  expect(planOf(answered(open)).wakeAt).toBeUndefined();
});

test("whoever had heard of it before hears how it goes on, in the same thread", () => {
  const told = answered(played([ALERT]));
  const open = after(told, hidden(2), UPDATE, shown(30), said(40, "/restored"));
  expect(planOf(open).due).toMatchObject([{ news: { kind: "restored" }, thread: "r1" }]);
});
