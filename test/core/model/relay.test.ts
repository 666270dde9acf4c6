import * as fc from "fast-check";
import { expect, test } from "vitest";
import { wordsFromChat } from "../../../src/core/command/chat-words.ts";
import {
  formatRelayKey,
  parseRelay,
  withoutCopies,
  withRelayed,
} from "../../../src/core/model/relay.ts";
import type { Comment, SaidPlace } from "../../../src/core/model/timeline.ts";
import { renderComment } from "../../../src/text/comments/comment.ts";

const BOT = { login: "dakor", isBot: true };
const AT = "2026-02-15T10:00:00Z";

function passedOn(
  place: SaidPlace,
  id: string,
  { words = "/stable", ...more }: Partial<Comment> & { readonly words?: string } = {},
): Comment {
  const body = renderComment({
    kind: "said",
    key: formatRelayKey({ ...place, id }),
    trace: `${AT}/lea`,
    words,
    place,
    by: "lea",
  });
  return {
    type: "commented",
    id: "IC_1",
    at: "2026-02-15T10:00:05Z",
    by: BOT,
    body,
    url: "",
    isOwn: true,
    hasOwnReaction: false,
    ...more,
  };
}

test.each<readonly [SaidPlace, string]>([
  [{ pull: 12 }, "IC_kwDO"],
  [{ chat: "slack" }, "C0SHOP-1771322400-000100"],
  [{ chat: "teams" }, "0a1b2c"],
])("what was said at %j counts for whoever said it", (place, id) => {
  const comment = passedOn(place, id);
  expect(parseRelay(comment.body)).toEqual({ ...place, id, at: AT, by: "lea" });
  expect(withRelayed(comment, ["dakor"])).toMatchObject({
    by: { login: "lea", isBot: false },
    body: "/stable",
    isOwn: false,
    relayed: { ...place, id, at: AT },
  });
});

test("what was said in a chat comes back letter for letter", () => {
  const signs = fc.constantFrom(
    "`",
    "\r",
    "\n",
    "\0",
    "\x07",
    "\x85",
    "\u2028",
    "\u202E",
    "\uFEFF",
    "a ",
  );
  const text = fc.oneof(
    fc.string({ unit: signs, maxLength: 40 }),
    fc.string({ unit: "binary", maxLength: 40 }),
  );
  fc.assert(
    fc.property(text, (said) => {
      const words = wordsFromChat("teams", `!note ${said}`, () => undefined) ?? "";
      const comment = passedOn({ chat: "teams" }, "m", { words });
      expect(withRelayed(comment, ["dakor"]).body).toBe(words);
    }),
  );
});

test.each<readonly [string, Comment]>([
  [
    "somebody wrote it",
    passedOn({ chat: "slack" }, "m", { isOwn: false, by: { login: "mia", isBot: false } }),
  ],
  [
    "somebody edited it",
    passedOn({ chat: "slack" }, "m", { editedBy: { login: "mia", isBot: false } }),
  ],
])("where %s, it counts for nobody else", (_, comment) => {
  expect(withRelayed(comment, ["dakor"])).toBe(comment);
});

test.each(["chat=irc,message=m", "chat=slack,message=", "chat=slack,message=a b", "chat=slack"])(
  "%s is no place",
  (key) => {
    expect(parseRelay(`<!-- dakor said ${key} ${AT}/lea -->\n`)).toBeUndefined();
  },
);

function read(place: SaidPlace, id: string): Comment {
  return withRelayed(passedOn(place, id), ["dakor"]);
}

test("a message that two processes passed on counts once; the same id elsewhere is another", () => {
  const all = [
    read({ chat: "slack" }, "m"),
    read({ chat: "slack" }, "m"),
    read({ chat: "teams" }, "m"),
    read({ chat: "slack" }, "n"),
  ];
  expect(withoutCopies(all)).toEqual([all[0], all[2], all[3]]);
});
