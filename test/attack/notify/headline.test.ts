import { expect, test } from "vitest";
import { viewOf } from "../../../src/core/notify/view.ts";
import { replay } from "../../../src/core/replay/replay.ts";
import { at, happened, planOf } from "../../core/notify/deliveries.ts";
import { seen } from "../../settle.ts";
import type { Step } from "../../story.ts";
import { tell } from "../../story.ts";
import type { World } from "../../world.ts";

const CONFIG = 'notify:\n  status: { type: ntfy, url: "https://ntfy.sh/acme", audience: public }\n';

/** What a stranger reported, and lea then made an incident. */
function reported(...steps: readonly Step[]): World {
  const { world } = tell({
    story: "A stranger reports it.",
    issue: { title: "Cards are refused", author: "stranger", at: at(0) },
    config: CONFIG,
    roles: { lea: "admin", john: "write", stranger: "read" },
    steps: [...steps],
  });
  return world;
}

const INCIDENT: Step = { at: at(2), by: "lea", comment: "/incident" };
const rename = (minute: number, by: string, to: string): Step => ({
  at: at(minute),
  by,
  rename: to,
});
const summaryOf = (world: World): string | undefined => replay(seen(world)).facts.summary?.value;

test("T68: who reported it doesn't choose later what the public reads", () => {
  const told = reported(INCIDENT, { at: at(3), by: "lea", comment: "/alert next 30m" });
  const renamed = happened(told, rename(5, "stranger", "Call +1 900 555"));
  const later = happened(renamed, { at: at(9), by: "lea", comment: "/update We are looking." });
  const incident = replay(seen(later));
  const heard = planOf(later).due.map(({ news, target }) => {
    const about = { repository: "acme/shop", isPrivate: false, timezone: "UTC" };
    return viewOf({ incident, news, ...about }, target);
  });
  expect(heard).toMatchObject([
    { kind: "alert", summary: "Cards are refused" },
    { kind: "update", summary: "Cards are refused" },
  ]);
  expect(incident.breadcrumbs).toContainEqual(
    expect.objectContaining({ kind: "renamed", by: "stranger", text: "Call +1 900 555" }),
  );
});

test.each<readonly [what: string, steps: readonly Step[], summary: string]>([
  ["before somebody declares it", [rename(1, "stranger", "All cards"), INCIDENT], "All cards"],
  ["with permission", [INCIDENT, rename(3, "john", "All cards")], "All cards"],
  ["without permission", [INCIDENT, rename(3, "mia", "All cards")], "Cards are refused"],
  ["who reported it", [INCIDENT, rename(3, "stranger", "All cards")], "Cards are refused"],
  [
    "with permission, then without",
    [INCIDENT, rename(3, "john", "All cards"), rename(4, "stranger", "Free money")],
    "All cards",
  ],
  [
    "a dismissed one",
    [INCIDENT, { at: at(3), by: "lea", close: "not_planned" }, rename(4, "stranger", "Free money")],
    "Cards are refused",
  ],
  [
    "below a command's summary",
    [INCIDENT, { at: at(3), by: "lea", comment: "/summary Cards fail" }, rename(4, "john", "All")],
    "Cards fail",
  ],
  [
    "below what was declared",
    [{ at: at(2), by: "lea", comment: "/incident major: Cards fail" }, rename(4, "lea", "All")],
    "Cards fail",
  ],
])("renamed %s", (...[, steps, summary]) => {
  expect(summaryOf(reported(...steps))).toBe(summary);
});
