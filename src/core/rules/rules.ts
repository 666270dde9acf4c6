import type { CommandName } from "../command.ts";
import type { Rule } from "../rule.ts";
import { alert, check, nameLead, update } from "./alert.ts";
import {
  answer,
  askForReport,
  breadcrumb,
  closeAnyway,
  drill,
  duplicate,
  skip,
  todo,
} from "./any.ts";
import { declare } from "./declare.ts";
import {
  addSuspects,
  giveComponents,
  givePaths,
  giveSeverity,
  giveStarted,
  textFact,
} from "./diagnose.ts";
import { override } from "./override.ts";
import { noKludge, rollback, useKludge } from "./kludge.ts";
import { fix, keep, undo } from "./optimize.ts";
import { usable } from "./usable.ts";

/** What each command does, by its name. */
export const RULES: Readonly<Record<CommandName, Rule>> = {
  incident: declare,
  checking: check,
  summary: textFact("summary"),
  severity: giveSeverity,
  scope: textFact("scope"),
  steps: textFact("steps"),
  works: textFact("works"),
  started: giveStarted,
  paths: givePaths,
  component: giveComponents,
  suspect: addSuspects,
  lead: nameLead,
  handover: nameLead,
  alert,
  update,
  doing: breadcrumb("doing"),
  kludge: useKludge,
  "no-kludge": noKludge,
  rollback,
  impact: textFact("impact"),
  stable: usable("stable", "optimize"),
  cause: textFact("cause"),
  fix,
  tested: textFact("tested"),
  undo,
  keep,
  restored: usable("restored", "report"),
  todo,
  report: askForReport,
  note: breadcrumb("note"),
  override,
  skip,
  duplicate,
  drill,
  status: answer("status"),
  close: closeAnyway,
  help: answer("help"),
};
