import type { CommandName } from "../../src/core/command.ts";

export type Budget = {
  readonly line: string;
  /** Most requests until nothing is left to do, those that follow from the bot's own pull requests included. */
  readonly most: number;
  /** Said on an issue that is no incident yet. */
  readonly isFirst?: true;
};

/** What serving a command may cost; PULL is a merged pull request, OTHER another incident. */
export const BUDGET: Readonly<Record<CommandName, Budget>> = {
  incident: { line: "/incident", most: 4, isFirst: true },
  checking: { line: "/checking", most: 4 },
  summary: { line: "/summary Saved cards are refused everywhere", most: 4 },
  severity: { line: "/severity minor", most: 4 },
  scope: { line: "/scope Everybody", most: 4 },
  steps: { line: "/steps Pay with a saved card", most: 4 },
  works: { line: "/works New cards", most: 4 },
  started: { line: "/started 09:42", most: 4 },
  paths: { line: "/paths src/checkout/**", most: 4 },
  component: { line: "/component checkout", most: 4 },
  suspect: { line: "/suspect #PULL", most: 4 },
  lead: { line: "/lead @john", most: 4 },
  handover: { line: "/handover @john", most: 4 },
  alert: { line: "/alert next 30m", most: 4 },
  update: { line: "/update Still looking. next 30m", most: 4 },
  doing: { line: "/doing Switching the flag off", most: 4 },
  kludge: { line: "/kludge Second flag off impact: no saved cards", most: 4 },
  "no-kludge": { line: "/no-kludge because the fix is ready", most: 4 },
  rollback: { line: "/rollback #PULL", most: 99 },
  impact: { line: "/impact Saved cards are not offered", most: 4 },
  stable: { line: "/stable next 30m", most: 4 },
  cause: { line: "/cause The token format changed", most: 4 },
  fix: { line: "/fix #PULL", most: 4 },
  tested: { line: "/tested On staging", most: 4 },
  undo: { line: "/undo K1", most: 4 },
  keep: { line: "/keep K1 because it is safer", most: 4 },
  restored: { line: "/restored", most: 4 },
  todo: { line: "/todo @john Alert when card refusals rise", most: 4 },
  report: { line: "/report", most: 99 },
  note: { line: "/note The provider confirms it", most: 4 },
  override: { line: "/override #PULL because it only changes the help page", most: 4 },
  skip: { line: "/skip kludge because we know", most: 4 },
  duplicate: { line: "/duplicate #OTHER", most: 99 },
  drill: { line: "/drill", most: 4 },
  status: { line: "/status", most: 4 },
  close: { line: "/dakor close anyway because it is over", most: 99 },
  help: { line: "/dakor help", most: 4 },
};
