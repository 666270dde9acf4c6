import { describe, expect, test } from "vitest";
import { activeBotOf } from "../../../src/core/plan/active-bot.ts";
import { isLagging } from "../../../src/core/plan/reminders.ts";
import { plan } from "../../../src/core/plan/plan.ts";
import { replay } from "../../../src/core/replay/replay.ts";
import type { Snapshot } from "../../../src/core/model/snapshot.ts";
import type { Comment } from "../../../src/core/model/timeline.ts";
import { newWorld } from "../../world.ts";

const BOARD = "<!-- dakor board board -->\n# Cards are refused";

function at(minutes: number): string {
  return `2026-02-15T10:${String(minutes).padStart(2, "0")}:00Z`;
}

function comment(minutes: number, login: string, body: string): Comment {
  const isBot = login.startsWith("bot-") || login === "dakor";
  return {
    type: "commented",
    id: `IC_${minutes}${login}`,
    at: at(minutes),
    by: { login, isBot },
    body,
    url: "",
    isOwn: login === "dakor",
    hasOwnReaction: false,
  };
}

function snapshot(now: number, ...timeline: readonly Comment[]): Snapshot {
  const { snapshot: made } = newWorld({
    title: "Cards are refused",
    labels: ["incident"],
    createdAt: at(0),
    roles: { lea: "admin" },
  });
  return { ...made, now: at(now), timeline: [...made.timeline, ...timeline] };
}

function lags(given: Snapshot): boolean {
  return isLagging(replay(given), given);
}

describe("an incident is left to the bot that has a board there", () => {
  test.each<readonly [string, Snapshot, string | undefined]>([
    ["while the last event is young", snapshot(6, comment(5, "bot-b", BOARD)), "bot-b"],
    ["but not after two minutes", snapshot(7, comment(5, "bot-b", BOARD)), undefined],
    [
      "again when somebody says something",
      snapshot(20, comment(5, "bot-b", BOARD), comment(19, "lea", "/checking")),
      "bot-b",
    ],
    ["not to itself", snapshot(6, comment(5, "dakor", BOARD)), undefined],
    ["not to a person", snapshot(6, comment(5, "eve", BOARD)), undefined],
    [
      "not to a bot that repeats a board",
      snapshot(6, comment(5, "bot-echo", `You said: ${BOARD}`)),
      undefined,
    ],
    [
      "not for another kind of comment",
      snapshot(6, comment(5, "bot-b", "<!-- dakor news alert:1 -->\nAlert")),
      undefined,
    ],
  ])("%s", (...[, given, leader]) => {
    expect(activeBotOf(given)).toBe(leader);
  });

  test("what the timeline doesn't tell counts as well", () => {
    expect(activeBotOf(snapshot(30, comment(5, "bot-b", BOARD)), at(29))).toBe("bot-b");
  });
});

describe("an incident lags", () => {
  const board = comment(1, "dakor", BOARD);

  test.each<readonly [string, Snapshot, boolean]>([
    ["without its board", snapshot(1), true],
    ["not with it", snapshot(1, board), false],
    ["when nobody answers in time", snapshot(20, board), true],
    ["with two boards", snapshot(1, board, comment(2, "dakor", BOARD)), true],
    [
      "when an announcement is missing",
      snapshot(
        3,
        board,
        comment(2, "lea", "/severity major\n/scope All\n/steps Pay\n/works Rest\n/alert"),
      ),
      true,
    ],
    [
      "never when it was closed before this bot came",
      { ...snapshot(59), issue: { ...snapshot(59).issue, state: "closed" } },
      false,
    ],
  ])("%s", (...[, given, isSo]) => {
    expect(lags(given)).toBe(isSo);
  });

  test("never after everything that is planned was said", () => {
    const given = snapshot(1, board);
    const comments = plan(given).effects.filter((effect) => effect.type === "comment");
    expect(comments.every((effect) => "present" in effect)).toBe(true);
    expect(lags(given)).toBe(false);
  });
});
