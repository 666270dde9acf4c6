import { describe, expect, test } from "vitest";
import { replay } from "../../../../src/core/replay/replay.ts";
import { acts, incidentAfter, lastAnswer, RESTORED, says, told } from "../../record/decided.ts";

describe("a time", () => {
  test.each([
    ["/stable at 10:45", "10:45 UTC is still to come"],
    ["/restored at 10:45", "10:45 UTC is still to come"],
    ["/started 10:45", "/started 2026-02-14 10:45 UTC"],
    ["/stable at 09:30", "the impact began at 2026-02-15 10:00 UTC"],
  ])("%s at 10:06, where nobody said when it began", (line, answer) => {
    const of = told([says(`10:06 john: ${line}`)]);
    expect(lastAnswer(of)).toContain(answer);
    expect(replay(of.world.snapshot).moments).toEqual({});
  });

  test("of more than twelve hours ago counts with its date", () => {
    const incident = incidentAfter(says("10:06 john: /started 2026-02-14 10:45 UTC"));
    expect(incident.startedAt).toBe("2026-02-14T10:45:00Z");
  });
});

describe("a declaration", () => {
  test.each([
    ["/incident\n/severity major\n/checking\n/scope All"],
    ["/severity major\n/checking\n/scope All\n\n/incident"],
  ])("brings along what is said beside it: %j", (comment) => {
    const of = told([acts("10:01", { comment })], []);
    expect(replay(of.world.snapshot)).toMatchObject({
      status: "declared",
      severity: { value: "major" },
      leads: ["lea"],
      facts: { scope: { value: "All" } },
    });
  });

  test("after the fact tells nobody, and needs no alert", () => {
    const of = told(
      [
        acts("10:10", { comment: "/incident after the fact\n/lead @john\n/started 09:00" }),
        says("10:11 lea: /no-kludge because it was over\n/stable at 09:20\n/cause Token"),
        says("10:12 lea: /fix By hand\n/tested By hand\n/restored at 09:30"),
        acts("10:13", { close: "completed" }),
      ],
      [],
    );
    const incident = replay(of.world.snapshot);
    expect(incident).toMatchObject({ isClosed: true, phase: "report", news: [], replies: [] });
  });

  test("of a drill can be taken back; a real one says that it is none", () => {
    expect(incidentAfter(says("10:01 lea: /drill"), says("10:02 lea: /drill off")).isDrill).toBe(
      false,
    );
    expect(lastAnswer(told([says("10:02 lea: /drill off")]))).toContain("this is no drill");
  });
});

test("a raised severity tells those whom it names, and whoever was told hears the end", () => {
  const of = told([
    says("10:01 lea: /severity minor\n/checking\n/alert next 1h"),
    says("10:05 john: /severity critical"),
    says("10:06 john: /severity minor"),
    says("10:20 john: /kludge Flag off impact: less"),
    says("10:21 john: /stable"),
  ]);
  const saying = (key: string): string =>
    of.world.snapshot.timeline.reduce(
      (found, event) =>
        event.type === "commented" && event.body.includes(`news ${key}:`) ? event.body : found,
      "",
    );
  expect(saying("alert")).not.toContain("@acme/oncall");
  expect(saying("raised")).toContain("@acme/oncall");
  expect(saying("stable")).toContain("@acme/oncall");
});

test("both pull requests of an override pass, or none", () => {
  expect(
    incidentAfter(says("10:05 lea: /override #130 #51 because both are needed")).overrides,
  ).toMatchObject([{ pull: 130 }, { pull: 51 }]);
  expect(incidentAfter(says("10:05 lea: /override #130 #77 because so")).overrides).toEqual([]);
});

test("closing too early leads to the board, which asks about each kludge by its name", () => {
  const of = told([
    ...RESTORED.slice(0, 3),
    says("10:30 john: /kludge Cache off"),
    acts("10:40", { close: "completed" }),
  ]);
  expect(lastAnswer(of)).toMatch(/answers that \[the board\]\(\S+#\S+\) still asks for/);
  const [board] = of.world.snapshot.timeline.filter(
    (event) => event.type === "commented" && event.body.includes("dakor board board"),
  );
  expect(board).toMatchObject({ body: expect.stringContaining("`/undo K1`") });
  expect(board).toMatchObject({ body: expect.stringContaining("`/keep K2 because <reason>`") });
});
