import { describe, expect, test } from "vitest";
import { lost, outagesOf } from "../../../../src/core/model/outage.ts";
import { acts, incidentAfter, lastAnswer, RESTORED, says, told } from "../../record/decided.ts";

const at = (clock: string): string => `2026-02-15T${clock}:00Z`;

describe("it is broken again", () => {
  const merge = acts("10:20", { by: "mona", merge: 130 });

  test.each([
    ["/broken", [says("11:00 john: /broken")], "11:00"],
    ["/down", [says("11:00 john: /down Again next 10m")], "11:00"],
    ["/regressed at an earlier time", [says("11:00 john: /regressed at 10:50")], "10:50"],
    [
      "a correction of when",
      [says("11:00 john: /broken"), says("11:02 lea: /broken at 10:45")],
      "10:45",
    ],
    [
      "/broken on the closed issue",
      [acts("10:40", { close: "completed" }), says("11:00 john: /broken")],
      "11:00",
    ],
    [
      "reopening",
      [acts("10:40", { close: "completed" }), acts("11:00", { reopen: true })],
      "11:00",
    ],
    [
      "the revert of the fix",
      [
        acts("10:41", {
          by: "john",
          pull: { number: 140, title: 'Revert "Accept both"', body: "Reverts acme/shop#130" },
        }),
        acts("11:00", { merge: 140 }),
      ],
      "11:00",
    ],
  ])("by %s: nothing of what worked counts any more", (_, steps, since) => {
    const incident = incidentAfter(merge, ...RESTORED, ...steps);
    expect(incident).toMatchObject({
      status: "declared",
      isClosed: false,
      phase: "kludge",
      moments: { broken: { value: at(since) } },
    });
    expect(incident.moments).not.toHaveProperty("restored");
    expect(incident.moments).not.toHaveProperty("stable");
    expect(outagesOf(incident)).toEqual([
      { from: at("10:00"), stable: at("10:10"), restored: at("10:30") },
      { from: at(since) },
    ]);
  });

  test("only the bad hours count", () => {
    const incident = incidentAfter(
      merge,
      ...RESTORED,
      says("11:00 john: /broken"),
      says("11:05 john: /stable"),
      says("11:20 john: /restored"),
    );
    expect(lost(outagesOf(incident), "stable")).toBe((10 + 5) * 60);
    expect(lost(outagesOf(incident), "restored")).toBe((30 + 20) * 60);
  });

  test("where it was only usable, the time on kludges counts until it broke again", () => {
    const incident = incidentAfter(
      ...RESTORED.slice(0, 3),
      says("10:40 john: /broken"),
      says("10:50 john: /restored"),
    );
    expect(lost(outagesOf(incident), "stable")).toBe((10 + 10) * 60);
    expect(lost(outagesOf(incident), "restored")).toBe(50 * 60);
  });

  test("everybody who heard of it hears that, with a promise", () => {
    const of = told([merge, ...RESTORED, says("11:00 john: /broken Cards again next 10m")]);
    const [news] = of.world.snapshot.timeline.filter(
      (event) => event.type === "commented" && event.body.includes("news broken:"),
    );
    expect(news).toMatchObject({ body: expect.stringContaining("Broken again: Login fails") });
    expect(news).toMatchObject({ body: expect.stringContaining("Next update by 11:10 UTC.") });
    expect(news).toMatchObject({ body: expect.stringContaining("@acme/oncall") });
  });

  test("where nobody said that it works, /broken is news or a question", () => {
    const of = told([...RESTORED.slice(0, 2), says("10:07 john: /broken")]);
    expect(lastAnswer(of)).toContain("nobody has said that it is usable again");
    const incident = incidentAfter(...RESTORED.slice(0, 2), says("10:07 john: /broken Worse now"));
    expect(incident.outages).toEqual([]);
    expect(incident.breadcrumbs.at(-1)).toMatchObject({ kind: "update", text: "Worse now" });
  });

  test("it can't break again before it worked", () => {
    const of = told([merge, ...RESTORED, says("11:00 john: /broken at 10:20")]);
    expect(lastAnswer(of)).toContain("everything worked again at 2026-02-15 10:30 UTC");
  });
});

describe("what works fully is usable", () => {
  test.each([
    ["before /stable was said", [says("10:20 lea: /restored")]],
    [
      "after /no-kludge",
      [says("10:15 lea: /no-kludge because the fix is quick"), says("10:20 lea: /restored")],
    ],
    [
      "and /stable after it is no mistake",
      [says("10:20 lea: /restored"), says("10:21 lea: /stable")],
    ],
  ])("%s", (_, steps) => {
    const of = incidentAfter(
      says("10:01 lea: /checking\n/alert next 20m"),
      says("10:05 john: /kludge Flag off impact: less\n/undo K1"),
      says("10:06 lea: /cause Token\n/fix By hand\n/tested Staging"),
      ...steps,
      acts("10:30", { close: "completed" }),
    );
    expect(of).toMatchObject({ isClosed: true, phase: "report", replies: [] });
    expect(of.moments).not.toHaveProperty("stable");
  });
});
