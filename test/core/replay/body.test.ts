import { expect, test } from "vitest";
import { bodyComments } from "../../../src/core/replay/body-comment.ts";
import { namedLogins, namedPulls } from "../../../src/core/command/named.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { replay } from "../../../src/core/replay/replay.ts";
import type { Incident } from "../../../src/core/model/incident.ts";
import type { Edit, Issue, Snapshot } from "../../../src/core/model/snapshot.ts";
import type { Role } from "../../../src/core/model/role.ts";
import type { TimelineEvent } from "../../../src/core/model/timeline.ts";
import { addEvent, newWorld, withIssue } from "../../world.ts";

const OPENED = "2026-02-15T10:00:00Z";
const ROLES: Readonly<Record<string, Role>> = { lea: "write", john: "write", mia: "none" };

type Case = {
  readonly author?: string;
  readonly edits?: readonly Edit[];
  /** Who sets the label, a few minutes later; nobody where it is empty. */
  readonly labels?: string;
  readonly config?: string;
};

function snapshotOf(body: string, { author, edits, labels = "john", config }: Case): Snapshot {
  const world = withIssue(
    newWorld({
      title: "Slow",
      body,
      createdAt: OPENED,
      roles: ROLES,
      ...(author === undefined ? {} : { author }),
      ...(config === undefined ? {} : { config }),
    }),
    edits === undefined ? {} : { edits },
  );
  const label: TimelineEvent = {
    type: "labeled",
    id: "LE_1",
    at: "2026-02-15T10:05:00Z",
    by: { login: labels, isBot: false },
    label: "incident",
  };
  return (labels === "" ? world : addEvent(world, label)).snapshot;
}

function incidentOf(body: string, around: Case = {}): Incident {
  return replay(snapshotOf(body, around));
}

function edit(by: string, at: string, body?: string): Edit {
  return { at, by: { login: by, isBot: false }, ...(body === undefined ? {} : { body }) };
}

test("what the issue's own text commands counts for its author when it is declared", () => {
  const incident = incidentOf(
    "We look.\n\n/severity critical\n/checking\n/note: it is the database",
  );
  expect(incident.severity).toMatchObject({ value: "critical", by: "lea" });
  expect(incident.acknowledged).toMatchObject({ by: "lea", at: "2026-02-15T10:05:00Z" });
  expect(incident.leads).toEqual(["lea"]);
  expect(incident.replies).toEqual([]);
});

test("a command in an answer of the form counts, and what it isn't said with stays the answer", () => {
  const incident = incidentOf("### Scope\n\nEverybody\n\n### Anything else?\n\n/severity critical");
  expect(incident.facts.scope?.value).toBe("Everybody");
  expect(incident.severity?.value).toBe("critical");
});

test.each([
  ["code", "```\n/severity critical\n```"],
  ["a quote", "> /severity critical"],
  ["a template's comment", "<!--\n/severity critical\n-->"],
  ["a list", "- /severity critical"],
  ["a path", "/severity/critical is a folder"],
])("%s commands nothing", (_, body) => {
  const incident = incidentOf(body);
  expect(incident.severity).toBeUndefined();
  expect(incident.replies).toEqual([]);
});

test("without an incident it does nothing, and is not answered", () => {
  const incident = incidentOf("/severity critical\n/klugde x", { labels: "" });
  expect(incident).toMatchObject({ status: "none", replies: [], accepted: [] });
  expect(incident.severity).toBeUndefined();
});

test("a text that says /incident declares, with all else that it says", () => {
  const incident = incidentOf("/incident\n/severity major", { labels: "" });
  expect(incident.declared).toMatchObject({ by: "lea", at: OPENED });
  expect(incident.severity?.value).toBe("major");
});

test("a text that says /incident since it was edited declares from then on", () => {
  const edits = [edit("lea", OPENED, "It is slow."), edit("lea", "2026-02-15T10:03:00Z")];
  const incident = incidentOf("It is slow.\n\n/incident", { labels: "", edits });
  expect(incident.declared?.at).toBe("2026-02-15T10:03:00Z");
});

test.each([
  ["a stranger's text", { author: "mia" }],
  [
    "the text that a stranger made of it",
    { edits: [edit("lea", OPENED, "Slow"), edit("mia", "2026-02-15T10:03:00Z")] },
  ],
])("%s declares nothing and says nothing", (_, around) => {
  const said = "/incident\n/severity critical";
  expect(incidentOf(said, { ...around, labels: "" }).status).toBe("none");
  const declared = incidentOf(said, around);
  expect(declared.status).toBe("declared");
  expect(declared.severity).toBeUndefined();
  expect(declared.replies.map(({ type }) => type)).toEqual(["outsider"]);
});

test("what counts is the text as it was at the declaration", () => {
  const edits = [edit("lea", OPENED, "/severity critical"), edit("lea", "2026-02-15T10:30:00Z")];
  const incident = incidentOf("/severity minor\n/restored", { edits });
  expect(incident.severity?.value).toBe("critical");
  expect(incident.moments.restored).toBeUndefined();
});

test("where the team has another bot, the names that both may have are that one's", () => {
  const config = "bots: [deployer]";
  expect(incidentOf("/help\n/severity critical", { config }).replies).toEqual([]);
});

test("said once, it counts once, however often the incident is declared", () => {
  const snapshot = snapshotOf("/alert It is slow. next 10m", {});
  const again: readonly TimelineEvent[] = [
    { type: "unlabeled", id: "UE_1", at: "2026-02-15T10:06:00Z", by: person(), label: "incident" },
    { type: "labeled", id: "LE_2", at: "2026-02-15T10:07:00Z", by: person(), label: "incident" },
  ];
  const incident = replay({ ...snapshot, timeline: [...snapshot.timeline, ...again] });
  expect(incident.news.map(({ key }) => key)).toEqual(["alert:I_42.body"]);
});

test("whom and what it names is read", () => {
  const issue: Issue = snapshotOf("/incident\n/lead @mona\n/fix #130", {}).issue;
  expect(namedLogins({ issue, timeline: [], pulls: [], ownBots: [] })).toEqual(["lea", "mona"]);
  const reading = { mayCommand: () => true, room: 0 };
  expect(namedPulls(bodyComments(issue), "https://github.com/acme/shop", reading)).toEqual([130]);
});

test("a text without commands has nobody asked for", () => {
  const { issue } = snapshotOf("It is slow.", {});
  expect(namedLogins({ issue, timeline: [], pulls: [], ownBots: [] })).toEqual([]);
});

test("the configuration of the moment judges it", () => {
  const snapshot = snapshotOf("/severity critical", { author: "mia" });
  const config = parseConfig("permission: triage");
  expect(replay({ ...snapshot, config, roles: { ...ROLES, mia: "triage" } }).severity?.value).toBe(
    "critical",
  );
});

function person(): { readonly login: string; readonly isBot: boolean } {
  return { login: "john", isBot: false };
}
