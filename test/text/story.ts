import { progressAt } from "./progress-at.ts";
import type { Config } from "../../src/core/config/config.ts";
import type { BoardView, ReportDraft } from "../../src/core/plan/effect.ts";
import type { Incident, News, NewsContext } from "../../src/core/model/incident.ts";
import type { Kludge } from "../../src/core/model/kludge.ts";
import type { Source } from "../../src/core/model/timeline.ts";
import type { Pull, Repository } from "../../src/core/model/snapshot.ts";

/** One believable incident: saved cards are refused, on a Sunday morning. */
export const at = (clock: string): string => `2026-02-15T${clock}:00Z`;

export const said = (by: string, clock: string): Source => ({
  by,
  at: at(clock),
  source: `IC_${by}_${clock.replace(":", "")}`,
});
export const repository: Repository = {
  id: "R_1",
  owner: "acme",
  name: "shop",
  url: "https://github.com/acme/shop",
  isPrivate: false,
  defaultBranch: "main",
  headOid: "1111111111111111111111111111111111111111",
};

export const config: Config = {
  timezone: "Europe/Madrid",
  permission: "write",
  severities: {
    critical: {
      acknowledge: 300,
      update: 600,
      escalate: 900,
      mention: ["@acme/support"],
      words: [],
    },
    major: { acknowledge: 900, update: 1800, escalate: 1800, mention: [], words: [] },
    minor: { acknowledge: 3600, update: 7200, escalate: 7200, mention: [], words: [] },
  },
  needs: {
    diagnose: ["summary", "severity", "scope", "steps"],
    alert: ["lead", "alert"],
    kludge: ["kludge", "impact", "stable"],
    optimize: ["cause", "fix", "tested", "settled", "restored"],
    report: ["report"],
  },
  components: { checkout: ["src/checkout/**"] },
  escalation: ["@acme/leads"],
  report: { directory: "docs/incidents", reviewers: ["kim", "acme/support"], due: "10:00" },
  workingHours: { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" },
  quietHours: { from: "00:00", to: "00:00" },
  gate: { permission: "maintain" },
  bots: [],
  notify: [],
  wording: {},
  people: {},
};

export function pull(number: number, more: Partial<Pull> = {}): Pull {
  return {
    id: `PR_${number}`,
    number,
    url: `${repository.url}/pull/${number}`,
    title: "Hide saved cards behind the flag",
    body: "",
    author: { login: "lea", isBot: false },
    state: "merged",
    createdAt: at("09:55"),
    mergedAt: at("10:03"),
    head: "hide-saved-cards",
    headOid: "2222222222222222222222222222222222222222",
    isLocal: true,
    labels: [],
    links: [],
    revertedBy: [],
    ...more,
  };
}

export const kludge: Kludge = {
  id: "K1",
  what: "Saved cards hidden behind the flag",
  by: "lea",
  source: "IC_5",
  announcedAt: at("09:58"),
  appliedAt: at("10:03"),
  pull: 124,
  impact: "saved cards are not offered; customers type their card again",
  undo: "turn the flag `saved-cards` on",
  state: "standing",
};

export const context: NewsContext = {
  summary: "Saved cards are refused",
  severity: "critical",
  scope: "Customers who pay with a saved card; every attempt fails",
  works: "new cards, PayPal, everything before checkout",
  impact: "saved cards are not offered",
  components: ["checkout"],
  startedAt: at("09:42"),
  leads: ["lea", "john"],
  kludges: [kludge],
  isDrill: false,
  calls: ["critical"],
};

export const alert: News = {
  ...said("lea", "10:00"),
  kind: "alert",
  key: "alert:IC_4",
  promise: at("10:10"),
  isDefaultPromise: false,
  context,
};

export const unanswered: Incident = {
  number: 42,
  url: `${repository.url}/issues/42`,
  status: "declared",
  declared: said("nico", "09:50"),
  isDrill: false,
  isAfterTheFact: false,
  isClosed: false,
  phase: "diagnose",
  requested: "diagnose",
  moves: [{ ...said("nico", "09:50"), phase: "diagnose" }],
  facts: { summary: { ...said("nico", "09:50"), value: "Saved cards are refused" } },
  moments: {},
  startedAt: at("09:50"),
  outages: [],
  told: [],
  led: [],
  paths: [],
  components: [],
  leads: [],
  promises: [],
  kludges: [],
  suspects: [],
  fixes: [],
  overrides: [],
  skips: [],
  todos: [],
  reopenings: [],
  breadcrumbs: [{ at: at("09:50"), by: "nico", kind: "declared" }],
  said: [],
  news: [],
  replies: [],
  accepted: [],
  isReported: false,
  called: {},
  progress: progressAt("diagnose"),
  missing: ["severity", "scope", "steps"],
  asked: ["works", "started", "paths"],
};

/** A kludge is in place, and the promised update is waited for. */
export const incident: Incident = {
  ...unanswered,
  phase: "kludge",
  requested: "kludge",
  moves: [
    ...unanswered.moves,
    { ...said("lea", "09:56"), phase: "alert" },
    { ...said("lea", "10:00"), phase: "kludge" },
  ],
  facts: {
    ...unanswered.facts,
    scope: { ...said("nico", "09:50"), value: "Customers who pay with a saved card" },
    steps: {
      ...said("nico", "09:50"),
      value: "1. Log in as a customer with a saved card\n2. Pay\n3. The page says “refused”",
    },
    works: { ...said("lea", "09:54"), value: "new cards, PayPal, everything before checkout" },
  },
  severity: { ...said("lea", "09:53"), value: "critical" },
  moments: { started: { ...said("lea", "09:54"), value: at("09:42"), original: at("09:42") } },
  startedAt: at("09:42"),
  paths: ["src/checkout/**"],
  components: ["checkout"],
  leads: ["lea", "john"],
  led: ["lea", "john"],
  acknowledged: said("lea", "09:52"),
  alertedAt: at("10:00"),
  promises: [{ ...said("lea", "10:00"), due: at("10:10") }],
  kludges: [kludge],
  suspects: [12],
  breadcrumbs: [
    ...unanswered.breadcrumbs,
    { at: at("09:52"), by: "lea", kind: "lead", about: "lea" },
    { at: at("09:57"), by: "john", kind: "doing", text: "Switching the saved-cards flag off" },
    { at: at("10:00"), by: "lea", kind: "alert", text: "next update 10:10" },
    { at: at("10:03"), by: "lea", kind: "kludge", about: "K1 standing", text: kludge.what },
  ],
  news: [alert],
  progress: progressAt("kludge"),
  missing: ["stable"],
  asked: [],
};

/** Restored and closed: the report comes next. */
export const closed: Incident = {
  ...incident,
  isClosed: true,
  closed: said("lea", "11:05"),
  phase: "report",
  requested: "report",
  moves: [
    ...incident.moves,
    { ...said("lea", "10:05"), phase: "optimize" },
    { ...said("lea", "11:05"), phase: "report" },
  ],
  facts: {
    ...incident.facts,
    impact: { ...said("lea", "10:03"), value: "saved cards are not offered" },
    cause: {
      ...said("john", "10:40"),
      value: "The token format changed in #12; old tokens were refused",
    },
    tested: { ...said("john", "10:50"), value: "On staging, with ten saved cards" },
  },
  moments: {
    ...incident.moments,
    stable: { ...said("lea", "10:05"), value: at("10:04"), original: at("10:05") },
    restored: { ...said("lea", "11:02"), value: at("11:02"), original: at("11:02") },
  },
  promises: [
    { ...said("lea", "10:00"), due: at("10:10"), answeredAt: at("10:05") },
    { ...said("lea", "10:05"), due: at("10:35"), answeredAt: at("10:41") },
  ],
  kludges: [
    { ...kludge, state: "undone", settledAt: at("11:01"), settledBy: "john", undonePull: 131 },
  ],
  fixes: [{ ...said("john", "10:55"), pull: 130, text: "read both token formats" }],
  todos: [{ ...said("john", "10:58"), owners: ["john"], text: "Alert when card refusals rise" }],
  progress: progressAt("report"),
  missing: ["report"],
};

export const view: BoardView = {
  incident,
  repository,
  timezone: "Europe/Madrid",
  permission: "write",
  isLate: true,
  pulls: [pull(124)],
  configProblems: [],
};

export const draft: ReportDraft = {
  incident: closed,
  repository,
  config,
  pulls: [pull(124), pull(130), pull(131)],
  due: "2026-02-16T09:00:00Z",
  state: { branch: "dakor/report-42", hasReviewers: false },
};
