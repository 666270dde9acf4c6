import { expect, test } from "vitest";
import { namedLogins, namedPulls } from "../../../src/core/command/named.ts";
import type { Issue, Pull } from "../../../src/core/model/snapshot.ts";
import type { Comment, Person, TimelineEvent } from "../../../src/core/model/timeline.ts";

const AT = "2026-02-15T10:00:00Z";

const ISSUE: Issue = {
  id: "I_42",
  number: 42,
  url: "https://github.com/acme/shop/issues/42",
  title: "Saved cards are refused",
  body: "",
  author: person("reporter"),
  createdAt: AT,
  state: "open",
  labels: ["incident"],
  assignees: [],
};

function person(login: string, isBot = false): Person {
  return { login, isBot };
}

function comment(by: string, body: string, more: Partial<Comment> = {}): Comment {
  return {
    type: "commented",
    id: "IC_1",
    at: AT,
    by: person(by),
    body,
    url: "",
    isOwn: false,
    hasOwnReaction: false,
    ...more,
  };
}

function labelled(by: Person, label: string): TimelineEvent {
  return { type: "labeled", id: "LE_1", at: AT, by, label };
}

function loginsIn(...timeline: readonly TimelineEvent[]): readonly string[] {
  return namedLogins({ issue: { ...ISSUE, labels: [] }, timeline, pulls: [], ownBots: [] });
}

function linked(author: string, incident: number): Pull {
  return {
    id: "PR_1",
    number: 1,
    url: "",
    title: `Revert "New token format"`,
    body: `Reverts #12 for #${incident}`,
    author: person(author),
    state: "open",
    createdAt: AT,
    head: "",
    headOid: "",
    isLocal: true,
    labels: [],
    links: [],
    revertedBy: [],
  };
}

test("whoever commands, or tries to, and whoever edited it", () => {
  expect(
    loginsIn(
      comment("Lea", "/checking"),
      comment("john", "/severty critical"),
      comment("ann", "just a word"),
      comment("lea", "/stable", { editedBy: person("Eve") }),
      comment("ghost", "/stable"),
    ),
  ).toEqual(["lea", "john", "eve"]);
});

test("no bot, and not this bot's own examples", () => {
  expect(
    loginsIn(
      comment("lea", "/checking", { by: person("lea", true), editedBy: person("copilot", true) }),
      comment("renovate", "/checking", { by: person("renovate", true) }),
      comment("dakor", "/checking", { isOwn: true }),
      labelled(person("renovate", true), "incident"),
    ),
  ).toEqual([]);
});

test("whoever sets a label that means something", () => {
  expect(
    loginsIn(
      labelled(person("a"), "Incident"),
      labelled(person("b"), "dakor:alert"),
      labelled(person("c"), "severity:major"),
      labelled(person("d"), "severity:unheard-of"),
      labelled(person("e"), "bug"),
    ),
  ).toEqual(["a", "b", "c"]);
});

test("whoever assigns, closes, reopens or renames, but not who refers", () => {
  const event = { id: "E_1", at: AT };
  expect(
    loginsIn(
      { ...event, type: "assigned", by: person("a"), assignee: "z" },
      { ...event, type: "closed", by: person("b"), reason: "completed" },
      { ...event, type: "reopened", by: person("c") },
      { ...event, type: "renamed", by: person("d"), from: "", to: "" },
      { ...event, type: "referenced", by: person("e"), pull: 12 },
    ),
  ).toEqual(["a", "b", "c", "d"]);
});

test("the author answers for a label that nobody set", () => {
  expect(namedLogins({ issue: ISSUE, timeline: [], pulls: [], ownBots: [] })).toEqual(["reporter"]);
  const timeline = [labelled(person("lea"), "incident")];
  expect(namedLogins({ issue: ISSUE, timeline, pulls: [], ownBots: [] })).toEqual(["lea"]);
});

test("authors of rollbacks that name the incident, not of others", () => {
  const pulls = [linked("ann", 42), linked("eve", 41)];
  expect(
    namedLogins({ issue: { ...ISSUE, labels: [] }, timeline: [], pulls, ownBots: [] }),
  ).toEqual(["ann"]);
});

const SHOP = "https://github.com/acme/shop";
const ANYBODY = { mayCommand: (): boolean => true, room: 100 };

test("pull requests are those that commands name, each once; also those of /duplicate, which must be none", () => {
  expect(
    namedPulls(
      [
        comment("lea", "/suspect #12 #13"),
        comment("lea", "see #99"),
        comment("lea", "/kludge Off #12\n/duplicate #41"),
        comment("dakor", "/suspect #77", { isOwn: true }),
      ],
      SHOP,
      ANYBODY,
    ),
  ).toEqual([12, 13, 41]);
});

test.each([
  ["/kludge Off https://github.com/acme/shop/pull/12", [12]],
  ["/kludge Off acme/shop#12", [12]],
  ["/kludge Off https://GitHub.com/ACME/Shop/pull/12", [12]],
  ["/kludge Off https://github.com/acme/infra/pull/12", []],
  ["/kludge Off acme/infra#12", []],
  ["/kludge Off https://github.com/acme/shop-two/pull/12", []],
  ["/kludge Off https://ghe.acme.com/acme/shop/pull/12", []],
  ["/fix acme/infra#131", []],
  ["/undo K1 https://github.com/acme/infra/pull/12", []],
  ["/fix #130 and acme/infra#131", [130]],
])("%s names %j: another repository's numbers are words", (line, numbers) => {
  expect(namedPulls([comment("lea", line)], SHOP, ANYBODY)).toEqual(numbers);
});

test("all that strangers name together has its room; what permitted people name comes first, and all of it", () => {
  const strangers = Array.from({ length: 20 }, (_, index) =>
    comment("eve", `/suspect ${numbersFrom(1000 + index * 20)}`),
  );
  const timeline = [...strangers, comment("lea", `/suspect ${numbersFrom(10)}`)];
  const around = { mayCommand: ({ by }: { by: Person }): boolean => by.login === "lea", room: 30 };
  const numbers = namedPulls(timeline, SHOP, around);
  expect(numbers.filter((number) => number < 1000)).toHaveLength(10);
  expect(numbers).toHaveLength(30);
});

test("one comment names at most twenty", () => {
  const lines = Array.from({ length: 5 }, (_, index) => `/suspect ${numbersFrom(index * 10)}`);
  expect(namedPulls([comment("eve", lines.join("\n"))], SHOP, ANYBODY)).toHaveLength(20);
});

function numbersFrom(first: number): string {
  return Array.from({ length: 10 }, (_, index) => `#${first + index + 1}`).join(" ");
}
