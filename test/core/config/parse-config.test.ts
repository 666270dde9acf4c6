import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { DEFAULT_CONFIG } from "../../../src/core/config/config.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { LONGEST_PATTERN, MOST_PATTERNS } from "../../../src/core/gate/glob.ts";
import { LITERAL_SECRETS, NO_LISTS, WRONG_CONFIGS } from "./wrong-configs.ts";
import { costOf } from "../../cost-of.ts";

const FULL = `# DAKOR
timezone: Europe/Madrid
permission: triage
severities:
  critical: {acknowledge: 2m, update: 10m, escalate: 5m, mention: ["@acme/oncall", lea]}
  minor: {update: 1d}
phases:
  diagnose: [summary, severity, scope, scope]
  alert: []
components:
  checkout: [src/checkout/**, /src/pay.ts, ./lib]
  no:
    - "**/*.md"
escalation: ["@acme/leads"]
report: {directory: docs/post mortems/, reviewers: ["@lea", acme/sre], due: 9:30}
working-hours: {days: [sun, mon, mon], from: 08:00, to: "16:00"}
bots: [pagerduty, "dependabot[bot]"]
`;

test("F43: a missing file means the defaults", () => {
  expect(parseConfig(undefined)).toEqual({
    status: "missing",
    config: DEFAULT_CONFIG,
    problems: [],
  });
});

test.each([
  ["an empty file", ""],
  ["a comment", "# nothing yet\n"],
  ["an empty document", "---\n"],
  ["names with nothing after them", "components:\nseverities:\n  critical:\nescalation:\n"],
  ["a byte order mark", "\uFEFFtimezone: UTC\r\n"],
])("%s means the defaults, and is valid", (_, text) => {
  expect(parseConfig(text)).toEqual({ status: "valid", config: DEFAULT_CONFIG, problems: [] });
});

test("every setting counts", () => {
  expect(parseConfig(FULL)).toEqual({
    status: "valid",
    problems: [],
    config: {
      ...DEFAULT_CONFIG,
      timezone: "Europe/Madrid",
      permission: "triage",
      severities: {
        critical: {
          acknowledge: 120,
          update: 600,
          escalate: 300,
          mention: ["@acme/oncall", "@lea"],
          words: DEFAULT_CONFIG.severities.critical.words,
        },
        major: DEFAULT_CONFIG.severities.major,
        minor: { ...DEFAULT_CONFIG.severities.minor, update: 86_400 },
      },
      needs: { ...DEFAULT_CONFIG.needs, diagnose: ["summary", "severity", "scope"], alert: [] },
      components: { checkout: ["src/checkout/**", "src/pay.ts", "lib"], no: ["**/*.md"] },
      escalation: ["@acme/leads"],
      report: { directory: "docs/post mortems", reviewers: ["lea", "acme/sre"], due: "09:30" },
      workingHours: { days: [1, 7], from: "08:00", to: "16:00" },
      bots: ["pagerduty", "dependabot"],
    },
  });
});

test.each([
  [LONGEST_PATTERN, MOST_PATTERNS, 0],
  [LONGEST_PATTERN + 1, 1, 1],
  [1, MOST_PATTERNS + 1, 1],
])(
  "a component has patterns of %s characters, %s of them: %s problems",
  (length, count, problems) => {
    const pattern = "a".repeat(length);
    const text = `components:\n  checkout: [${Array.from({ length: count }, () => pattern).join(", ")}]\n`;
    expect(parseConfig(text).problems).toHaveLength(problems);
  },
);

test("a target has what its type has, and hears everything that isn't left out", () => {
  const text = `components: {checkout: [a]}
notify:
  team-chat: {type: slack, channel: C0123456789, secret: DAKOR_SECRET_SLACK, internal: true, drill: true}
  status:
    type: email
    secret: DAKOR_SECRET_SMTP
    to: [status@example.com]
    from: DAKOR <dakor@example.com>
    audience: public
    severities: [critical, critical]
    components: [checkout]
people: {Lea: {slack: U012ABC, teams: "29:1aB"}}
`;
  const { status, config } = parseConfig(text);
  expect(status).toBe("valid");
  expect(config.notify).toEqual([
    {
      name: "team-chat",
      type: "slack",
      audience: "team",
      severities: ["critical", "major", "minor"],
      components: [],
      internal: true,
      drill: true,
      secret: "DAKOR_SECRET_SLACK",
      channel: "C0123456789",
    },
    {
      name: "status",
      type: "email",
      audience: "public",
      severities: ["critical"],
      components: ["checkout"],
      internal: false,
      drill: false,
      secret: "DAKOR_SECRET_SMTP",
      to: ["status@example.com"],
      from: "DAKOR <dakor@example.com>",
    },
  ]);
  expect({ ...config.people }).toEqual({ lea: { slack: "U012ABC", teams: "29:1aB" } });
});

test("a target with a mistake is left out as a whole: a public one never becomes the team's", () => {
  const { config } = parseConfig(
    `notify:
  status: {type: teams, secret: DAKOR_SECRET_A, audience: publik}
  team-chat: {type: teams, secret: DAKOR_SECRET_B}
`,
  );
  expect(config.notify.map(({ name }) => name)).toEqual(["team-chat"]);
});

test.each(LITERAL_SECRETS)("T40: %s is refused, and not told again", (text, secret, problem) => {
  const { problems, config } = parseConfig(text);
  expect(problems[0]).toMatchObject(problem);
  expect(JSON.stringify({ problems, config })).not.toContain(secret);
});

describe.each(NO_LISTS)("a list where %s wants names is refused", (path, item, expected) => {
  test.each(["[]", `[${item}]`, `[${item}, ${item}]`])("%s", (list) => {
    const steps = path === "" ? [] : path.split(".");
    const text = steps.reduceRight((inner, step) => `{${step}: ${inner}}`, list);
    const { problems, config } = parseConfig(text);
    expect(problems).toMatchObject([{ path, found: "a list" }]);
    expect(problems[0]?.expected.startsWith(expected)).toBe(true);
    expect(config).toEqual(DEFAULT_CONFIG);
  });
});

describe("F42: a problem", () => {
  test.each(WRONG_CONFIGS)("%s", (text, problem) => {
    const reading = parseConfig(text);
    expect(reading.status).toBe("invalid");
    expect(reading.problems).toMatchObject([problem]);
  });

  test("does not hide another, and they come in the order of the file", () => {
    const text =
      "bots: 1\nx: 1\nreport:\n  due: 1\n  y: 1\n  z: 1\ntimezone: M\nworking-hours: {to: 1:00}";
    expect(parseConfig(text).problems.map(({ line, path }) => `${line} ${path}`)).toEqual([
      "1 bots",
      "2 x",
      "4 report.due",
      "5 report.y",
      "6 report.z",
      "7 timezone",
      "8 working-hours",
    ]);
  });
});

describe("F42: beside a problem", () => {
  test.each([
    ["other values count", "timezone: Europe/Madrid\nx: 1", { timezone: "Europe/Madrid" }],
    ["a name without its quotes counts", "escalation: [@lea]", { escalation: ["@lea"] }],
    ["the first of two counts", "timezone: Asia/Tokyo\ntimezone: UTC", { timezone: "Asia/Tokyo" }],
    ["right entries of a list count", "bots: [a, 5, b]", { bots: ["a", "b"] }],
    [
      "a phase's needs stay whole",
      "phases: {alert: [lead, x], kludge: [stable]}",
      { needs: { ...DEFAULT_CONFIG.needs, kludge: ["stable"] } },
    ],
    ["the week stays whole", "working-hours: {days: [mon, x]}", {}],
    ["the night stays whole", "quiet-hours: {from: 22:00, to: 7}", {}],
    ["nothing of a broken file counts", "timezone: Asia/Tokyo\na: [b", {}],
  ])("%s", (_, text, config) => {
    expect(parseConfig(text).config).toEqual({ ...DEFAULT_CONFIG, ...config });
  });
});

test("no name means more than its letters", () => {
  const { config } = parseConfig("components: {a: [b]}\n__proto__: {polluted: 1}");
  expect(config.components["constructor"]).toBeUndefined();
  expect(Object.keys({})).toEqual([]);
  expect("polluted" in {}).toBe(false);
});

const bomb = Array.from({ length: 9 }, (_, level) =>
  level === 0 ? "a0: &a0 [x]" : `a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}]`,
).join("\n");

test.each([
  ["an alias bomb", bomb],
  ["20,000 levels", "[".repeat(20_000)],
  ["20,000 levels of maps", "{a: ".repeat(15_000)],
  ["20,000 levels of dashes", "- ".repeat(20_000)],
  ["a megabyte", "- a\n".repeat(250_000)],
  ["thousands of names", Array.from({ length: 8000 }, (_, index) => `k${index}: 1\n`).join("")],
  ["thousands of documents", "---\n".repeat(16_000)],
  ["thousands of bad escapes", `a: "${"\\x".repeat(30_000)}"`],
  ["thousands of brackets", "]".repeat(60_000)],
  ["thousands of quotes", '"'.repeat(60_000)],
])("%s is refused at once, with a line", (_, text) => {
  const { status, problems, config } = parseConfig(text);
  // Some 50 ms; the parser alone would take a second and more.
  expect(costOf(() => parseConfig(text))).toBeLessThan(500);
  expect(status).toBe("invalid");
  expect(problems[0]?.line).toBeGreaterThan(0);
  expect(problems.length).toBeLessThanOrEqual(150);
  expect(config).toEqual(DEFAULT_CONFIG);
});

/** Any UTF-16, halves of characters too. */
const anyText = fc
  .array(fc.nat(0xffff), { maxLength: 30 })
  .map((units) => String.fromCharCode(...units));

test("no text makes it throw, and only a valid one is free of problems", () => {
  const words = fc.constantFrom(
    ..."timezone: ,components: ,report: ,phases: ,a,UTC,- ,[,],{,},\n,  ,&a ,*a,!t ,|\n,\",',: ,? ,<<,---\n,5".split(
      ",",
    ),
  );
  const text = fc.array(fc.oneof(words, anyText));
  fc.assert(
    fc.property(text, (parts) => {
      const { status, problems } = parseConfig(parts.join(""));
      expect(problems.length === 0).toBe(status === "valid");
      for (const { line, column } of problems) expect(line > 0 && column > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});
