import { expect, test } from "vitest";
import { correctedLines } from "../../src/text/comments/corrected-line.ts";

test.each([
  ["10:30 next 1h", "/restored 10:30 next 1h", "/restored 10:30"],
  ["10:30, next update in 1h", "/restored 10:30, next update in 1h", "/restored 10:30"],
  ["9:42am because it began then", "/restored 9:42am because it began then", "/restored 9:42am"],
  ["10 minutes ago next 1h", "/restored 10 minutes ago next 1h", "/restored 10 minutes ago"],
  ["10:30 or 10:40 next 1h", "/restored 10:30 or 10:40 next 1h", "/restored <time>"],
  ["next 1h", "/restored next 1h", "/restored <time>"],
])("of %j the time is kept", (typed, line, offered) => {
  expect(correctedLines({ reason: "moment-unreadable", line, name: "restored", typed })).toEqual([
    offered,
  ]);
});

test.each([
  ["/skip diagnose, alert and the rest", "/skip diagnose alert <phase> because <reason>"],
  ["/skip diagnose and everything, no time", "/skip diagnose <phase> because no time"],
  ["/skip diagnose alert", "/skip diagnose alert because <reason>"],
  ["/skip diagnose, alert & kludge", "/skip diagnose alert kludge because <reason>"],
  ["/skip diagnose and alrt", "/skip diagnose alert because <reason>"],
  ["/skip diagnose, the cause is known", "/skip diagnose because the cause is known"],
  ["/dakor skip diagnose phase", "/skip diagnose because <reason>"],
  ["/skip diagnose because", "/skip diagnose because <reason>"],
])("%s keeps its phases where the reason is missing", (line, offered) => {
  expect(correctedLines({ reason: "reason-missing", line, name: "skip" })).toEqual([offered]);
});

test.each([
  [
    "/skip diagnose, alert and the rest because known",
    "the rest",
    "/skip diagnose alert <phase> because known",
  ],
  ["/skip diagnose, foo and kludge because x", "foo", "/skip diagnose <phase> kludge because x"],
  ["/skip diagnose report because x", "report", "/skip diagnose because x"],
  ["/skip report because x", "report", "/skip <phase> because x"],
  ["/skip diagnosis because known", "diagnosis", "/skip diagnose because known"],
])("%s keeps its phases where one isn't known", (line, typed, offered) => {
  expect(correctedLines({ reason: "phase-unknown", line, typed })).toEqual([offered]);
});
