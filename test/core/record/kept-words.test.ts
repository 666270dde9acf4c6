import { describe, expect, test } from "vitest";
import { replay } from "../../../src/core/replay/replay.ts";
import type { Incident } from "../../../src/core/model/incident.ts";
import { settle } from "../../settle.ts";
import type { Step } from "../../story.ts";
import type { World } from "../../world.ts";
import { withSnapshot } from "../../world.ts";
import { acts, says, told } from "./decided.ts";

const named = (line: string): Step => ({ ...says(line), as: "it" });
const leaves = (clock: string): Step => acts(clock, { role: { john: "none" } });
const deletes = (clock: string, by: string): Step => acts(clock, { by, delete: "it" });
const edits = (clock: string, by: string, comment: string): Step =>
  acts(clock, { by, edit: "it", comment });

const kludges = ({ kludges: all }: Incident): readonly string[] =>
  all.map(({ id, state }) => `${id} ${state}`);
const severity = (incident: Incident): string | undefined => incident.severity?.value;
const facts = ({ facts: { scope, cause } }: Incident): readonly (string | undefined)[] => [
  scope?.value,
  cause?.value,
];

function after(...steps: readonly Step[]): Incident {
  return replay(told([says("10:01 lea: /checking\n/alert next 2h"), ...steps]).world.snapshot);
}

type Look = (incident: Incident) => unknown;

describe("what was decided stays where its author has left since and", () => {
  test.each<readonly [string, readonly Step[], Look, unknown]>([
    [
      "edits it",
      [named("10:05 john: /severity minor"), leaves("11:00"), edits("11:01", "john", "bye")],
      severity,
      "minor",
    ],
    [
      "deletes it",
      [named("10:05 john: /severity minor"), leaves("11:00"), deletes("11:01", "john")],
      severity,
      "minor",
    ],
    [
      "edits it, and deletes it",
      [
        named("10:05 john: /severity minor"),
        leaves("11:00"),
        edits("11:01", "john", "/severity major"),
        deletes("11:02", "john"),
      ],
      severity,
      "minor",
    ],
    [
      "edits it, and comes back",
      [
        named("10:05 john: /severity minor"),
        leaves("11:00"),
        edits("11:01", "john", "bye"),
        acts("11:02", { role: { john: "write" } }),
        says("11:03 john: /note back"),
      ],
      severity,
      "minor",
    ],
    [
      "deletes it, and comes back",
      [
        named("10:05 john: /severity minor"),
        leaves("11:00"),
        deletes("11:01", "john"),
        acts("11:02", { role: { john: "write" } }),
        says("11:03 john: /note back"),
      ],
      severity,
      "minor",
    ],
    [
      "deletes a kludge that is undone later",
      [
        named("10:05 john: /kludge Flag off impact: less"),
        leaves("11:00"),
        deletes("11:01", "john"),
        says("11:05 lea: /undo K1"),
      ],
      kludges,
      ["K1 undone"],
    ],
    [
      "deletes the word that it is undone",
      [
        says("10:05 lea: /kludge Flag off impact: less"),
        named("10:06 john: /undo K1"),
        leaves("11:00"),
        deletes("11:01", "john"),
      ],
      kludges,
      ["K1 undone"],
    ],
    [
      "deletes what lea had corrected, to the corrected words",
      [
        named("10:05 john: /scope Al"),
        edits("10:10", "lea", "/scope All"),
        leaves("11:00"),
        deletes("11:01", "john"),
      ],
      facts,
      ["All", undefined],
    ],
    [
      "deletes it before the issue moves",
      [
        named("10:05 john: /cause Token"),
        leaves("11:00"),
        deletes("11:01", "john"),
        acts("11:10", { transfer: true }),
        says("11:12 lea: /note here now"),
      ],
      (incident) => facts(incident)[1],
      "Token",
    ],
    [
      "deletes it after the issue moved",
      [
        named("10:05 john: /cause Token"),
        acts("10:10", { transfer: true }),
        says("10:12 lea: /note here now"),
        leaves("11:00"),
        deletes("11:01", "john"),
      ],
      (incident) => facts(incident)[1],
      "Token",
    ],
    [
      "deletes a long one: its first line",
      [
        named(`10:05 john: /cause Token\n\n${"More. ".repeat(200)}`),
        leaves("11:00"),
        deletes("11:01", "john"),
      ],
      (incident) => facts(incident)[1],
      "Token",
    ],
  ])("%s", (...[, steps, look, expected]) => {
    expect(look(after(...steps))).toEqual(expected);
  });
});

describe("somebody with permission takes back", () => {
  const severe = named("10:05 john: /severity minor");
  test.each<readonly [string, readonly Step[]]>([
    ["their own words by deleting them", [severe, deletes("11:01", "john")]],
    ["their own words by an edit", [severe, edits("11:01", "john", "bye")]],
    ["the words of somebody who left", [severe, leaves("11:00"), deletes("11:01", "lea")]],
    ["those by an edit", [severe, leaves("11:00"), edits("11:01", "lea", "bye")]],
    [
      "those that the one who left had edited",
      [
        severe,
        leaves("11:00"),
        edits("11:01", "john", "bye"),
        edits("11:05", "lea", "no severity yet"),
      ],
    ],
  ])("%s", (_, steps) => {
    expect(severity(after(...steps))).toBe("critical");
  });
});

test("an account that is gone is remembered by its name", () => {
  const { world } = told([
    says("10:01 lea: /checking\n/alert next 2h"),
    says("10:05 john: /cause Token"),
  ]);
  const gone = withSnapshot(world, {
    roles: { lea: "admin" },
    timeline: world.snapshot.timeline.map((event) =>
      event.type === "commented" && event.by.login === "john"
        ? { ...event, by: { login: "ghost", isBot: false } }
        : event,
    ),
  });
  expect(replay(gone.snapshot).facts.cause).toMatchObject({ value: "Token", by: "john" });
  expect(replay(settle(gone).world.snapshot).facts.cause?.value).toBe("Token");
});

test("the board says once whose commands were taken away, and nothing is left to do", () => {
  const { world } = told([
    says("10:01 lea: /checking\n/alert next 2h"),
    named("10:05 john: /severity minor"),
    leaves("11:00"),
    deletes("11:01", "john"),
    says("11:05 lea: /note looking"),
  ]);
  expect(boardOf(world)).toContain(
    "Commands of **john** were changed or deleted without permission. **What was decided stays as it was**",
  );
  const { writes } = settle(world);
  expect(writes).toEqual([]);
});

function boardOf({ snapshot }: World): string {
  const board = snapshot.timeline.find(
    (event) => event.type === "commented" && event.isOwn && event.body.includes("dakor record"),
  );
  return board?.type === "commented" ? board.body : "";
}
