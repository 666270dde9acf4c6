import { expect } from "vitest";
import type { ConfigProblem } from "../../../src/core/config/config.ts";

/** Configurations with one mistake each, and what is said of it. */
export const WRONG_CONFIGS: readonly (readonly [text: string, problem: Partial<ConfigProblem>])[] =
  [
    ["timzone: UTC", { line: 1, column: 1, path: "timzone", suggestion: "timezone" }],
    ["timezone: Madrid", { line: 1, column: 11, path: "timezone", suggestion: "Europe/Madrid" }],
    ["timezone: Europe/Madird", { found: "Europe/Madird", suggestion: "Europe/Madrid" }],
    ["timezone: +01:00", { path: "timezone" }],
    ["permission: wirte", { expected: "one of: triage, write", suggestion: "write" }],
    ["severities:\n  major:\n    update: 10", { line: 3, column: 13, suggestion: "10m" }],
    ["severities: {major: {update: 10 minutes}}", { suggestion: "10m" }],
    ["severities: {major: {update: 90d}}", { path: "severities.major.update", found: "90d" }],
    ["severities: {majro: {}}", { path: "severities.majro", suggestion: "major" }],
    ["severities: {major: {mention: [a b]}}", { path: "severities.major.mention[0]" }],
    ["escalation: [@acme/leads]", { found: "@acme/leads", suggestion: '"@acme/leads"' }],
    ["escalation: acme/leads", { path: "escalation", suggestion: "[acme/leads]" }],
    ["escalation: '@acme/leads'", { suggestion: '["@acme/leads"]' }],
    ["escalation: [null]", { path: "escalation[0]", found: "nothing" }],
    ["phases: {diagnose: [sumary]}", { path: "phases.diagnose[0]", suggestion: "summary" }],
    ["phases: {report: [cause]}", { path: "phases.report" }],
    ["phases: {alert: [report]}", { path: "phases.alert[0]", found: "report" }],
    ["components: {a: src/**}", { path: "components.a", suggestion: "[src/**]" }],
    ["components: {a: [**/x]}", { path: "components.a[0]", suggestion: '"**/x"' }],
    ["components: {a: [5]}", { path: "components.a[0]", found: "5", suggestion: '"5"' }],
    ["components: {a b: []}", { path: "components.a b", line: 1, column: 14 }],
    [`components: {a: [${"x".repeat(257)}]}`, { path: "components.a[0]" }],
    [`components: {a: [${"x,".repeat(201)}]}`, { path: "components.a" }],
    ["report: {directory: /docs}", { path: "report.directory", column: 21 }],
    ["report: {directory: docs/../..}", { path: "report.directory" }],
    ["report: {directory: .github/x}", { path: "report.directory" }],
    ["report: {directory: .GIT}", { path: "report.directory" }],
    ["report: {directory: 'a\\b'}", { path: "report.directory" }],
    ["report: {directory: a//b}", { path: "report.directory" }],
    ["report: {due: 10}", { path: "report.due", suggestion: '"10:00"' }],
    ["report: {due: 24:00}", { path: "report.due" }],
    ["report: docs", { path: "report", expected: "a section with directory, reviewers, due" }],
    ["report: [docs]", { path: "report", found: "a list" }],
    ["working-hours: {days: [monday]}", { path: "working-hours.days[0]" }],
    ["working-hours: {days: []}", { path: "working-hours.days" }],
    ["working-hours: {from: 18:00}", { path: "working-hours", found: "18:00 to 17:00" }],
    ["quiet-hours: {from: 25:00}", { path: "quiet-hours.from" }],
    ["quiet-hours: 22-07", { path: "quiet-hours", expected: "a section with from, to" }],
    ["notify: {Team Chat: {type: teams, secret: DAKOR_SECRET_A}}", { path: "notify.Team Chat" }],
    ["notify: {a: {typ: slack}}", { path: "notify.a.typ", found: "typ" }],
    ["notify: {a: {audience: team}}", { path: "notify.a.type", found: "nothing", column: 13 }],
    ["notify: {a: {type: slak}}", { path: "notify.a.type", suggestion: "slack" }],
    ["notify: {a: {type: teams}}", { path: "notify.a.secret", found: "nothing" }],
    [
      "notify: {a: {type: slack, secret: DAKOR_SECRET_A}}",
      { path: "notify.a.channel", expected: "the id of a Slack channel such as C0123456789" },
    ],
    [
      "notify: {a: {type: teams, secret: DAKOR_SECRET_A, channel: C0123456789}}",
      { path: "notify.a.channel", expected: "no channel: a target of the type teams has none" },
    ],
    ["notify: {a: {type: slack, secret: DAKOR_SECRET_A, channel: '#ops'}}", { found: "#ops" }],
    ["notify: {a: {type: ntfy, url: 'http://ntfy.sh/x'}}", { path: "notify.a.url" }],
    [
      "notify: {a: {type: email, secret: DAKOR_SECRET_A, to: [], from: a@b.c}}",
      { path: "notify.a.to" },
    ],
    [
      'notify: {a: {type: email, secret: DAKOR_SECRET_A, to: ["a@b.c\\r\\nBcc: x@y.z"], from: a@b.c}}',
      { path: "notify.a.to[0]" },
    ],
    [
      "notify: {a: {type: teams, secret: DAKOR_SECRET_A, audience: public, internal: true}}",
      { path: "notify.a.internal", expected: "no internal: true beside audience: public" },
    ],
    ["notify: {a: {type: teams, secret: DAKOR_SECRET_A, internal: yes}}", { found: "yes" }],
    ["notify: {a: {type: teams, secret: DAKOR_SECRET_A, severities: [sev1]}}", { found: "sev1" }],
    [
      "components: {checkout: []}\nnotify: {a: {type: teams, secret: DAKOR_SECRET_A, components: [chekout]}}",
      { path: "notify.a.components[0]", line: 2, suggestion: "checkout" },
    ],
    ["people: {lea: {slack: lea}}", { path: "people.lea.slack" }],
    ["people: {lea: {discord: lea}}", { path: "people.lea.discord", found: "discord" }],
    [
      "notify: {a: {type: teams, secret: DAKOR_SECRET_A, intern: true}}",
      { suggestion: "internal" },
    ],
    [
      "notify: {Team-Chat: {type: teams, secret: DAKOR_SECRET_A}}",
      { expected: "a target's name: small letters, digits and - between them" },
    ],
    ["bots: [no]\nbots: [yes]", { line: 2, column: 1, found: "bots again" }],
    ["__proto__: {x: 1}", { line: 1, column: 1, path: "__proto__" }],
    ["components: {constructor: [a]}", { path: "components.constructor" }],
    ["components: {__proto__: [a]}", { path: "components.__proto__" }],
    ["timezone: !!js/function UTC", { path: "timezone", expected: "no tags" }],
    ["timezone: !mine UTC", { path: "timezone", expected: "no tags" }],
    ["timezone: &a UTC", { path: "timezone", expected: "no anchors" }],
    ["<<: {timezone: UTC}", { path: "<<" }],
    ["? [a]\n: b", { expected: "another name" }],
    ["%YAML 1.1\n---\ntimezone: UTC", { line: 1, column: 1, expected: "no directives" }],
    ["timezone: UTC\n---\ntimezone: UTC", { line: 3, expected: "one document only" }],
    ["a: [b", { line: 1, expected: "valid YAML" }],
    ["a:\n\tb: c", { line: 2, column: 1, expected: "valid YAML" }],
    ["hello", { line: 1, column: 1, path: "", found: "hello" }],
    ["- a", { path: "", found: "a list" }],
  ];

/** Where names are expected, and how a list is answered; each is tried empty, and with what would be right under a name. */
export const NO_LISTS: readonly (readonly [path: string, item: string, expected: string])[] = [
  ["notify", "{type: teams, secret: DAKOR_SECRET_A}", "targets by name, such as team-chat:"],
  ["notify.a", "slack", "a section with type, secret"],
  ["people", "{slack: U012ABC}", "people by login, such as lea:"],
  ["people.lea", "U012ABC", "a section with slack, teams"],
  ["components", "[src/**]", "components by name, such as checkout:"],
  ["severities", "{update: 10m}", "a section with critical, major, minor"],
  ["severities.major", "{update: 10m}", "a section with acknowledge, update"],
  ["phases", "[summary]", "a section with diagnose, alert"],
  ["gate", "{permission: admin}", "a section with permission"],
  ["report", "{due: 10}", "a section with directory, reviewers, due"],
  ["working-hours", "{days: [mon]}", "a section with days, from, to"],
  ["quiet-hours", "{from: 1}", "a section with from, to"],
  ["wording", "{update: x}", "a section with team, public"],
  ["wording.team", "{update: x}", "a section with alert"],
  ["", "{timezone: UTC}", "a section with timezone, permission"],
];

const LEAKED = "a secret (not shown). If it was pushed, it is known: make a new one";
const ADDRESS = expect.stringContaining("without a user, a password, a key");
const NAME = expect.stringContaining("such as DAKOR_SECRET_SLACK");
const HIDDEN = "(not shown: it may be a secret)";

/** A secret anywhere, and the mistakes that tell of it, none of which shows it. */
export const LITERAL_SECRETS: readonly (readonly [
  text: string,
  secret: string,
  problem: Partial<ConfigProblem>,
])[] = [
  [
    "notify: {a: {type: slack-webhook, secret: 'https://hooks.slack.com/services/T0/B0/abc'}}",
    "T0/B0/abc",
    { path: "notify.a.secret", expected: NAME, found: LEAKED, column: 43 },
  ],
  [
    "notify: {a: {type: ntfy, url: 'https://discord.com/api/webhooks/12/ab-cd'}}",
    "12/ab-cd",
    { path: "notify.a.url", found: LEAKED },
  ],
  ["notify: {a: {type: teams, secret: hunter2}}", "hunter2", { found: HIDDEN, line: 1 }],
  ["notify: {a: {type: teams, secret: @hunter2}}", "hunter2", { line: 1 }],
  ["notify: {a: {type: teams, secret: [hunter2]}}", "hunter2", { path: "notify.a.secret" }],
  ["notify: {a: {type: webhook, secret: whsec_MfKQ9r8G}}", "MfKQ9r8G", { found: LEAKED }],
  ["timezone: smtp://mail:pass.w0rd@example.com", "pass.w0rd", { path: "timezone", found: LEAKED }],
  ["bots: ['xoxb-123456-abcdef']", "123456-abcdef", { path: "bots[0]" }],
  ["timezone: UTC # was xoxb-123456-abcdef", "123456-abcdef", { line: 1, column: 21, path: "" }],
  ["xoxb-123456-abcdef: UTC", "123456-abcdef", { line: 1 }],
  ["# whsec_MfKQ9r8GKYqrTw\na: &x 5", "MfKQ9r8GKYqrTw", { line: 1, path: "" }],
  [
    "notify: {a: {type: webhook, secret: DAKOR_SECRET_A, url: 'https://x.example/?sig=s3cr3t'}}",
    "s3cr3t",
    { path: "notify.a.url", expected: ADDRESS, found: LEAKED },
  ],
  [
    "notify: {a: {type: webhook, secret: DAKOR_SECRET_A, url: 'https://me:s3cr3t@x.example/'}}",
    "s3cr3t",
    { path: "notify.a.url", expected: ADDRESS, found: LEAKED },
  ],
];
