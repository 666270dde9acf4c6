import { describe, expect, test } from "vitest";
import type { BoardView, Reminder } from "../../src/core/plan/effect.ts";
import type { Breadcrumb, Incident, News } from "../../src/core/model/incident.ts";
import type { Reply } from "../../src/core/model/reply.ts";
import { parseMarker } from "../../src/core/model/marker.ts";
import { renderComment } from "../../src/text/comments/comment.ts";
import { parseLink } from "../../src/core/model/marker.ts";
import { actsOf } from "./acts.ts";
import {
  alert,
  at,
  closed,
  context,
  incident,
  kludge,
  pull,
  repository,
  said,
  unanswered,
  view,
} from "./story.ts";

const board = (change: Partial<BoardView> = {}): string =>
  renderComment({ kind: "board", key: "board", view: { ...view, ...change } });

const news = (change: Partial<News>, mention: readonly string[] = []): string =>
  renderComment({
    kind: "news",
    key: "news:IC_1",
    news: { ...alert, ...change },
    timezone: "Europe/Madrid",
    mention,
  });

const reply = (change: Reply): string =>
  renderComment({ kind: "reply", key: `${change.type}:IC_1`, reply: change, view });

const to = { source: "IC_1", to: "zoe" } as const;

describe("each comment reads as it should", () => {
  const reportPull = pull(44, { state: "open" });
  const drill: Incident = { ...incident, isDrill: true };
  test.each<readonly [string, string]>([
    ["board-kludge", board()],
    ["board-new", board({ isLate: false, incident: unanswered })],
    [
      "board-closed",
      board({ incident: closed, isLate: false, reportPull, reportDue: "2026-02-16T09:00:00Z" }),
    ],
    ["board-drill", board({ incident: drill, isLate: false })],
    ["board-candidate", board({ incident: { ...unanswered, status: "candidate" } })],
    ["board-duplicate", board({ incident: { ...incident, status: "dismissed", duplicateOf: 41 } })],
    ["board-config-problem", board({ configProblems: [configProblem] })],
    ["alert", news({}, ["@acme/support"])],
    ["alert-bare", news({ context: bareContext })],
    ["alert-drill", news({ context: { ...context, isDrill: true } })],
    [
      "update",
      news(
        {
          kind: "update",
          text: "We found it: #12.\n- one\n- two",
          url: `${repository.url}/issues/42#issuecomment-7`,
        },
        ["@acme/support"],
      ),
    ],
    ["broken", news({ kind: "broken" })],
    ["raised", news({ kind: "raised" }, ["@acme/support"])],
    ["stable-bare", news({ kind: "stable", context: bareContext })],
    ["restored-bare", news({ kind: "restored", context: bareContext })],
    ["kludge-applied-bare", news({ kind: "kludge-applied", kludge, context: bareContext })],
    ["kludge-announced", news({ kind: "kludge-announced", kludge })],
    ["kludge-applied", news({ kind: "kludge-applied", kludge })],
    ["stable", news({ kind: "stable", moment: at("10:04"), promise: at("10:35") })],
    ["restored", news({ kind: "restored", moment: at("09:55") })],
    ["outsider", reply({ type: "outsider", ...to })],
    ["help", reply({ type: "help", ...to })],
    ["status", reply({ type: "status", ...to })],
    ["machine-hint", reply({ type: "machine-hint", ...to })],
    ["candidate", reply({ type: "candidate", ...to })],
    [
      "label-taken-back",
      reply({
        type: "label-taken-back",
        ...to,
        at: at("10:00"),
        phase: "diagnose",
        target: "kludge",
        missing: ["severity", "lead"],
      }),
    ],
    [
      "closed-early",
      reply({ type: "closed-early", ...to, at: at("10:00"), missing: ["cause", "fix"] }),
    ],
    [
      "still-missing",
      reply({ type: "still-missing", ...to, at: at("10:00"), target: "alert", missing: ["scope"] }),
    ],
    ["reopened-stranger", reply({ type: "reopened", ...to, because: "stranger" })],
    ["reopened-bot", reply({ type: "reopened", ...to, because: "bot" })],
    ["duplicate", reply({ type: "duplicate", ...to, of: 41 })],
    ["refused-and-corrected", reply({ type: "refused", ...to, refusals: [] })],
    ["late", reminder("late", 1, ["lea"])],
    ["late-escalated", reminder("late", 2, ["acme/leads"])],
    ["late-again", reminder("late", 3, ["lea", "acme/leads", "john"])],
    ["late-last", reminder("late", 5, ["lea", "acme/leads"])],
    ["unanswered", reminder("unanswered", 1, ["acme/support"])],
    ["unanswered-escalated", reminder("unanswered", 2, [])],
    ["unanswered-again", reminder("unanswered", 4, [])],
    ["away", reminder("away", 1, ["lea"])],
    ["away-escalated", reminder("away", 2, ["acme/leads"])],
    ["away-again", reminder("away", 3, ["lea"])],
    ["link-kludge", link("kludge", [42])],
    ["link-undo", link("undo", [42])],
    ["link-asked", link("asked", [42, 43])],
  ])("%s", async (name, body) => {
    await expect(`${body}\n`).toMatchFileSnapshot(`golden/${name}.md`);
    expect(body).not.toMatch(/undefined|\[object|TODO|[ \t]$/m);
  });
});

const bareContext = {
  summary: "Saved cards are refused",
  components: [],
  startedAt: at("09:42"),
  leads: [],
  kludges: [],
  isDrill: false,
  calls: [],
};

const configProblem = {
  line: 3,
  column: 5,
  path: "severities.high",
  expected: "critical, major or minor",
  found: "high",
  suggestion: "critical",
};

function reminder(kind: Reminder["kind"], step: number, mention: readonly string[]): string {
  return renderComment({
    kind: "reminder",
    key: kind,
    reminder: {
      kind,
      step,
      key: kind,
      due: at("10:10"),
      at: at("10:12"),
      mention,
      told: ["acme/leads"],
      next: 1200,
    },
    timezone: "Europe/Madrid",
  });
}

function link(role: "kludge" | "named" | "undo" | "asked", incidents: readonly number[]): string {
  return renderComment({
    kind: "link",
    key: `incident=${incidents[0] ?? 0},role=${role}`,
    role,
    incidents,
    pull: 124,
    ...(role === "asked" ? {} : { kludge }),
  });
}

describe("the board", () => {
  test("says in its first three visible lines how bad it is, how far, and when there is news", () => {
    expect(board().split("\n").slice(1, 4)).toEqual([
      "## 🔴 CRITICAL · Saved cards are refused",
      "**Kludge:** K1 is in place. Is it usable again? **lea** and **john** are on it.",
      "Next update by **2026-02-15 10:10 UTC (11:10 Europe/Madrid)** — **LATE**",
    ]);
  });

  test("F15: says why there is no report where the repository is empty", () => {
    const { headOid: _, ...empty } = repository;
    const shown = { repository: empty, incident: { ...incident, isClosed: true } };
    expect(board(shown)).toContain("The report can't begin yet: this repository has no commit.");
    expect(board({ ...shown, repository })).not.toContain("has no commit");
    expect(board({ repository: empty })).not.toContain("has no commit");
  });

  test("F19: drops the oldest breadcrumbs first, and says how many", () => {
    const breadcrumbs = Array.from({ length: 3_000 }, (_, line): Breadcrumb => ({
      at: at("10:00"),
      by: "lea",
      kind: "note",
      text: `line ${line}`,
    }));
    const body = board({ incident: { ...incident, breadcrumbs } });
    const [, dropped = ""] = /… (\d+) earlier lines are in the issue itself/.exec(body) ?? [];
    const shown = body.match(/line \d+/g) ?? [];
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(shown.at(-1)).toBe("line 2999");
    expect(Number(dropped) + shown.length).toBe(3_000);
    expect(body.endsWith("</details>")).toBe(true);
  });

  test("F19: fits, and stays a board, however much people write", () => {
    const long = "@lea #12 <!-- | `".repeat(5_000);
    const given = { ...said("lea", "10:00"), value: long };
    const body = board({
      incident: {
        ...incident,
        facts: { summary: given, scope: given, steps: given, works: given, cause: given },
        kludges: Array.from({ length: 300 }, () => ({ ...kludge, what: long, impact: long })),
        breadcrumbs: [{ at: at("10:00"), by: "lea", kind: "note", text: long }],
        components: Array.from({ length: 100 }, () => long),
        paths: Array.from({ length: 100 }, () => long),
      },
    });
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(parseMarker(body)).toEqual({ kind: "board", key: "board" });
    expect(actsOf(body).mentions).toEqual([]);
  });
});

test.each(["alert", "update", "stable", "restored"] as const)(
  "F19: the announcement %s fits and keeps its marker, however much people write",
  (kind) => {
    const long = "@lea #12 <!-- | `".repeat(5_000);
    const loud = { ...context, scope: long, works: long, summary: long };
    const body = news({ kind, context: loud, text: long });
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(parseMarker(body)?.kind).toBe("news");
    expect(actsOf(body).mentions.filter((name) => !loud.leads.includes(name))).toEqual([]);
  },
);

describe("a link", () => {
  test("can be read from its comment again", () => {
    expect(parseLink(link("undo", [42]))).toEqual({ incident: 42, role: "undo" });
    expect(parseLink("<!-- dakor link incident=x,role=undo -->")).toBeUndefined();
    expect(parseLink(board())).toBeUndefined();
  });
});
