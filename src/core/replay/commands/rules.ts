import type { CommandName } from "../../command/command.ts";
import type { Rule } from "./rule.ts";
import { snooze, check } from "./snooze.ts";
import { alert, promising, nameLead, update } from "./alert.ts";
import {
  answer,
  askForReport,
  breadcrumb,
  closeAnyway,
  drill,
  duplicate,
  finish,
  handOver,
  resend,
  skip,
  todo,
} from "./lifecycle.ts";
import { declare } from "./declare.ts";
import {
  addSuspects,
  giveComponents,
  givePaths,
  giveSeverity,
  giveStarted,
  tellImpact,
  textFact,
} from "./diagnose.ts";
import { override } from "./vouch.ts";
import { noKludge, rollback, useKludge } from "./kludge.ts";
import { breakAgain } from "./broken.ts";
import { fix, keep, undo, unfix, unsuspect } from "./optimize.ts";

/** What each command does, by its name. */
export const RULES: Readonly<Record<CommandName, Rule>> = {
  incident: declare,
  checking: promising(check),
  snooze,
  summary: textFact("summary"),
  severity: promising(giveSeverity),
  scope: promising(textFact("scope")),
  steps: promising(textFact("steps")),
  works: promising(textFact("works")),
  started: giveStarted,
  paths: givePaths,
  component: giveComponents,
  suspect: addSuspects,
  unsuspect,
  lead: promising(nameLead),
  handover: handOver(promising(nameLead)),
  alert,
  update,
  doing: promising(breadcrumb("doing")),
  kludge: useKludge,
  "no-kludge": noKludge,
  rollback: promising(rollback),
  impact: promising(tellImpact),
  stable: finish("stable", "optimize"),
  broken: breakAgain,
  cause: promising(textFact("cause")),
  fix: promising(fix),
  unfix,
  tested: promising(textFact("tested")),
  undo,
  keep,
  restored: finish("restored", "report"),
  todo,
  report: askForReport,
  note: breadcrumb("note"),
  override,
  skip,
  duplicate,
  drill,
  resend,
  status: answer("status"),
  close: closeAnyway,
  help: answer("help"),
};
