import { describe, expect, test } from "vitest";
import { replay } from "../../../src/core/replay/replay.ts";
import { reminderView } from "../../../src/core/plan/reminders.ts";
import { alert, boardOf, CREW, passes, play, reminded, until } from "./play-reminders.ts";

const TWO_DAYS = until("2026-02-17T10:00:00Z");

describe("a promise that isn't kept", () => {
  test.each<readonly [string, "critical" | "major" | "minor", readonly string[]]>([
    [
      "critical",
      "critical",
      [
        "15 10:20 first @lea",
        "15 10:30 escalated @acme/leads",
        "15 10:50 3 @lea and @acme/leads",
        "15 11:30 4 @lea and @acme/leads",
        "15 12:50 5 @lea and @acme/leads",
      ],
    ],
    [
      "major",
      "major",
      [
        "15 10:20 first @lea",
        "15 10:35 escalated @acme/leads",
        "15 11:05 3 @lea and @acme/leads",
        "15 12:05 4 @lea and @acme/leads",
        "15 14:05 5 @lea and @acme/leads",
      ],
    ],
    [
      "minor",
      "minor",
      [
        "15 10:20 first @lea",
        "15 11:20 escalated @acme/leads",
        "15 13:20 3 @lea and @acme/leads",
        "15 17:20 4 @lea and @acme/leads",
        "16 01:20 5 @lea and @acme/leads",
      ],
    ],
  ])("%s: five reminders at a falling rate, and then silence", (_, severity, expected) => {
    expect(reminded(play({ severity, steps: [alert("10:00"), TWO_DAYS] }))).toEqual(expected);
  });

  test("an update starts anew, for whoever leads then", () => {
    const told = play({
      severity: "critical",
      steps: [
        alert("10:00"),
        alert("10:35", "/update Found it. next 10m"),
        alert("10:40", "/handover @john I need sleep"),
        until("2026-02-15T11:00:00Z"),
      ],
    });
    expect(reminded(told)).toEqual([
      "15 10:20 first @lea",
      "15 10:30 escalated @acme/leads",
      "15 10:45 first **john**",
      "15 10:55 escalated @acme/leads",
    ]);
  });

  test("without escalation people the lead is asked again", () => {
    const steps = [alert("10:00"), until("2026-02-15T11:00:00Z")];
    expect(reminded(play({ severity: "critical", config: "", steps }))).toEqual([
      "15 10:20 first @lea",
      "15 10:30 escalated **lea**",
      "15 10:50 3 @lea",
    ]);
  });

  test("whoever was called a moment ago is only named", () => {
    const steps = [alert("10:00", "/checking\n\n/alert next 5m"), until("2026-02-15T10:21:00Z")];
    const config =
      'escalation: ["@acme/oncall"]\nseverities: { critical: { mention: ["@acme/oncall"] } }\n';
    expect(reminded(play({ severity: "critical", config, steps }))).toEqual([
      "15 10:05 first **lea**",
      "15 10:15 escalated @acme/oncall",
    ]);
  });

  test("a queue that wakes late says the present one only, and goes on from there", () => {
    const steps = [alert("10:00"), ...["14:00", "14:10", "14:20", "15:00", "20:00"].map(passes)];
    expect(reminded(play({ severity: "critical", wakes: false, steps }))).toEqual([
      "15 14:00 escalated @lea and @acme/leads",
      "15 14:20 3 @lea and @acme/leads",
      "15 15:00 4 @lea and @acme/leads",
      "15 20:00 5 @lea and @acme/leads",
    ]);
  });

  test("what people delete or write over counts as read", () => {
    const deleted = play({
      severity: "critical",
      steps: [
        alert("10:00"),
        until("2026-02-15T10:21:00Z"),
        { at: "2026-02-15T10:22:00Z", by: "john", "delete-own": true },
        TWO_DAYS,
      ],
    });
    expect(reminded(deleted)).toEqual([
      "15 10:30 escalated @acme/leads",
      "15 10:50 3 @lea and @acme/leads",
      "15 11:30 4 @lea and @acme/leads",
      "15 12:50 5 @lea and @acme/leads",
    ]);
  });
});

describe("an incident that nobody answers", () => {
  test("asks those whom its severity names, the escalation people, and then both", () => {
    expect(reminded(play({ severity: "critical", steps: [TWO_DAYS] }))).toEqual([
      "15 10:05 first @acme/oncall",
      "15 10:15 escalated @acme/leads",
      "15 10:35 3 @acme/oncall and @acme/leads",
      "15 11:15 4 @acme/oncall and @acme/leads",
      "15 12:35 5 @acme/oncall and @acme/leads",
    ]);
  });

  test("is left alone once somebody is on it", () => {
    const steps = [alert("10:07", "/checking"), TWO_DAYS];
    expect(reminded(play({ severity: "critical", steps }))).toEqual([
      "15 10:05 first @acme/oncall",
    ]);
  });
});

describe("at night", () => {
  const NIGHT = `${CREW}timezone: Europe/Madrid\nquiet-hours: { from: "22:00", to: "07:00" }\n`;
  const night = (severity: "critical" | "major" | undefined, from: string): readonly string[] => {
    const later = (minutes: number): string =>
      new Date(Date.parse(from) + minutes * 60_000).toISOString().replace(".000Z", "Z");
    return reminded(
      play({
        ...(severity === undefined ? {} : { severity }),
        config: NIGHT,
        from,
        steps: [
          { at: later(1), by: "lea", comment: "/checking\n\n/alert next 30m" },
          until(later(1440)),
        ],
      }),
    );
  };

  test.each([
    // Winter, and the two nights with another hour.
    ["2026-02-15T20:50:00Z", ["15 21:21 first", "16 06:00 first"]],
    ["2026-03-28T20:50:00Z", ["28 21:21 first", "29 05:00 first"]],
    ["2026-10-24T19:50:00Z", ["24 20:21 first", "25 06:00 first"]],
  ])(
    "a major incident of %s waits for the morning, a critical one doesn't",
    (from, [now, morning]) => {
      expect(night("critical", from)[0]).toBe(`${now} @lea`);
      expect(night("major", from)[0]).toBe(`${morning} @lea`);
    },
  );

  test("whose severity nobody knows may be critical", () => {
    expect(night(undefined, "2026-02-15T20:50:00Z")[0]).toBe("15 21:21 first @lea");
  });

  test("the morning begins with the lead, not with all that was missed", () => {
    expect(night("major", "2026-02-15T20:50:00Z").slice(0, 3)).toEqual([
      "16 06:00 first @lea",
      "16 06:15 escalated @acme/leads",
      "16 06:45 3 @lea and @acme/leads",
    ]);
  });

  test("a severity that is raised at night is asked about at once", () => {
    const told = play({
      severity: "major",
      config: NIGHT,
      from: "2026-02-15T20:50:00Z",
      steps: [
        { at: "2026-02-15T20:51:00Z", by: "lea", comment: "/checking\n\n/alert next 30m" },
        { at: "2026-02-15T23:00:00Z", by: "john", comment: "/severity critical" },
        until("2026-02-15T23:30:00Z"),
      ],
    });
    expect(reminded(told)).toEqual([
      "15 23:00 escalated **lea** and @acme/leads",
      "15 23:20 3 @lea and @acme/leads",
    ]);
  });
});

describe("the board says of reminders", () => {
  test.each([
    ["critical", "", true],
    ["critical", CREW, false],
    ["critical", "severities: { critical: { mention: [lea] } }\n", false],
    ["major", "severities: { critical: { mention: [lea] } }\n", true],
    ["major", "escalation: [lea]\n", false],
  ] as const)("%s, %j: that nobody will be called: %j", (severity, config, isSaid) => {
    const board = boardOf(play({ severity, config, steps: [passes("10:01")] }));
    expect(board.includes("Nobody will be called")).toBe(isSaid);
  });

  test("nothing any more when it is over", () => {
    const steps = [alert("10:00"), alert("10:05", "/restored")];
    expect(boardOf(play({ severity: "critical", config: "", steps }))).not.toContain("<sub>");
  });

  test("that they may come late where a workflow's clock brings them", () => {
    const { world } = play({ severity: "critical", steps: [passes("10:01")] });
    const later = { ...world.snapshot, ownBots: ["github-actions", "dakor"] } as const;
    expect(reminderView(replay(world.snapshot), later)).toMatchObject({ isByClock: true });
  });
});
