import { DIAGNOSE_COMMANDS } from "./command-diagnose.ts";
import { ALIASES } from "./command-alias.ts";
import type { CommandRule } from "./command-rule.ts";

/** Every command: what it takes, what it is for, and a line that works. */
export const COMMANDS = {
  ...DIAGNOSE_COMMANDS,
  lead: {
    usage: "/lead @user …",
    help: "who is on it",
    example: "/lead @lea",
    step: "alert",
    options: ["promise", "people"],
  },
  handover: {
    usage: "/handover @user",
    help: "hand the lead to somebody else",
    example: "/handover @john",
    step: "alert",
    options: ["promise", "people"],
  },
  alert: {
    usage: "/alert [text] [next 10m]",
    help: "tell everybody, and promise the next update",
    example: "/alert next 10m",
    step: "alert",
    words: [
      "everyone",
      "everybody",
      "all",
      "the team",
      "team",
      "people",
      "users",
      "all users",
      "customers",
    ],
    options: ["next", "in"],
  },
  update: {
    usage: "/update text [next 10m]",
    help: "the news, and the next promise",
    example: "/update We found the change that broke it. next 10m",
    step: "alert",
    text: "long",
    options: ["next"],
  },
  doing: {
    usage: "/doing text",
    help: "say what you are about to do, before you do it",
    example: "/doing Switching the saved-cards flag off",
    step: "kludge",
    text: "long",
    options: ["promise"],
  },
  kludge: {
    usage: "/kludge text [#124] [impact: text] [undo: text] [at 10:40] [next 10m]",
    help: "a workaround, with what users notice",
    example: "/kludge Saved cards hidden behind the flag #124 impact: saved cards are not offered",
    step: "kludge",
    options: ["pulls", "impact", "undo", "at", "next"],
  },
  "no-kludge": {
    usage: "/no-kludge because reason",
    text: "none",
    help: "go on without a workaround",
    example: "/no-kludge because the fix is ready",
    step: "kludge",
    options: ["because"],
  },
  rollback: {
    usage: "/rollback #12",
    help: "open the pull request that reverts #12, as a kludge",
    step: "kludge",
    options: ["promise", "pulls"],
  },
  impact: {
    usage: "/impact text",
    help: "what users notice while the kludge stands; before any, who or what is affected",
    example: "/impact Saved cards are not offered",
    step: "kludge",
    text: "long",
    options: ["promise"],
  },
  stable: {
    usage: "/stable [at 10:40] [next 30m]",
    help: "usable again, thanks to the kludges",
    example: "/stable",
    step: "kludge",
    options: ["at", "next"],
  },
  broken: {
    usage: "/broken [text] [at 11:40] [next 20m]",
    help: "it is broken again: what was usable or restored isn't any more",
    example: "/broken Saved cards are refused again next 20m",
    step: "kludge",
    options: ["at", "next"],
  },
  cause: {
    usage: "/cause text",
    help: "what caused it",
    example: "/cause The token format changed in #12",
    step: "optimize",
    text: "long",
    options: ["promise"],
  },
  fix: {
    usage: "/fix #130 | text",
    help: "the change that restores everything",
    example: "/fix #130",
    step: "optimize",
    options: ["promise", "pulls"],
  },
  unfix: {
    usage: "/unfix #130",
    help: "that change is not the fix after all",
    step: "optimize",
    options: ["pulls"],
  },
  tested: {
    usage: "/tested text",
    help: "where and how the fix was tested",
    example: "/tested On staging, with ten saved cards",
    step: "optimize",
    text: "long",
    options: ["promise"],
  },
  undo: {
    usage: "/undo K1 [#131] [because reason]",
    help: "a kludge is undone, or was never needed",
    example: "/undo K1 #131",
    step: "optimize",
    text: "line",
    options: ["pulls", "because", "at"],
  },
  keep: {
    usage: "/keep K1 because reason",
    help: "a kludge stays on purpose",
    example: "/keep K1 because it is safer",
    step: "optimize",
    text: "line",
    options: ["because"],
  },
  restored: {
    usage: "/restored [at 11:02]",
    help: "everything works again",
    example: "/restored",
    step: "optimize",
    options: ["at"],
  },
  todo: {
    usage: "/todo [@user] text",
    help: "a recommendation for the report",
    example: "/todo @john Alert when card refusals rise",
    step: "report",
    text: "long",
    options: ["people"],
  },
  report: {
    text: "alone",
    usage: "/report",
    help: "open or refresh the report pull request now",
    step: "report",
  },
  note: {
    usage: "/note text",
    help: "a line for the log",
    example: "/note The provider confirms errors on their side",
    text: "long",
  },
  override: {
    usage: "/override #140 because reason [for 2h]",
    help: "let one pull request through the gate, until its next push",
    example: "/override #140 because it only changes the help page",
    text: "none",
    options: ["pulls", "because", "for"],
  },
  skip: {
    usage: "/skip phase because reason",
    help: "move on with a gap; the reason goes into the report",
    example: "/skip diagnose because the cause is already known",
    text: "line",
    options: ["because"],
  },
  duplicate: {
    usage: "/duplicate #41",
    help: "this is another incident already",
    options: ["pulls"],
  },
  drill: {
    usage: "/drill [off] [because reason]",
    help: "practice, or none any more; after an alert with a reason",
    example: "/drill",
    text: "alone",
    words: ["off", "end", "over", "no", "none", "on", "true", "yes"],
    options: ["because"],
  },
  status: { text: "alone", usage: "/status", help: "where we are, in three lines" },
  close: {
    usage: "/dakor close anyway because reason",
    help: "close although facts are missing",
    example: "/dakor close anyway because it was the provider’s outage",
    options: ["because"],
    isShared: true,
  },
  help: { text: "alone", usage: "/dakor help", help: "this list", isShared: true },
} as const satisfies Record<string, CommandRule>;

export type CommandName = keyof typeof COMMANDS;

const RULES: Readonly<Record<string, CommandRule>> = Object.fromEntries(
  Object.entries<CommandRule>(COMMANDS).map(([name, rule]) => {
    const aliases = ALIASES[name];
    return [name, aliases === undefined ? rule : { ...rule, aliases }];
  }),
);

export function ruleOf(name: CommandName): CommandRule {
  return RULES[name] ?? COMMANDS[name];
}
