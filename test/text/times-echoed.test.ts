import { expect, test } from "vitest";
import { COMMANDS } from "../../src/core/command/command.ts";
import type { CommandOption, CommandRule } from "../../src/core/command/command-rule.ts";
import { tell } from "../story.ts";
import type { Step } from "../story.ts";

/** Said at 11:45 in Madrid, which is 10:45 UTC. */
const AT = "2026-02-15T10:45:00Z";
const NEXT = "Next update by **2026-02-15 11:15 UTC (12:15 Europe/Madrid)**";
const MINUTE_AGO = "2026-02-15 10:40 UTC (11:40 Europe/Madrid)";
const BEFORE = "/checking\n/alert next 2h\n/kludge Flag off impact: none";

type Row = readonly [line: string, shown: string, before?: string];

/** One line for each option that takes a time, with what is read of it then. */
const ROWS: readonly Row[] = [
  ["/started 10:30 CET", "**Since:** 2026-02-15 09:30 UTC (10:30 Europe/Madrid)"],
  ["/started yesterday 23:10", "**Since:** 2026-02-14 22:10 UTC (23:10 Europe/Madrid)"],
  ["/alert next half an hour", NEXT],
  ["/alert in 30 min", NEXT],
  ["/update Still looking. Next update at 12:15", NEXT],
  ["/doing Restarting it next 30m", NEXT],
  ["/severity major next 30m", NEXT],
  ["/scope Everybody next 30m", NEXT],
  ["/steps Pay with a card next 30m", NEXT],
  ["/works New cards next 30m", NEXT],
  ["/lead @lea next 30m", NEXT],
  ["/handover @john next 30m", NEXT],
  ["/impact No saved cards next 30m", NEXT],
  ["/cause The token format next 30m", NEXT],
  ["/rollback #141 next 30m", NEXT],
  ["/fix New tokens are read next 30m", NEXT],
  ["/tested On staging next 30m", NEXT],
  ["/checking next 30m", NEXT],
  ["/kludge Cache off impact: none at 11:40", `standing** since ${MINUTE_AGO}`],
  ["/kludge Cache off impact: none at 11:40 next 30m", NEXT],
  ["/stable 5 min ago", `**Usable again:** ${MINUTE_AGO}`, BEFORE],
  ["/stable at 11:40 next 30m", NEXT, BEFORE],
  ["/restored at 10:40 UTC", `**Works again:** ${MINUTE_AGO}`, BEFORE],
  ["/broken Again at 11:43 next 30m", NEXT, `${BEFORE}\n/stable at 11:40`],
  [
    "/broken Again at 11:43",
    "2026-02-15 10:43 UTC (11:43 Europe/Madrid)",
    `${BEFORE}\n/stable at 11:40`,
  ],
  ["/stable again at 11:40", `**Usable again:** ${MINUTE_AGO}`, BEFORE],
  [
    "/broken Refused again at 11:43",
    "2026-02-15 10:43 UTC (11:43 Europe/Madrid)",
    `${BEFORE}\n/stable at 11:40`,
  ],
  ["/undo K1 at 11:40", `undone ${MINUTE_AGO}`, BEFORE],
  [
    "/override #140 because docs only for 2 hours",
    "lets #140 through the gate until 12:45 UTC: docs only",
  ],
  [
    "/override #140 because docs only until 18:00",
    "lets #140 through the gate until 17:00 UTC: docs only",
  ],
];

test.each(ROWS.map(([line, shown, before = ""]) => ({ line, shown, before })))(
  "$line is read back: $shown",
  ({ line, shown, before }) => {
    expect(boardAfter(line, before)).toContain(shown);
  },
);

test("no option that takes a time is left out", () => {
  const timed: readonly CommandOption[] = ["next", "at", "for", "in", "promise"];
  const rules: readonly (readonly [string, CommandRule])[] = Object.entries(COMMANDS);
  const taking = rules.flatMap(([name, { options = [] }]) =>
    options.some((option) => timed.includes(option)) ? [name] : [],
  );
  const shown = new Set(ROWS.map(([line]) => /^\/([a-z-]+)/.exec(line)?.[1] ?? ""));
  expect(taking.filter((name) => !shown.has(name))).toEqual([]);
});

function boardAfter(line: string, before: string): string {
  const { world } = tell({
    story: "",
    issue: { title: "Broken", author: "lea", labels: ["incident"], at: "2026-02-15T10:00:00Z" },
    roles: { lea: "admin", john: "write" },
    config: "timezone: Europe/Madrid\n",
    steps: [
      ...(before === "" ? [] : [said(before, "2026-02-15T10:35:00Z")]),
      { at: "2026-02-15T10:35:01Z", by: "john", pull: { number: 140, title: "Docs" } },
      { at: "2026-02-15T10:35:02Z", by: "john", pull: { number: 141, title: "New tokens" } },
      { at: "2026-02-15T10:35:03Z", by: "john", merge: 141 },
      said(line, AT),
    ],
  });
  const board = world.snapshot.timeline.find(
    (event) => event.type === "commented" && event.isOwn && event.body.includes("dakor board"),
  );
  return board?.type === "commented" ? board.body : "";
}

function said(comment: string, at: string): Step {
  return { at, by: "lea", comment };
}
