import type { CommandName } from "../../core/command/command.ts";
import { ruleOf } from "../../core/command/command.ts";

/** What the text of a command is, as a blank to fill in. */
const TEXT_BLANKS: Readonly<Partial<Record<CommandName, string>>> = {
  summary: "<what is broken>",
  severity: "<severity>",
  scope: "<who or what is affected>",
  steps: "<how to see it>",
  works: "<what still works>",
  started: "<time>",
  paths: "<folder>",
  component: "<name>",
  suspect: "<#number>",
  lead: "<@user>",
  handover: "<@user>",
  update: "<news>",
  doing: "<what you do>",
  kludge: "<what you did>",
  "no-kludge": "because <reason>",
  rollback: "<#number>",
  impact: "<what users notice>",
  cause: "<what caused it>",
  fix: "<#number>",
  tested: "<where and how>",
  undo: "<K1>",
  keep: "<K1>",
  todo: "<what to do>",
  note: "<what you know>",
  override: "<#number> because <reason>",
  skip: "<phase> because <reason>",
  duplicate: "<#number>",
  close: "anyway because <reason>",
};

export function textBlank(name: CommandName): string {
  return TEXT_BLANKS[name] ?? "<words>";
}

/** The command with blanks for all that it needs. */
export function blankLine(name: CommandName): string {
  const head = ruleOf(name).isShared === true ? `/dakor ${name}` : `/${name}`;
  const reason = name === "keep" ? " because <reason>" : "";
  const blank = TEXT_BLANKS[name];
  return blank === undefined ? head : `${head} ${blank}${reason}`;
}
