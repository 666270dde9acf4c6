import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Incident, News } from "../../src/core/model/incident.ts";
import { viewOf } from "../../src/core/notify/view.ts";
import { alert, context, incident, kludge } from "../text/story.ts";

/** What stands for each row of the table, so that it can be found wherever it is told. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  "what happened": ['"kind":"stable"', "2026-02-15T10:04"],
  "its number and severity": ['"number":42', '"severity":"critical"'],
  "link to the incident": ["github.com"],
  components: ["zebra-component"],
  "summary, scope, what works, impact": [
    "zebra-summary",
    "zebra-scope",
    "zebra-works",
    "zebra-impact",
  ],
  "since when": ["2026-02-15T09:42", "2026-02-15T10:35"],
  "words beside": ["zebra-text"],
  "words after": ["zebra-public"],
  "who said it, who is on it": ["zebra-author", "zebra-lead"],
  "what a workaround does": ["zebra-kludge", '"pull":12404'],
  "steps, suspects": [
    "zebra-steps",
    "zebra-cause",
    "zebra-tested",
    "zebra-fix",
    "zebra-note",
    "54321",
  ],
};

const COMMON = { at: "2026-02-15T10:04:00Z", source: "IC_7" } as const;
const toldKludge = {
  ...kludge,
  what: "zebra-kludge",
  impact: "zebra-impact @john",
  pull: 12_404,
  state: "standing",
} as const;
const full: Incident = {
  ...incident,
  suspects: [54_321],
  facts: {
    steps: { ...COMMON, by: "x", value: "zebra-steps" },
    cause: { ...COMMON, by: "x", value: "zebra-cause" },
    tested: { ...COMMON, by: "x", value: "zebra-tested" },
  },
  fixes: [{ ...COMMON, by: "x", text: "zebra-fix" }],
  breadcrumbs: [{ at: COMMON.at, by: "x", kind: "note", text: "zebra-note" }],
};
const news: News = {
  ...alert,
  ...COMMON,
  kind: "stable",
  key: "stable:IC_7",
  by: "zebra-author",
  text: "zebra-text @john",
  publicText: "zebra-public @john",
  moment: COMMON.at,
  promise: "2026-02-15T10:35:00Z",
  kludge: toldKludge,
  context: {
    ...context,
    severity: "critical",
    summary: "zebra-summary @john",
    scope: "zebra-scope @john",
    works: "zebra-works @john",
    impact: "zebra-impact @john",
    components: ["zebra-component"],
    startedAt: "2026-02-15T09:42:00Z",
    leads: ["zebra-lead"],
    kludges: [toldKludge],
  },
};

const page = readFileSync(new URL("../../docs/reference/audiences.md", import.meta.url), "utf8");
const table = page
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .slice(1, 1 + Object.keys(ROWS).length);

const told = { incident: full, news, repository: "acme/shop", timezone: "UTC" };
const shown = {
  team: JSON.stringify(viewOf({ ...told, isPrivate: false }, { audience: "team" })),
  public: JSON.stringify(viewOf({ ...told, isPrivate: false }, { audience: "public" })),
  private: JSON.stringify(viewOf({ ...told, isPrivate: true }, { audience: "team" })),
};

test.each(Object.entries(ROWS))("the page says who hears %s", (label, words) => {
  const row = table.find(([, what = ""]) => what.replaceAll("`", "").startsWith(label));
  const answers = Object.values(shown).map((view) => {
    const found = words.filter((word) => view.includes(word));
    return found.length === 0 ? "no" : `${found.length} of ${words.length}`;
  });
  const said = (row ?? [])
    .slice(2, 5)
    .map((cell) => (cell === "no" ? "no" : `${words.length} of ${words.length}`));
  expect(answers).toEqual(said);
});

test("what the public reads of people's words is cleaned", () => {
  expect(shown.public).not.toContain("@");
  expect(shown.team).toContain("@john");
});
