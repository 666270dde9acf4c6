import { SEVERITY_WORDS } from "../../src/core/command/severity-words.ts";
import { RULED, type RefusalCase } from "./refusal-cases-ruled.ts";
import { at } from "./story.ts";

const other = { fact: "started", at: "2026-02-15T09:42:30Z" } as const;

const TYPED: readonly RefusalCase[] = [
  [
    "a misspelt command",
    { reason: "unknown-command", line: "/kluge Cards hidden #12", suggestions: ["/kludge"] },
    "/kludge Cards hidden #12",
  ],
  [
    "a misspelt command without its text",
    { reason: "unknown-command", line: "/scpoe", suggestions: ["/scope"] },
    "/scope <who or what is affected>",
  ],
  [
    "a misspelt command that takes none",
    { reason: "unknown-command", line: "/chekcing now", suggestions: ["/checking"] },
    "/checking",
  ],
  [
    "away for longer than a reminder waits",
    { reason: "snooze-how", line: "/snooze 2d", name: "snooze", typed: "2d", why: "long" },
    "/snooze 4h",
  ],
  [
    "on it for sure, until when is unclear",
    { reason: "snooze-how", line: "/ack 30", name: "checking", typed: "30", why: "unreadable" },
    "/ack 30m",
  ],
  [
    "away until a time that is none",
    { reason: "snooze-how", line: "/brb later", name: "snooze", typed: "later", why: "unreadable" },
    "/brb <10m>",
  ],
  [
    "a snooze without a time",
    { reason: "snooze-how", line: "/snooze", name: "snooze", typed: "", why: "unreadable" },
    "/snooze <10m>",
  ],
  [
    "a misspelt alias",
    { reason: "unknown-command", line: "/mitigatd at 10:40", suggestions: ["/mitigated"] },
    "/mitigated at 10:40",
  ],
  [
    "a misspelt name after /dakor",
    { reason: "unknown-command", line: "/dakor halp", suggestions: ["/dakor help"] },
    "/dakor help",
  ],
  [
    "/dakor misspelt",
    { reason: "unknown-command", line: "/dakro help", suggestions: ["/dakor"] },
    "/dakor help",
  ],
  [
    "/dakor with a time",
    { reason: "unknown-command", line: "/dakor 10:40", suggestions: ["/dakor help"] },
    "/dakor help",
  ],
  [
    "missing words",
    { reason: "text-missing", line: "/scope", name: "scope" },
    "/scope <who or what is affected>",
  ],
  [
    "words that are a reason",
    {
      reason: "text-unexpected",
      line: "/no-kludge the fix is ready",
      name: "no-kludge",
      typed: "the fix is ready",
    },
    "/no-kludge because the fix is ready",
  ],
  [
    "a duration that is none",
    { reason: "duration-unreadable", line: "/alert next 9x", name: "alert", typed: "9x" },
    "/alert next <10m>",
  ],
  ["eleven commands", { reason: "too-many-commands", line: "/note eleven", count: 11 }, undefined],
  [
    "a severity that is none",
    {
      reason: "severity-unknown",
      line: "/severity critcal",
      typed: "critcal",
      words: SEVERITY_WORDS,
    },
    "/severity critical",
  ],
  [
    "a time that is none",
    { reason: "moment-unreadable", line: "/stable at 25:99", name: "stable", typed: "25:99" },
    "/stable at <time>",
  ],
  [
    "a time that the clocks skipped",
    {
      reason: "moment-skipped",
      line: "/started 2026-03-29 02:30",
      typed: "2026-03-29 02:30",
      timezone: "Europe/Madrid",
    },
    "/started 2026-03-29 03:30",
  ],
  [
    "a time to come",
    {
      reason: "moment-future",
      line: "/stable at 23:00 next 30m",
      name: "stable",
      moment: at("22:00"),
    },
    "/stable next 30m",
  ],
  [
    "a time in the wrong order",
    {
      reason: "moment-order",
      line: "/stable at 10:30",
      name: "stable",
      moment: at("09:30"),
      other,
      mustBe: "after",
    },
    "/stable at <time>",
  ],
  [
    "a start after the alert",
    {
      reason: "moment-order",
      line: "/started 11:30",
      name: "started",
      moment: at("10:30"),
      other: { fact: "alerted", at: at("10:00") },
      mustBe: "before",
    },
    "/started <time>",
  ],
];

/** A situation, what was wrong, and the line that is offered for it. */
export const REFUSALS: readonly RefusalCase[] = [...TYPED, ...RULED];
