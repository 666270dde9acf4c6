import { expect, test } from "vitest";
import { boardView } from "../../../src/core/plan/plan.ts";
import { replay } from "../../../src/core/replay/replay.ts";
import { renderBoard } from "../../../src/text/board/board.ts";
import { ALERT, answered, happened, played, said } from "../../core/notify/deliveries.ts";
import { seen } from "../../settle.ts";
import type { Step } from "../../story.ts";
import { withSnapshot } from "../../world.ts";
import type { World } from "../../world.ts";

function boardOf(world: World): string {
  const snapshot = seen(world);
  return renderBoard(boardView(replay(snapshot), snapshot));
}

function toldIn(board: string): string {
  return /<details>\n<summary>Told elsewhere[^]*?<\/details>/.exec(board)?.[0] ?? "";
}

const CRITICAL = said(1, "/severity critical\n/alert");

test("the board tells who was told what, and what came of it", () => {
  const told = answered(played([CRITICAL]), { bosses: "retry" });
  const later = answered(happened(told, said(9, "/update Found it.")), { bosses: "retry" });
  expect(toldIn(boardOf(later))).toBe(`<details>
<summary>Told elsewhere (3 messages)</summary>

- **chat**: the alert, 2026-02-15 10:01 UTC
- **bosses**: the alert, not yet: tried again 2026-02-15 10:09 UTC
- **chat**: an update, 2026-02-15 10:09 UTC

</details>`);
});

test("a target that hears no more is told of at the top, with the way to tell it again", () => {
  const board = boardOf(answered(played([ALERT]), { chat: "off" }));
  expect(board).toContain(
    "> [!WARNING]\n> **chat** can’t be reached (it says no), and hears no more",
  );
  expect(board).toContain("`/resend chat`");
  expect(toldIn(board)).toContain("- **chat**: the alert, not told (it says no): it hears no more");
  expect(boardOf(answered(played([ALERT])))).not.toContain("[!WARNING]");
});

test.each<{ when: string; labels: string[]; isPrivate?: true; steps: Step[]; unheard: string[] }>([
  { when: "private", labels: ["incident:private"], steps: [CRITICAL], unheard: ["chat"] },
  {
    when: "in a private repository",
    labels: [],
    isPrivate: true,
    steps: [CRITICAL],
    unheard: ["chat"],
  },
  { when: "private without news", labels: ["incident:private"], steps: [], unheard: [] },
  {
    when: "private, and a component's target is concerned too",
    labels: ["incident:private"],
    steps: [said(1, "/component checkout\n/alert")],
    unheard: ["chat", "status"],
  },
  { when: "open to all", labels: [], steps: [CRITICAL], unheard: [] },
])(
  "who hears nothing since the incident is private is named once: $when",
  ({ labels, isPrivate, steps, unheard }) => {
    const world = played(steps, { labels });
    const repository = { ...world.snapshot.repository, ...(isPrivate && { isPrivate }) };
    const board = boardOf(withSnapshot(world, { repository }));
    const named = board.matchAll(
      /- \*\*(\w+)\*\* hears nothing: the incident is private, and the target has no `internal: true`/g,
    );
    expect(Array.from(named, ([, name]) => name)).toEqual(unheard);
  },
);

test("no address and no secret is in it", () => {
  const board = boardOf(answered(played([CRITICAL]), { bosses: "failed" }));
  expect(board).not.toMatch(/DAKOR_SECRET|C0123456789|https:\/\/x\.example|\br1\b/);
});

test("where nobody is told outside, nothing of it is there", () => {
  expect(boardOf(played([ALERT], { config: "" }))).not.toContain("Told elsewhere");
});
