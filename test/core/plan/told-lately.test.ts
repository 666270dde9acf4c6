import { expect, test } from "vitest";
import { toldLately } from "../../../src/core/plan/told-lately.ts";
import type { Comment } from "../../../src/core/model/timeline.ts";

const NOW = "2026-02-15T10:15:00Z";

function own(at: string, marker: string, words = "@lea is on it."): Comment {
  const bot = { login: "dakor", isBot: true };
  const body = `<!-- dakor ${marker} -->\n${words}`;
  return {
    type: "commented",
    id: "IC_1",
    at,
    by: bot,
    body,
    isOwn: true,
    url: "",
    hasOwnReaction: false,
  };
}

test.each([
  ["written at once", own("2026-02-15T10:00:05Z", "news alert:IC_0 2026-02-15T10:00:00Z/lea"), []],
  [
    "written a little late",
    own("2026-02-15T10:01:59Z", "news alert:IC_0 2026-02-15T10:00:00Z/lea"),
    [],
  ],
  [
    "written after an outage",
    own("2026-02-15T10:09:00Z", "news alert:IC_0 2026-02-15T10:00:00Z/lea"),
    ["lea"],
  ],
  [
    "called for since",
    own("2026-02-15T10:00:06Z", "news alert:IC_0 2026-02-15T10:00:01Z/lea"),
    ["lea"],
  ],
  ["a reminder", own("2026-02-15T10:00:05Z", "reminder unanswered"), ["lea"]],
  [
    "a time to come",
    own("2026-02-15T10:00:05Z", "news alert:IC_0 2026-02-15T10:00:09Z/lea"),
    ["lea"],
  ],
  ["the board", own("2026-02-15T10:14:00Z", "board board"), []],
])("a quarter of an hour later: %s", (_, comment, called) => {
  expect(toldLately({ timeline: [comment] }, NOW)).toEqual(called);
});
