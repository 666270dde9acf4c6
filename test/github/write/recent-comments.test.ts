import { expect, test } from "vitest";
import { createRecentComments } from "../../../src/github/write/recent-comments.ts";

const ALERT = "<!-- dakor news alert:IC_1 -->\n**ISSUE**";

test("F58: what was said is known for a minute, by issue", () => {
  let now = 0;
  const book = createRecentComments({ clock: () => now });
  book.note({ subject: "I_42", body: ALERT });
  book.note({ subject: "I_42", body: "no marker" });
  expect(book.isStale("I_42", [])).toBe(true);
  expect(book.isStale("I_42", ["board", "alert:IC_1"])).toBe(false);
  expect(book.isStale("I_43", [])).toBe(false);
  now = 59_999;
  expect(book.isStale("I_42", ["board"])).toBe(true);
  now = 60_000;
  expect(book.isStale("I_42", ["board"])).toBe(false);
});

test("the book of comments is bounded: what was said first is forgotten first", () => {
  const book = createRecentComments({ clock: () => 0 });
  for (let issue = 0; issue <= 5000; issue += 1) book.note({ subject: `I_${issue}`, body: ALERT });
  expect(book.isStale("I_0", [])).toBe(false);
  expect(book.isStale("I_1", [])).toBe(true);
  expect(book.isStale("I_5000", [])).toBe(true);
});
