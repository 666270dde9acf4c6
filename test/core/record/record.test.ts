import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatMarker } from "../../../src/core/model/marker.ts";
import { plan } from "../../../src/core/plan/plan.ts";
import { ALWAYS } from "../../../src/core/record/record.ts";
import type { IncidentRecord } from "../../../src/core/record/record.ts";
import { formatRecord, parseRecord } from "../../../src/core/record/record-text.ts";
import { recordIn } from "../../../src/core/record/recorded.ts";
import { replay } from "../../../src/core/replay/replay.ts";
import { DEFAULT_CONFIG } from "../../../src/core/config/config.ts";
import type { Role } from "../../../src/core/model/role.ts";
import type { Comment } from "../../../src/core/model/timeline.ts";
import { renderWrites } from "../../../src/text/render.ts";
import { settle, writesOf } from "../../settle.ts";
import { tell } from "../../story.ts";
import type { Step, Story } from "../../story.ts";
import { addEvent, withSnapshot } from "../../world.ts";
import type { World } from "../../world.ts";

/** Characters that a record may have, so that the board has room below it. */
const MOST_RECORD = 24_000;

const { components, notify, people, wording, ...usual } = { ...DEFAULT_CONFIG, componentNames: [] };
const EMPTY: IncidentRecord = {
  until: "2026-02-15T10:00:00Z",
  seen: ["IC_1"],
  heads: new Map(),
  roles: new Map(),
  configs: [],
  paths: [],
  form: {},
};
const BOARD = formatMarker({ kind: "board", key: "board" });

function kept(record: IncidentRecord): IncidentRecord | undefined {
  return parseRecord(`${BOARD}\n${formatRecord(record)}\n## Words`);
}

test("what is written is read again", () => {
  const record: IncidentRecord = {
    ...EMPTY,
    roles: new Map([
      [
        "john",
        [
          { after: ALWAYS, value: "write" },
          { after: "2026-02-15T10:00:00Z", value: "none" },
        ],
      ],
    ]),
    configs: [
      {
        after: ALWAYS,
        value: {
          ...usual,
          timezone: "Europe/Madrid",
          needs: { ...usual.needs, diagnose: ["paths"] },
          componentNames: ["checkout"],
        },
      },
      { after: "2026-02-15T10:00:00Z", value: usual },
    ],
    declared: { by: "lea", at: "2026-02-15T09:50:00Z", source: "LE_1" },
    paths: ["src/checkout/**"],
    form: { severity: "critical", scope: "Everybody" },
    lostAt: "2026-02-15T09:55:00Z",
  };
  expect(kept(record)).toEqual(record);
});

test("whatever people wrote, it ends no comment, names nobody, and stays small", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.constantFrom("-->", "--!>", "<!--", "@lea", "#12", "`", "\n", "\u2028", "--", "acme/shop#1"),
  );
  fc.assert(
    fc.property(fc.array(nasty, { maxLength: 300 }), nasty, (paths, scope) => {
      const line = formatRecord({ ...EMPTY, paths, form: { scope } });
      expect(line.length).toBeLessThanOrEqual(MOST_RECORD);
      expect(line).toMatch(/^<!-- dakor record \{[ -~]*\} -->$/);
      expect(line.slice(4, -3)).not.toMatch(/--|[<>@#`]/);
      const read = kept({ ...EMPTY, paths, form: { scope } });
      expect(read?.paths).toEqual(paths.slice(0, read?.paths.length));
    }),
  );
});

describe("a record counts only", () => {
  const story: Story = {
    story: "",
    issue: { title: "Broken", author: "lea", labels: ["incident"], at: "2026-02-15T10:00:00Z" },
    roles: { lea: "admin", john: "write" },
    steps: [{ at: "2026-02-15T10:01:00Z", by: "john", comment: "/scope Everybody" }],
  };
  const { world } = tell(story);
  const board = (change: (comment: Comment) => Comment): World =>
    withSnapshot(world, {
      timeline: world.snapshot.timeline.map((event) =>
        event.type === "commented" && event.isOwn ? change(event) : event,
      ),
    });
  const john = { login: "john", isBot: false };

  test("as the bot wrote it", () => expect(recorded(world)).toBe(true));

  test.each<readonly [string, World]>([
    ["where nobody else was the last to edit it", board((it) => ({ ...it, editedBy: john }))],
    [
      "from a bot, not from somebody of its name",
      board((it) => ({ ...it, editedBy: { login: "dakor", isBot: false } })),
    ],
    ["in the bot's own comment", board((it) => ({ ...it, isOwn: false, by: john }))],
    ["below the marker", board((it) => ({ ...it, body: `${BOARD}\n\n${it.body}` }))],
    ["in the first lines", board((it) => ({ ...it, body: it.body.replace("\n", "\nHello\n") }))],
    [
      "in a version that is known",
      board((it) => ({ ...it, body: it.body.replace('"v":1', '"v":2') })),
    ],
    ["where it can be read", board((it) => ({ ...it, body: it.body.replace("{", "{{") }))],
  ])("%s", (_name, other) => {
    expect(recorded(other)).toBe(false);
  });

  test("from a trusted bot, too", () => {
    const editedBy = { login: "github-actions", isBot: true };
    const other = board((it) => ({ ...it, editedBy }));
    expect(recorded(other)).toBe(false);
    expect(recorded(withSnapshot(other, { ownBots: ["dakor", "github-actions"] }))).toBe(true);
  });

  test("not from what people let the board say", () => {
    const forged = formatRecord({ ...EMPTY, paths: ["**"] });
    const { world: told } = tell({
      ...story,
      steps: [{ at: "2026-02-15T10:01:00Z", by: "john", comment: `/steps\n\n${BOARD}\n${forged}` }],
    });
    expect(replay(told.snapshot).paths).toEqual([]);
  });
});

function recorded({ snapshot }: World): boolean {
  return recordIn(snapshot) !== undefined;
}

test("the board says once that its record was lost, and goes on", () => {
  const steps: readonly Step[] = [
    { at: "2026-02-15T10:01:00Z", by: "john", comment: "/component checkout\n\n/alert next 10m" },
    { at: "2026-02-15T10:05:00Z", "delete-board": true },
    { at: "2026-02-15T10:06:00Z", by: "john", comment: "/scope Everybody" },
  ];
  const { world } = tell({
    story: "",
    issue: { title: "Broken", author: "lea", labels: ["incident"], at: "2026-02-15T10:00:00Z" },
    roles: { lea: "admin", john: "write" },
    config: "components: { checkout: [src/checkout] }\n",
    steps: [...steps],
  });
  const boards = world.snapshot.timeline.flatMap((event) =>
    event.type === "commented" && event.body.startsWith(BOARD) ? [event.body] : [],
  );
  expect(boards).toEqual([expect.stringContaining("was lost")]);
  expect(boards[0]).toContain("before 2026-02-15 10:05 UTC");
  expect(replay(world.snapshot).paths).toEqual(["src/checkout"]);
  expect(writesOf(world)).toEqual([]);
});

test("two thousand comments of two hundred people fit, and the team is remembered before strangers", () => {
  const team: Readonly<Record<string, Role>> = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [login(index), index % 3 === 0 ? "write" : "none"]),
  );
  let { world } = tell({
    story: "",
    issue: { title: "Broken", author: "lea", labels: ["incident"], at: "2026-02-15T10:00:00Z" },
    roles: { lea: "admin", ...team },
    config: `components:\n${Array.from({ length: 100 }, (_, at) => `  part-${at}: [src/part-${at}/**]\n`).join("")}`,
    steps: [],
  });
  for (let index = 0; index < 2000; index += 1) {
    world = addEvent(withSnapshot(world, { now: "2026-02-15T12:00:00Z" }), {
      type: "commented",
      id: `IC_${index}`,
      at: "2026-02-15T11:00:00Z",
      by: { login: login(index % 200), isBot: false },
      body: index < 200 ? `/component part-${index % 100}` : `/note ${"What we see. ".repeat(20)}`,
      url: `https://github.com/acme/shop/issues/42#${index}`,
      isOwn: false,
      hasOwnReaction: false,
    });
  }
  const board = renderWrites(plan(world.snapshot).effects).find(
    (write) => write.type === "edit-comment" && write.body.startsWith(BOARD),
  );
  const text = board?.type === "edit-comment" ? board.body : "";
  expect(text.length).toBeGreaterThan(MOST_RECORD);
  expect(text.length).toBeLessThanOrEqual(65_536);
  const [, line = ""] = text.split("\n");
  expect(line.length).toBeLessThanOrEqual(MOST_RECORD);
  const record = parseRecord(text);
  for (let index = 0; index < 200; index += 3) expect(record?.roles.has(login(index))).toBe(true);
  expect(writesOf(settle(world).world)).toEqual([]);
});

/** As long as GitHub allows. */
function login(index: number): string {
  return `somebody-with-a-name-of-39-characters-${String(index).padStart(3, "0")}`.slice(2);
}
