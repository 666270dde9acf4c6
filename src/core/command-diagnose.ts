import type { CommandRule } from "./command-rule.ts";

/** The commands of the first step: declare it, and say what is known. */
export const DIAGNOSE_COMMANDS = {
  incident: {
    usage: "/incident [after the fact] [text]",
    help: "declare this issue an incident, and say what is broken; after the fact, nobody is alerted",
    example: "/incident",
    text: "optional",
    step: "diagnose",
    isAnywhere: true,
  },
  checking: {
    usage: "/checking",
    help: "say that you are on it",
    step: "diagnose",
  },
  summary: {
    usage: "/summary text",
    help: "what is broken, in one line",
    example: "/summary Saved cards are refused",
    step: "diagnose",
    text: "line",
  },
  severity: {
    usage: "/severity critical|major|minor",
    help: "how bad it is",
    example: "/severity critical",
    step: "diagnose",
    text: "line",
  },
  scope: {
    usage: "/scope text",
    help: "who or what is affected",
    example: "/scope Customers who pay with a saved card",
    step: "diagnose",
    text: "long",
  },
  steps: {
    usage: "/steps text",
    help: "how anyone can see it fail",
    example: "/steps Pay with a saved card; the page says “refused”",
    step: "diagnose",
    text: "long",
  },
  works: {
    usage: "/works text",
    help: "what still works",
    example: "/works New cards, PayPal",
    step: "diagnose",
    text: "long",
  },
  started: {
    usage: "/started time",
    help: "when the impact began",
    example: "/started 09:42",
    step: "diagnose",
    text: "line",
  },
  paths: {
    usage: "/paths pattern …",
    help: "more files it concerns; from whoever may override, instead of all others",
    example: "/paths src/checkout/**",
    step: "diagnose",
    text: "long",
  },
  component: {
    usage: "/component name …",
    help: "the components it concerns, with their paths",
    example: "/component checkout",
    step: "diagnose",
    text: "line",
  },
  suspect: {
    usage: "/suspect #12",
    help: "a change that may have caused it",
    step: "diagnose",
    options: ["pulls"],
  },
  unsuspect: {
    usage: "/unsuspect #12",
    help: "that change did not cause it after all",
    step: "diagnose",
    options: ["pulls"],
  },
} as const satisfies Record<string, CommandRule>;
