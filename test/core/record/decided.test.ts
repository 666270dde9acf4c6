import { describe, expect, test } from "vitest";
import { replay } from "../../../src/core/replay/replay.ts";
import type { Step } from "../../story.ts";
import { acts, incidentAfter, lastAnswer, RESTORED, says, told } from "./decided.ts";

const ids = (...steps: readonly Step[]): readonly string[] =>
  incidentAfter(...steps).kludges.map(({ id, state }) => `${id} ${state}`);

describe("a kludge", () => {
  const named = acts("10:02", {
    by: "john",
    pull: { number: 52, title: "Edge rules off", body: "Kludge for #42" },
  });

  test.each<readonly [string, readonly Step[], readonly string[]]>([
    [
      "is one, though a pull request, a command and the bot's label tell of it",
      [named, says("10:05 john: /kludge Edge rules off #52"), says("10:06 lea: /status")],
      ["K1 announced"],
    ],
    [
      "is undone by its name after that",
      [
        named,
        says("10:05 john: /kludge Edge rules off #52"),
        acts("10:06", { merge: 52 }),
        says("10:07 lea: /undo K1"),
      ],
      ["K1 undone"],
    ],
    [
      "that somebody labelled himself is one",
      [
        named,
        acts("10:03", { "pull-label": { number: 52, label: "kludge" } }),
        says("10:05 john: /kludge Edge rules off #52"),
      ],
      ["K1 announced"],
    ],
    [
      "whose pull request is open was never in place: withdrawn, not undone",
      [says("10:05 john: /kludge Edge rules off #51"), says("10:06 john: /undo K1")],
      ["K1 withdrawn"],
    ],
    [
      "stays withdrawn when that is merged all the same",
      [
        says("10:05 john: /kludge Edge rules off #51"),
        says("10:06 john: /undo K1"),
        acts("10:07", { merge: 51 }),
      ],
      ["K1 withdrawn"],
    ],
    [
      "and another are undone in one line",
      [says("10:05 john: /kludge One\n/kludge Two"), says("10:06 john: /undo K1 and K2")],
      ["K1 undone", "K2 undone"],
    ],
    [
      "and one that nobody knows are not undone by halves",
      [says("10:05 john: /kludge One"), says("10:06 john: /undo K1 and K7")],
      ["K1 standing"],
    ],
    [
      "with a time to come is a plan",
      [says("10:05 john: /kludge Restart at 10:45 impact: none")],
      ["K1 announced"],
    ],
    [
      "that was planned is in place when somebody says its name",
      [says("10:05 john: /kludge Restart at 10:45"), says("10:46 john: /kludge K1")],
      ["K1 standing"],
    ],
    [
      "can't have been there before the incident",
      [says("10:05 john: /kludge Switched off at 23:50")],
      [],
    ],
  ])("%s", (_, steps, expected) => {
    expect(ids(...steps)).toEqual(expected);
  });

  test("says why it was undone, and what came instead", () => {
    const { kludges } = incidentAfter(
      says("10:05 john: /kludge New hardware"),
      says("10:10 john: /undo K1 because it made it worse"),
      says("10:12 john: /kludge Streaming off"),
    );
    expect(kludges[0]).toMatchObject({ because: "it made it worse", replacedBy: "K2" });
  });

  test.each([
    ["/kludge Rolled back to build #4512", "Rolled back to build #4512", "no pull request `#4512`"],
    ["/kludge Off, see #42", "Off, see #42", "no pull request `#42`"],
    ["/kludge Both #51 #130", "Both #130", "A kludge has one pull request"],
  ])("%s is recorded, and says what is not linked", (line, what, answer) => {
    const of = told([says(`10:05 john: ${line}`)]);
    expect(replay(of.world.snapshot).kludges).toMatchObject([{ id: "K1", what }]);
    expect(lastAnswer(of)).toContain(answer);
    expect(lastAnswer(of)).not.toContain("You can edit");
  });
});

describe("the fix", () => {
  const fixes = acts("10:20", {
    by: "john",
    pull: { number: 131, title: "Accept both", body: "Fixes #42" },
  });

  test("is the pull request whose merge closed the issue, in the same second, by its author", () => {
    const of = told([
      ...RESTORED.slice(0, 3),
      says("10:15 john: /cause Token\n/tested Staging\n/undo K1\n/restored"),
      fixes,
      acts("10:30", { by: "mona", merge: 131, "no-run": true }),
      acts("10:30", { by: "mona", close: "completed" }),
    ]);
    const incident = replay(of.world.snapshot);
    expect(incident).toMatchObject({ isClosed: true, closed: { by: "mona" }, phase: "report" });
    expect(incident.fixes).toMatchObject([{ pull: 131, by: "john" }]);
  });

  test("counts when a merge bot did it for a person", () => {
    const incident = incidentAfter(
      ...RESTORED.slice(0, 3),
      says("10:15 john: /cause Token\n/tested Staging\n/undo K1\n/restored"),
      fixes,
      acts("10:30", { by: "mergify[bot]", merge: 131, "no-run": true }),
      acts("10:30", { by: "mergify[bot]", close: "completed" }),
    );
    expect(incident).toMatchObject({ isClosed: true, closed: { by: "john" } });
    expect(incident.replies.map(({ type }) => type)).not.toContain("reopened");
  });

  test.each<readonly [string, readonly Step[], readonly unknown[]]>([
    [
      "closed without a merge is none",
      [says("10:31 john: /fix #130"), acts("10:32", { "close-pull": 130 })],
      [{ pull: 130, gone: "unmerged" }],
    ],
    [
      "reopened is one again",
      [
        says("10:31 john: /fix #130"),
        acts("10:32", { "close-pull": 130 }),
        acts("10:33", { "reopen-pull": 130 }),
      ],
      [{ pull: 130 }],
    ],
    ["can be two", [says("10:31 john: /fix #130 and #51")], [{ pull: 130 }, { pull: 51 }]],
    ["is never one of two", [says("10:31 john: /fix #130 and #77")], []],
    [
      "can be taken back",
      [says("10:31 john: /fix #130 #51"), says("10:32 john: /unfix #130")],
      [{ pull: 51 }],
    ],
    [
      "is none of another repository's",
      [says("10:31 john: /fix acme/infra#130")],
      [{ text: "acme/infra#130" }],
    ],
    ["has no number beyond all numbers", [says("10:31 john: /fix #99999999999")], []],
  ])("%s", (_, steps, expected) => {
    const found = incidentAfter(...steps).fixes.map(({ pull, text, gone }) => ({
      ...(pull === undefined ? {} : { pull }),
      ...(text === undefined ? {} : { text }),
      ...(gone === undefined ? {} : { gone }),
    }));
    expect(found).toEqual(expected);
  });

  test("and a suspect that was none can be taken back; what nobody named can't", () => {
    const steps = [says("10:02 lea: /suspect #51 #130"), says("10:03 lea: /unsuspect #51")];
    expect(incidentAfter(...steps).suspects).toEqual([130]);
    const of = told([...steps, says("10:04 lea: /unsuspect #51")]);
    expect(lastAnswer(of)).toContain("nobody has called `#51` a suspect");
  });
});
