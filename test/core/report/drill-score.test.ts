import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../../src/core/config/config.ts";
import { isGating } from "../../../src/core/gate/gate.ts";
import { plan } from "../../../src/core/plan/plan.ts";
import { factsLeft, formatScore, scoreIn, scoreOf } from "../../../src/core/report/drill-score.ts";
import type { DrillScore } from "../../../src/core/report/drill-score.ts";
import { replay } from "../../../src/core/replay/replay.ts";
import type { Incident } from "../../../src/core/model/incident.ts";
import type { Comment } from "../../../src/core/model/timeline.ts";
import { renderComment } from "../../../src/text/comments/comment.ts";
import { happen } from "../../happen.ts";
import { seen } from "../../settle.ts";
import { newWorld, withSnapshot } from "../../world.ts";
import type { World } from "../../world.ts";

const ROLES = { lea: "admin", john: "write" } as const;
const START = "2026-02-15T10:00:00Z";

type Said = readonly [clock: string, line: string];

/** An incident with the label from the start, on which this was said and then closed at 12:00. */
function worldAfter(said: readonly Said[], ending: "closed" | "open" | "dismissed"): World {
  let world = newWorld({
    title: "Saved cards are refused",
    labels: ["incident"],
    createdAt: START,
    roles: ROLES,
  });
  for (const [clock, words] of said) {
    const at = `2026-02-15T${clock}:00Z`;
    world = happen(withSnapshot(world, { now: at }), { at, by: "lea", comment: words }, new Map());
  }
  if (ending === "open") return world;
  const at = "2026-02-15T12:00:00Z";
  const close = ending === "closed" ? "completed" : "not_planned";
  return happen(withSnapshot(world, { now: at }), { at, by: "lea", close }, new Map());
}

function drillAfter(...said: readonly Said[]): Incident {
  const all: readonly Said[] = [["10:00", "/drill"], ...said];
  return replay(
    seen(worldAfter([...all, ["11:59", "/dakor close anyway because it is over"]], "closed")),
  );
}

describe("a drill's score", () => {
  test.each<readonly [what: string, said: readonly Said[], part: Partial<DrillScore>]>([
    ["nobody said anything", [], { promises: { count: 0, of: 0 }, announced: { count: 0, of: 0 } }],
    [
      "the first alert counts",
      [
        ["10:06", "/alert next 10m"],
        ["10:30", "/alert"],
      ],
      { alert: 360 },
    ],
    ["an alert at once took no time", [["10:00", "/alert next 10m"]], { alert: 0 }],
    [
      "a promise that is kept",
      [
        ["10:00", "/alert next 10m"],
        ["10:10", "/update Still on it next 3h"],
      ],
      { promises: { count: 1, of: 1 } },
    ],
    [
      "a promise that is kept late, and one that never was",
      [
        ["10:00", "/alert next 10m"],
        ["10:11", "/update Still on it next 10m"],
      ],
      { promises: { count: 0, of: 2 } },
    ],
    [
      "what was promised for later than the end isn't broken",
      [["11:50", "/alert next 30m"]],
      { promises: { count: 0, of: 0 } },
    ],
    [
      "a kludge said before it was done",
      [
        ["10:05", "/kludge Hide the cards at 10:20"],
        ["10:20", "/kludge K1"],
      ],
      { announced: { count: 1, of: 1 } },
    ],
    [
      "a kludge said when done",
      [["10:05", "/kludge Hid the cards"]],
      { announced: { count: 0, of: 1 } },
    ],
    [
      "a kludge said after it was done",
      [["10:05", "/kludge Hid the cards at 10:01"]],
      { announced: { count: 0, of: 1 } },
    ],
    [
      "a kludge that nobody put in place",
      [["10:05", "/kludge Hide the cards at 10:20"]],
      { announced: { count: 0, of: 0 } },
    ],
  ])("%s", (_, said, part) => {
    expect(scoreOf(drillAfter(...said), DEFAULT_CONFIG)).toMatchObject(part);
  });

  test("each fact that is said is one more, and one less to look at", () => {
    const before = drillAfter();
    const after = drillAfter(["10:01", "/checking"], ["10:02", "/scope Everybody"]);
    const [one, other] = [before, after].map((drill) => scoreOf(drill, DEFAULT_CONFIG).facts);
    expect(other).toEqual({ count: (one?.count ?? 0) + 2, of: one?.of });
    expect(factsLeft(before, DEFAULT_CONFIG)).toContain("scope");
    expect(factsLeft(after, DEFAULT_CONFIG)).not.toContain("scope");
  });

  test("a team that needs less is asked for less", () => {
    const { needs } = DEFAULT_CONFIG;
    const config = { ...DEFAULT_CONFIG, needs: { ...needs, optimize: [] } };
    const drill = drillAfter();
    expect(scoreOf(drill, config).facts.of).toBeLessThan(scoreOf(drill, DEFAULT_CONFIG).facts.of);
  });
});

const OVER: Said = ["11:59", "/dakor close anyway because it is over"];

describe("when there is a score", () => {
  test.each<readonly [string, World, boolean]>([
    ["a drill that is closed", worldAfter([["10:00", "/drill"], OVER], "closed"), true],
    ["a drill that goes on", worldAfter([["10:00", "/drill"]], "open"), false],
    [
      "a drill that was none after all",
      worldAfter([["10:00", "/drill"], ["10:05", "/drill off"], OVER], "closed"),
      false,
    ],
    ["a false alarm", worldAfter([["10:00", "/drill"]], "dismissed"), false],
    ["a real incident", worldAfter([OVER], "closed"), false],
  ])("%s", (_, world, isScored) => {
    const planned = plan(seen(world));
    const scores = planned.effects.filter(
      (effect) => effect.type === "comment" && effect.content.kind === "score",
    );
    expect(scores.length === 1).toBe(isScored);
    expect(planned.wantsDrills === true).toBe(isScored);
  });

  test("earlier drills are asked for once, not by every run after the end", () => {
    const world = worldAfter([["10:00", "/drill"], OVER], "closed");
    expect(plan(withSnapshot(world, { drills: [] }).snapshot).wantsDrills).toBeUndefined();
  });

  test("a drill holds no merge, and its report says that it was one", () => {
    const world = worldAfter([["10:00", "/drill"], ["10:01", "/paths **"], OVER], "closed");
    expect(isGating(replay(seen(world)))).toBe(false);
    const report = plan(seen(world)).effects.find((effect) => effect.type === "report");
    expect(report?.type === "report" && report.draft.incident.isDrill).toBe(true);
  });
});

const SCORE: DrillScore = {
  facts: { count: 12, of: 17 },
  promises: { count: 2, of: 3 },
  announced: { count: 0, of: 0 },
  alert: 90,
};

function comment(part: Partial<Comment> = {}): Comment {
  return {
    type: "commented",
    id: "IC_1",
    at: START,
    by: { login: "dakor", isBot: true },
    body: renderComment({ kind: "score", key: "score:CE_1", score: SCORE, left: [], past: [] }),
    url: "",
    isOwn: true,
    hasOwnReaction: false,
    ...part,
  };
}

describe("an earlier drill's score", () => {
  test.each([SCORE, { ...SCORE, alert: 0 }])("is read as it was written: %j", (score) => {
    const content = { kind: "score", key: "score:CE_1", score, left: [], past: [] } as const;
    expect(scoreIn([comment({ body: renderComment(content) })], ["dakor"])).toEqual(score);
  });

  const marker = "<!-- dakor score score:CE_1 -->\n";

  test.each([
    ["no score", "Nothing"],
    ["no marker before it", formatScore(SCORE)],
    ["further down", `${marker}Words\n${formatScore(SCORE)}`],
    ["no JSON", `${marker}<!-- dakor drill {nothing} -->`],
    ["another version", `${marker}${formatScore(SCORE).replace('"v":1', '"v":2')}`],
    ["more than all", `${marker}${formatScore(SCORE).replace("[12,17]", "[18,17]")}`],
    ["less than nothing", `${marker}${formatScore(SCORE).replace("[12,17]", "[-1,17]")}`],
    ["a text", `${marker}${formatScore(SCORE).replace("[12,17]", '["**12**",17]')}`],
  ])("is none where there is %s", (_, body) => {
    expect(scoreIn([comment({ body })], ["dakor"])).toBeUndefined();
  });

  const lea = { login: "lea", isBot: false };

  test.each<readonly [string, Comment, DrillScore | undefined]>([
    ["the bot's own", comment(), SCORE],
    [
      "the bot's own, edited by itself",
      comment({ editedBy: { login: "dakor", isBot: true } }),
      SCORE,
    ],
    ["somebody's copy", comment({ isOwn: false, by: lea }), undefined],
    ["the bot's own, edited by somebody", comment({ editedBy: lea }), undefined],
  ])("%s", (_, one, expected) => {
    expect(scoreIn([one], ["dakor"])).toEqual(expected);
  });
});
