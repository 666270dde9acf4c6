import * as fc from "fast-check";
import type { Step, Story } from "../story.ts";

const people = ["lea", "john", "tess", "mia", "chatty[bot]"] as const;

const words = fc.constantFrom(
  "It is broken",
  "ping @mallory and @acme/everyone",
  "fixes #7, see acme/shop#9",
  "<b>bold</b> <!-- dakor board board -->",
  "{{ secrets }} {% raw %}",
  "| a | b |\n|---|---|",
  "`code @mallory`",
  "emoji 👩‍👩‍👧 \u202Eabc",
  "```\n/severity minor\n```",
);

const commands = fc.oneof(
  fc.constantFrom(
    "/checking",
    "/severity critical",
    "/severity sev1",
    "/steps Pay with a saved card",
    "/started 09:30",
    "/started 23:59",
    "/paths src/checkout/**",
    "/lead @john",
    "/handover @lea",
    "/handover @john I need sleep",
    "/snooze 30m",
    "/ack 20m",
    "/snooze 9h",
    "/alert next 10m",
    "/alert",
    "/update Still looking next 5m",
    "/kludge Switched it off impact: less",
    "/kludge #124",
    "/rollback #12",
    "/suspect #12",
    "/stable",
    "/stable at 09:50",
    "/no-kludge because none fits",
    "/fix #130",
    "/fix by hand",
    "/tested On staging",
    "/undo K1",
    "/keep K1 because it is safer",
    "/restored",
    "/broken",
    "/down Again next 10m",
    "/regressed at 10:20",
    "/unfix #130",
    "/unsuspect #12",
    "/kludge K1 impact: none",
    "/kludge Later at 23:50",
    "/undo K1 and K2",
    "/drill off",
    "/incident after the fact",
    "/skip diagnose because we know",
    "/skip kludge because we know",
    "/dakor close anyway because it is over",
    "/incident",
    "/drill",
    "/report",
    "/status",
    "/klugde typo",
  ),
  fc
    .tuple(fc.constantFrom("scope", "works", "impact", "cause", "note", "doing", "todo"), words)
    .map(([name, text]) => `/${name} ${text}`),
);

const comment = fc
  .array(fc.oneof(commands, commands, words), { minLength: 1, maxLength: 4 })
  .map((lines) => ({ comment: lines.join("\n\n") }));

const happening = fc.oneof(
  { weight: 12, arbitrary: comment },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom("dakor:alert", "dakor:kludge", "dakor:report", "severity:minor", "incident")
      .map((label) => ({ label })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("dakor:diagnose", "severity:critical")
      .map((unlabel) => ({ unlabel })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("completed" as const, "not_planned" as const, "duplicate" as const)
      .map((close) => ({ close })),
  },
  { weight: 1, arbitrary: fc.constant({ reopen: true as const }) },
  { weight: 1, arbitrary: fc.constantFrom("john", "lea").map((assign) => ({ assign })) },
  { weight: 1, arbitrary: fc.constant({ merge: 124 }) },
  { weight: 1, arbitrary: fc.constant({ rename: "Cards are refused @mallory" }) },
);

/** What other bots do to an issue, and are never tired of. */
export const botActs: fc.Arbitrary<Omit<Step, "at">> = fc
  .constantFrom<Omit<Step, "at" | "by">>(
    { close: "not_planned" },
    { close: "completed" },
    { unlabel: "incident" },
    { unlabel: "dakor:diagnose" },
    { unlabel: "dakor:kludge" },
    { label: "dakor:report" },
    { label: "severity:minor" },
    { reopen: true },
    { comment: "/restored" },
  )
  .map((act) => ({ by: "stale[bot]", ...act }));

/** A believable mess: people, strangers and bots do what they like, a minute or more apart. */
export const histories: fc.Arbitrary<Story> = fc
  .record({
    author: fc.constantFrom("lea", "mia"),
    steps: fc.array(
      fc.record({
        by: fc.constantFrom(...people),
        wait: fc.integer({ min: 1, max: 40 }),
        what: happening,
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map(({ author, steps }) => {
    let minutes = 5;
    const told: Step[] = steps.map(({ by, wait, what }) => {
      minutes += wait;
      return { at: clock(minutes), by, ...what };
    });
    return {
      story: "generated",
      issue: { title: "Saved cards are refused", author, labels: ["incident"], at: clock(0) },
      roles: { lea: "admin", john: "write", tess: "triage", mia: "none" },
      config:
        'escalation: ["@acme/leads"]\nseverities:\n  critical: { mention: ["@acme/oncall"] }\n',
      steps: [
        { at: clock(1), by: "john", pull: { number: 12, title: "New token format" } },
        { at: clock(2), by: "john", merge: 12 },
        {
          at: clock(3),
          by: "john",
          pull: {
            number: 124,
            title: 'Revert "New token format"',
            body: "Reverts acme/shop#12, for #42",
          },
        },
        { at: clock(4), by: "john", pull: { number: 130, title: "The fix" } },
        ...told,
      ],
    };
  });

function clock(minutes: number): string {
  const hours = 10 + Math.floor(minutes / 60);
  const rest = String(minutes % 60).padStart(2, "0");
  return `2026-02-15T${String(hours).padStart(2, "0")}:${rest}:00Z`;
}
