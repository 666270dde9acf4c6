import type { CommandName } from "../../src/core/command/command.ts";

export type Budget = {
  readonly line: string;
  /** Most requests until nothing is left to do, those included that follow from what the bot itself did. */
  readonly most: number;
  /** Most requests that wait for each other, from the webhook to the board or the answer. */
  readonly trips: number;
  /** Said on an issue that is no incident yet. */
  readonly isFirst?: true;
};

/** What serving a command may cost; PULL is a merged pull request, OTHER another incident. */
export const BUDGET: Readonly<Record<CommandName, Budget>> = {
  incident: { line: "/incident", most: 3, trips: 3, isFirst: true },
  checking: { line: "/checking", most: 3, trips: 3 },
  summary: { line: "/summary Saved cards are refused everywhere", most: 3, trips: 3 },
  severity: { line: "/severity minor", most: 3, trips: 3 },
  scope: { line: "/scope Everybody", most: 3, trips: 3 },
  steps: { line: "/steps Pay with a saved card", most: 3, trips: 3 },
  works: { line: "/works New cards", most: 3, trips: 3 },
  started: { line: "/started 09:42", most: 3, trips: 3 },
  // What the paths match is counted once, and told with them.
  paths: { line: "/paths src/checkout/**", most: 4, trips: 4 },
  component: { line: "/component checkout", most: 4, trips: 4 },
  suspect: { line: "/suspect #PULL", most: 4, trips: 3 },
  unsuspect: { line: "/unsuspect #PULL", most: 4, trips: 3 },
  // Whether john may lead is asked together with the role of who says so.
  lead: { line: "/lead @john", most: 4, trips: 3 },
  handover: { line: "/handover @john", most: 4, trips: 3 },
  snooze: { line: "/snooze 30m", most: 3, trips: 3 },
  alert: { line: "/alert next 30m", most: 3, trips: 3 },
  update: { line: "/update Still looking. next 30m", most: 3, trips: 3 },
  doing: { line: "/doing Switching the flag off", most: 3, trips: 3 },
  kludge: { line: "/kludge Second flag off impact: no saved cards", most: 3, trips: 3 },
  "no-kludge": { line: "/no-kludge because the fix is ready", most: 3, trips: 3 },
  // The revert pull request that it opens is looked at, and then this and every other open incident.
  rollback: { line: "/rollback #PULL", most: 10, trips: 3 },
  impact: { line: "/impact Saved cards are not offered", most: 3, trips: 3 },
  stable: { line: "/stable next 30m", most: 3, trips: 3 },
  broken: { line: "/broken Refused again next 30m", most: 3, trips: 3 },
  cause: { line: "/cause The token format changed", most: 3, trips: 3 },
  fix: { line: "/fix #PULL", most: 4, trips: 3 },
  unfix: { line: "/unfix #PULL", most: 4, trips: 3 },
  tested: { line: "/tested On staging", most: 3, trips: 3 },
  undo: { line: "/undo K1", most: 3, trips: 3 },
  keep: { line: "/keep K1 because it is safer", most: 3, trips: 3 },
  restored: { line: "/restored", most: 3, trips: 3 },
  todo: { line: "/todo @john Alert when card refusals rise", most: 4, trips: 3 },
  // Branch, file and pull request with the third request; the board shows the pull request when it has a number,
  // after the gate has judged it.
  report: { line: "/report", most: 8, trips: 10 },
  note: { line: "/note The provider confirms it", most: 3, trips: 3 },
  override: { line: "/override #PULL because it only changes the help page", most: 4, trips: 3 },
  skip: { line: "/skip kludge because we know", most: 3, trips: 3 },
  // Whether the other is a pull request is asked each time; its node id, when all else is known. The closed one is looked at
  // once more, with where reports are published.
  duplicate: { line: "/duplicate #OTHER", most: 8, trips: 4 },
  drill: { line: "/drill", most: 3, trips: 3 },
  resend: { line: "/resend", most: 3, trips: 3 },
  status: { line: "/status", most: 3, trips: 3 },
  // As for the report, which it opens; and what was published is read twice.
  close: { line: "/dakor close anyway because it is over", most: 11, trips: 3 },
  help: { line: "/dakor help", most: 3, trips: 3 },
};
