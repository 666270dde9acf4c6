import { describe, expect, test } from "vitest";
import type { Step, Told } from "../../story.ts";
import { alert, boardOf, passes, play, reminded, until } from "./play-reminders.ts";

describe("somebody who can't answer just now", () => {
  const later = until("2026-02-15T12:00:00Z");

  test("moves the next reminder, which asks them along, and what follows keeps its distance", () => {
    const told = played(alert("10:00"), said("10:22", "/ack 30m"), until("2026-02-15T11:30:00Z"));
    expect(reminded(told)).toEqual([
      "15 10:20 first @lea",
      "15 10:52 escalated @lea and @acme/leads",
      "15 11:12 3 @lea and @acme/leads",
    ]);
  });

  test("before the time it is the lead who is asked then, alone", () => {
    const told = played(
      alert("10:00"),
      said("10:15", "/snooze 20m"),
      until("2026-02-15T10:46:00Z"),
    );
    expect(reminded(told)).toEqual(["15 10:35 first @lea", "15 10:45 escalated @acme/leads"]);
  });

  test.each([
    [
      "10:25",
      "Next update by **2026-02-15 10:20 UTC** — **LATE**; **lea** is back by 2026-02-15 10:52 UTC",
    ],
    ["10:55", "Next update by **2026-02-15 10:20 UTC** — **LATE**"],
  ])("at %s the board says plainly that it is late", (at, line) => {
    const told = played(alert("10:00"), said("10:22", "/ack 30m"), passes(at));
    expect(boardOf(told)).toContain(`\n${line}\n`);
  });

  test("an update ends it, and so does a /checking of their own without a time", () => {
    const updated = played(
      alert("10:00"),
      said("10:10", "/snooze 1h"),
      said("10:15", "/update Slower. next 5m", "john"),
      until("2026-02-15T10:21:00Z"),
    );
    expect(reminded(updated)).toEqual(["15 10:20 first @lea"]);
    const back = played(
      alert("10:00"),
      said("10:10", "/snooze 1h"),
      said("10:15", "/ack"),
      until("2026-02-15T10:21:00Z"),
    );
    expect(reminded(back)).toEqual(["15 10:20 first @lea"]);
    const other = played(
      alert("10:00"),
      said("10:10", "/snooze 1h"),
      said("10:15", "/ack", "john"),
      until("2026-02-15T10:21:00Z"),
    );
    expect(reminded(other)).toEqual([]);
  });

  test("who took it from the lift and never came is asked, as for a promise", () => {
    expect(reminded(played(said("10:02", "/ack 30m"), until("2026-02-15T10:43:00Z")))).toEqual([
      "15 10:32 first @lea",
      "15 10:42 escalated @acme/leads",
    ]);
    expect(
      reminded(played(said("10:02", "/ack 30m"), said("10:20", "/note in the office"), later)),
    ).toEqual([]);
  });

  test.each([
    ["/snooze 6h", "/snooze 4h"],
    ["/ack 30", "/ack 30m"],
    ["/snooze", "/snooze <10m>"],
    ["/snooze until tomorrow", "/snooze until <10m>"],
    ["/snooze until 10:05", "/snooze 4h"],
  ])("%s is answered with %s, and moves nothing", (words, line) => {
    const told = played(alert("10:00"), said("10:10", words), until("2026-02-15T10:21:00Z"));
    expect(reminded(told)).toEqual(["15 10:20 first @lea"]);
    const answers = told.world.snapshot.timeline.filter(
      (event) => event.type === "commented" && event.body.includes("<!-- dakor reply refused"),
    );
    expect(answers).toMatchObject([{ body: expect.stringContaining(`\n${line}\n`) }]);
  });

  test("who is on it is on it, whatever time they meant", () => {
    expect(boardOf(played(said("10:02", "/ack 30"), passes("10:03")))).toContain(
      "**lea** is on it.",
    );
  });
});

function said(at: string, words: string, by = "lea"): Step {
  return { ...alert(at, words), by };
}

function played(...steps: readonly Step[]): Told {
  return play({ severity: "critical", steps });
}
