import type { Refusal } from "../../src/core/model/refusal.ts";
import { kludge } from "./story.ts";

export type RefusalCase = readonly [string, Refusal, string | undefined];

/** What the incident itself has an answer to. */
export const RULED: readonly RefusalCase[] = [
  [
    "an unknown kludge",
    {
      reason: "kludge-unknown",
      line: "/undo K9 #131",
      name: "undo",
      typed: "K9",
      known: ["K1", "K2"],
    },
    "/undo <K1> #131",
  ],
  [
    "a kludge before there is one",
    { reason: "kludge-unknown", line: "/undo K1", name: "undo", typed: "K1", known: [] },
    "/kludge <what you did>",
  ],
  [
    "a kludge that is gone",
    { reason: "kludge-not-standing", line: "/undo K1", kludge: { ...kludge, state: "undone" } },
    undefined,
  ],
  [
    "a missing reason",
    { reason: "reason-missing", line: "/keep K1", name: "keep" },
    "/keep K1 because <reason>",
  ],
  [
    "a missing pull request",
    { reason: "pull-missing", line: "/rollback", name: "rollback" },
    "/rollback <#number>",
  ],
  [
    "an unknown pull request",
    { reason: "pull-unknown", line: "/fix #999", name: "fix", pull: 999 },
    undefined,
  ],
  [
    "a rollback of what is not merged",
    { reason: "pull-not-merged", line: "/rollback #12", pull: 12 },
    undefined,
  ],
  [
    "nobody named",
    { reason: "person-missing", line: "/lead", name: "lead", typed: "" },
    "/lead <@user>",
  ],
  [
    "somebody named without a sign",
    { reason: "person-missing", line: "/lead john", name: "lead", typed: "john" },
    "/lead @john",
  ],
  [
    "somebody who can't lead",
    { reason: "person-unknown", line: "/lead @jhon", name: "lead", person: "jhon" },
    "/lead <@user>",
  ],
  [
    "a blank that was not filled in",
    {
      reason: "blank-left",
      line: "/cause <what caused it>",
      name: "cause",
      blank: "<what caused it>",
    },
    undefined,
  ],
  ["a line below a quote", { reason: "within-quote", line: "/stable" }, "/stable"],
  [
    "a time that may be text",
    {
      reason: "option-unclear",
      line: "/alert in 10 minutes we know more",
      name: "alert",
      typed: "in 10 minutes",
      meant: "/alert we know more next 10m",
    },
    "/alert we know more next 10m",
  ],
  [
    "a component that is misspelt",
    {
      reason: "component-unknown",
      line: "/component checkuot",
      typed: "checkuot",
      known: ["checkout", "search"],
      suggestion: "checkout",
    },
    "/component checkout",
  ],
  [
    "a target that is misspelt",
    {
      reason: "target-unknown",
      line: "/resend slak",
      typed: "slak",
      known: ["slack", "status-mail"],
      suggestion: "slack",
    },
    "/resend slack",
  ],
  [
    "a target that could be any",
    {
      reason: "target-unknown",
      line: "/resend it",
      typed: "it",
      known: ["slack", "status-mail"],
    },
    "/resend <target>",
  ],
  [
    "nobody to tell again",
    { reason: "target-unknown", line: "/resend", typed: "", known: [] },
    undefined,
  ],
  [
    "a pattern with braces",
    {
      reason: "path-unreadable",
      line: "/paths src/{a,b}/**",
      typed: "src/{a,b}/**",
      why: "braces",
      meant: ["src/a/**", "src/b/**"],
    },
    "/paths src/a/** src/b/**",
  ],
  [
    "paths that are everything",
    {
      reason: "path-unreadable",
      line: "/paths everything",
      typed: "everything",
      why: "everything",
    },
    "/paths <folder>",
  ],
  [
    "a duplicate of itself",
    { reason: "no-duplicate", line: "/duplicate #42", number: 42, isSelf: true },
    "/duplicate <#number>",
  ],
  [
    "a duplicate of a pull request",
    { reason: "no-duplicate", line: "/duplicate #12", number: 12, isSelf: false },
    "/duplicate <#number>",
  ],
  ["closing", { reason: "close-how", line: "/close" }, "/dakor close anyway because <reason>"],
  [
    "the report skipped",
    { reason: "phase-unknown", line: "/skip report because no time", typed: "report" },
    "/skip <phase> because no time",
  ],
  [
    "an unknown phase",
    { reason: "phase-unknown", line: "/skip testing because no time", typed: "testing" },
    "/skip <phase> because no time",
  ],
  [
    "a role that is too low",
    { reason: "role-too-low", line: "/override #140", needed: "maintain" },
    undefined,
  ],
  [
    "words for the public that an edit brought",
    { reason: "public-edited", line: "/update Found it. public: Payments are slow. next 10m" },
    "/update <news> public: Payments are slow. next 10m",
  ],
  ["an edited override", { reason: "comment-edited", line: "/override #140" }, undefined],
  [
    "too many paths",
    { reason: "too-many-paths", line: "/paths a", most: 200, longest: 256 },
    undefined,
  ],
];
