import { expect, test } from "vitest";
import { pendingOn, planPage } from "../../src/core/plan/plan-page.ts";
import type { Page, PageIncident } from "../../src/core/plan/plan-page.ts";
import { DEFAULT_CONFIG } from "../../src/core/config/config.ts";
import { parseCommands } from "../../src/core/command/parse-commands.ts";
import { withRelayed } from "../../src/core/model/relay.ts";
import type { Comment } from "../../src/core/model/timeline.ts";
import { renderWrites } from "../../src/text/render.ts";
import type { Write } from "../../src/text/write.ts";

const INCIDENT = { id: "I_42", number: 42, openedAt: "2026-02-15T09:00:00Z", relays: [] };
const OTHER = { id: "I_43", number: 43, openedAt: "2026-02-15T09:30:00Z", relays: [] };
const LEA = { login: "lea", isBot: false };
const JOHN = { login: "john", isBot: false };
const ZOE = { login: "zoe", isBot: false };
const BOT = { login: "dakor", isBot: true };
const SELVES = ["dakor"];

function said(body: string, more: Partial<Comment> = {}): Comment {
  return {
    type: "commented",
    id: "IC_1",
    at: "2026-02-15T10:00:00Z",
    by: LEA,
    body,
    url: "",
    isOwn: false,
    hasOwnReaction: false,
    ...more,
  };
}

function writesFor(
  comments: readonly Comment[],
  incidents: readonly PageIncident[],
  now = "2026-02-15T10:01:00Z",
): readonly Write[] {
  const page: Page = {
    now,
    repository: "https://github.com/acme/shop",
    pull: { id: "PR_55", number: 55 },
    comments,
    incidents,
  };
  const around = {
    roles: { lea: "maintain", john: "write", zoe: "read" },
    config: DEFAULT_CONFIG,
  } as const;
  return renderWrites(planPage(page, pendingOn(page), around).effects);
}

function added(writes: readonly Write[], subject: string): readonly string[] {
  return writes.flatMap((write) =>
    write.type === "add-comment" && write.subject === subject ? [write.body] : [],
  );
}

/** The bot's comment on the incident, as it is read there. */
function ownComment(body: string, more: Partial<Comment> = {}): Comment {
  return said(body, { id: "IC_9", at: "2026-02-15T10:01:00Z", by: BOT, isOwn: true, ...more });
}

test.each([
  ["/override because it is the hotfix", "/override #55 because it is the hotfix"],
  ["/override #56 because it is safe", "/override #56 because it is safe"],
  ["/dakor override: because safe", "/dakor override #55 because safe"],
  ["✅ /fix", "/fix #55"],
  ["/kludge Flag off impact: no cards", "/kludge #55 Flag off impact: no cards"],
  ["/kludge", "/kludge #55"],
  ["/stable at 10:40", "/stable at 10:40"],
  ["Well.\r\n\r\n/fix\r\n/retest\r\n/close\r\n", "Well.\n\n/fix #55\n/retest\n"],
  [
    "/cause Two\nlines with `code` and ```three```",
    "/cause Two\nlines with `code` and ```three```",
  ],
])("%j counts on the incident as %j", (typed, words) => {
  const writes = writesFor([said(typed)], [INCIDENT]);
  expect(writes).toHaveLength(1);
  const [body = ""] = added(writes, "I_42");
  expect(body).toContain("**lea** on #55:");
  const heard = withRelayed(ownComment(body), SELVES);
  expect(heard).toMatchObject({
    by: LEA,
    body: words,
    isOwn: false,
    at: "2026-02-15T10:01:00Z",
    relayed: { pull: 55, id: "IC_1", at: "2026-02-15T10:00:00Z" },
  });
  expect(heard.editedBy).toBeUndefined();
});

test("what is passed on twice says the same, and is written once", () => {
  const comments = [said("/fix")];
  const [body = ""] = added(writesFor(comments, [INCIDENT]), "I_42");
  const relays = [ownComment(body)];
  expect(writesFor(comments, [{ ...INCIDENT, relays }])).toEqual([]);
  const copies = [...relays, ownComment(body, { id: "IC_10" })];
  expect(writesFor(comments, [{ ...INCIDENT, relays: copies }])).toEqual([
    { type: "delete-comment", id: "IC_10" },
  ]);
});

test("an edit is passed on in the same comment, and its editor answers for it too", () => {
  const [body = ""] = added(writesFor([said("/fix")], [INCIDENT]), "I_42");
  const edited = said("/fix Reads both", { editedBy: JOHN, editedAt: "2026-02-15T12:00:00Z" });
  const incident = { ...INCIDENT, relays: [ownComment(body)] };
  const [write, ...others] = writesFor([edited], [incident], "2026-02-15T12:01:00Z");
  expect(others).toEqual([]);
  expect(write).toMatchObject({ type: "edit-comment", id: "IC_9" });
  const again = write?.type === "edit-comment" ? write.body : "";
  const present = ownComment(again, { editedBy: BOT, editedAt: "2026-02-15T12:01:05Z" });
  expect(withRelayed(present, SELVES)).toMatchObject({
    by: LEA,
    body: "/fix #55 Reads both",
    editedBy: JOHN,
    editedAt: "2026-02-15T12:01:05Z",
  });
});

test("what was edited before it was passed on is an edited comment", () => {
  const edited = said("/fix", { editedBy: JOHN, editedAt: "2026-02-15T10:00:30Z" });
  const [body = ""] = added(writesFor([edited], [INCIDENT]), "I_42");
  expect(withRelayed(ownComment(body), SELVES)).toMatchObject({ by: LEA, editedBy: JOHN });
});

test("a deleted comment is deleted on the incident, another pull request's is not", () => {
  const [body = ""] = added(writesFor([said("/fix")], [INCIDENT]), "I_42");
  const relays = [ownComment(body), ownComment(body.replace("pull=55", "pull=56"), { id: "IC_8" })];
  expect(writesFor([], [{ ...INCIDENT, relays }])).toEqual([
    { type: "delete-comment", id: "IC_9" },
  ]);
});

test.each<readonly [string, Partial<Comment>]>([
  ["somebody edited it", { editedBy: LEA, editedAt: "2026-02-15T10:05:00Z" }],
  ["another bot edited it", { editedBy: { login: "other", isBot: true } }],
  ["a person wrote it", { by: JOHN, isOwn: false }],
  ["another bot wrote it", { by: { login: "other", isBot: true }, isOwn: false }],
])("nothing counts for lea where %s", (_, more) => {
  const [body = ""] = added(writesFor([said("/fix")], [INCIDENT]), "I_42");
  const found = withRelayed(ownComment(body, more), SELVES);
  expect(found.relayed).toBeUndefined();
  expect(found.by).not.toEqual(LEA);
});

test.each([
  "<!-- dakor said pull=55 2026-02-15T10:00:00Z/lea -->\n```\n/fix #1\n```",
  "<!-- dakor said pull=55,comment=IC_1 -->\n```\n/fix #1\n```",
  "<!-- dakor said pull=x,comment=IC_1 2026-02-15T10:00:00Z/lea -->\n```\n/fix #1\n```",
  "<!-- dakor news pull=55,comment=IC_1 2026-02-15T10:00:00Z/lea -->\n```\n/fix #1\n```",
])("%j passes nothing on", (body) => {
  expect(withRelayed(ownComment(body), SELVES).relayed).toBeUndefined();
});

const ANSWER = "<!-- dakor page page:IC_1 -->\nNothing has changed yet";

test.each<readonly [string, readonly Comment[], number]>([
  ["a command", [said("/stable")], 1],
  ["two of one person", [said("/stable"), said("/restored", { id: "IC_2" })], 2],
  ["a stranger's", [said("/stable", { by: ZOE })], 0],
  ["a bot's", [said("/stable", { by: { login: "other", isBot: true } })], 0],
  ["our own", [said("/stable", { by: BOT, isOwn: true })], 0],
  [
    "one that was answered",
    [said("/stable"), said(ANSWER, { id: "IC_2", by: BOT, isOwn: true })],
    0,
  ],
  ["one that another bot of ours answered", [said("/stable"), said(ANSWER, { by: BOT })], 0],
  [
    "an answer that a stranger made up",
    [said("/stable"), said(ANSWER, { id: "IC_2", by: ZOE })],
    1,
  ],
  [
    "a command that its author edited in",
    [
      said("/stable", {
        at: "2026-01-01T10:00:00Z",
        editedBy: LEA,
        editedAt: "2026-02-15T10:00:00Z",
      }),
    ],
    1,
  ],
  ["one from before the incident", [said("/stable", { at: "2026-02-15T08:00:00Z" })], 0],
  ...["/help", "/close", "/retest", "/lgtm", "/approve", "/cherry-pick v1", "See /etc/hosts"].map(
    (words) => [`another bot's: ${words}`, [said(words)], 0] as const,
  ),
  ["code and quotes", [said("> /stable"), said("```\n/stable\n```")], 0],
])("%s", (_, comments, count) => {
  expect(writesFor(comments, [INCIDENT])).toHaveLength(count);
});

test.each([
  ["/override because it is safe", "/override #55 because it is safe"],
  ["/override", "/override #55 because <reason>"],
  ["/fix", "/fix #55"],
  ["/cause", "/cause <what caused it>"],
])("with two incidents %s is asked about once, with %s to paste", (typed, pasted) => {
  const writes = writesFor([said(typed)], [INCIDENT, OTHER]);
  expect(writes).toHaveLength(1);
  const [answer = ""] = added(writes, "PR_55");
  expect(answer).toContain("#42 and #43. Which one do you mean?");
  const line = answer.split("\n").find((one) => one.startsWith("/"));
  expect(line).toBe(pasted);
  expect(parseCommands(line ?? "", "incident")).toHaveLength(1);
  const asked = said(answer, { id: "IC_5", by: BOT, isOwn: true });
  // Once one of them has its report, what was asked about is not counted behind the person's back.
  expect(writesFor([said(typed), asked], [OTHER])).toEqual([]);
});

test("what was passed on to one incident is asked about no more when there are two", () => {
  const [body = ""] = added(writesFor([said("/fix")], [INCIDENT]), "I_42");
  const incident = { ...INCIDENT, relays: [ownComment(body)] };
  expect(writesFor([said("/fix")], [incident, OTHER])).toEqual([]);
});

test("what the bot reads late is asked about: nobody said it at that time", () => {
  const late = writesFor([said("/restored")], [INCIDENT], "2026-02-15T10:10:00Z");
  expect(added(late, "I_42")).toEqual([]);
  expect(added(late, "PR_55")[0]).toContain("reached me too late");
  expect(writesFor([said("/restored")], [INCIDENT], "2026-02-16T10:00:00Z")).toEqual([]);
});

test.each([
  ["/fix", 0],
  ["/help", 0],
  ["/dakor fix", 1],
  ["/dakor whatever", 1],
  ["@dakor help", 1],
])("without an incident %s is answered %i times", (typed, count) => {
  const answers = added(writesFor([said(typed)], []), "PR_55");
  expect(answers).toHaveLength(count);
});
