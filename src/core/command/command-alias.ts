/** What else people call each command, by its name. */
export const ALIASES: Readonly<Partial<Record<string, readonly string[]>>> = {
  incident: ["declare"],
  checking: [
    "ack",
    "acknowledge",
    "acknowledged",
    "check",
    "looking",
    "investigating",
    "claim",
    "onit",
    "on-it",
    "mine",
    "take",
    "taking",
    "im-on-it",
    "i-am-on-it",
    "take-over",
    "takeover",
  ],
  summary: ["title"],
  severity: ["sev", "priority", "prio"],
  scope: ["affected", "affects", "blast-radius"],
  steps: ["reproduce", "repro", "steps-to-reproduce", "how-to-reproduce"],
  started: ["start", "began", "since", "begin", "start-time"],
  paths: ["path", "files"],
  component: ["components"],
  suspect: ["suspects", "suspected", "blame", "culprit"],
  unsuspect: ["no-suspect"],
  lead: ["assign", "owner", "leads", "ic", "commander", "incident-commander", "incident-lead"],
  handover: ["handoff", "hand-over", "hand-off", "reassign", "over-to", "pass-to"],
  snooze: ["brb", "afk"],
  alert: ["announce", "notify", "broadcast", "inform"],
  update: ["news", "status-update"],
  kludge: ["workaround", "mitigate", "mitigation"],
  "no-kludge": ["nokludge", "no-workaround"],
  rollback: ["revert", "roll-back"],
  stable: ["mitigated", "usable"],
  broken: ["down", "regressed", "reopen", "still-broken", "not-fixed", "unstable", "regression"],
  fix: ["fixed", "fixes", "hotfix", "bugfix"],
  unfix: ["no-fix"],
  undo: ["undone", "unkludge"],
  keep: ["kept"],
  restored: ["resolved", "resolve", "restore", "recovered", "solved"],
  todo: ["follow-up", "followup", "action", "action-item", "recommendation"],
  report: ["postmortem", "post-mortem", "retro", "rca"],
  note: ["notes", "log", "info"],
  override: ["bypass"],
  duplicate: ["dup", "dupe", "duplicate-of"],
  drill: ["practice"],
  close: ["closed", "closing", "false-alarm", "not-an-incident", "no-incident"],
  status: ["board", "what-now", "what-next", "whats-next"],
  cause: ["root-cause", "rootcause"],
  works: ["still-works", "unaffected"],
  doing: ["trying", "attempting"],
  tested: ["verified"],
  help: ["commands"],
};

/** What people type for something that this bot does otherwise, and the lines that come nearest. */
const MEANT_ELSEWHERE: readonly (readonly [words: readonly string[], lines: readonly string[]])[] =
  [
    [
      ["done", "all-clear", "back-to-normal", "works-again", "finished", "contained"],
      ["/restored", "/stable"],
    ],
    [["monitoring"], ["/stable", "/update"]],
    [["identified"], ["/cause", "/suspect <#number>"]],
    [["rca"], ["/cause", "/report"]],
    [["postmortem", "post-mortem", "retro"], ["/report"]],
    [
      ["escalate", "page", "ping"],
      ["/lead <@user>", "/alert <what to tell> next 10m"],
    ],
    [["oncall", "on-call"], ["/lead <@user>"]],
    [
      ["eta", "promise", "next", "next-update", "extend", "delay", "postpone"],
      ["/update <news> next <10m>", "/note <what you know>"],
    ],
    [["mute", "silence"], ["/snooze <10m>"]],
    [
      ["rolled-back", "reverted", "reverting", "rolling-back"],
      ["/rollback <#number>", "/kludge <what you did>"],
    ],
    [
      ["symptom", "symptoms", "error", "errors"],
      ["/steps", "/scope"],
    ],
    [
      ["question", "evidence", "screenshot", "comms"],
      ["/note", "/update"],
    ],
    [["tell"], ["/alert", "/update"]],
    [["progress"], ["/update", "/note"]],
    [["unalert", "cancel-alert", "stop-alert"], ["/update <news> next <10m>"]],
    [["timeline"], ["/status", "/note <what you know>"]],
    [["comment"], ["/note", "/update"]],
    [
      ["unassign", "unlead"],
      ["/handover <@user>", "/lead <@user>"],
    ],
    [["upgrade", "downgrade", "raise"], ["/severity"]],
    [["unblock", "allow", "force", "force-merge", "let-through"], ["/override"]],
    [["freeze", "block"], ["/paths"]],
    [["undrill", "no-drill"], ["/drill off"]],
  ];

export const ELSEWHERE: Readonly<Partial<Record<string, readonly string[]>>> = Object.fromEntries(
  MEANT_ELSEWHERE.flatMap(([words, lines]) => words.map((word) => [word, lines])),
);

/** Other bots hear these, so that ours keeps silent whatever follows. */
export const OTHERS: readonly string[] =
  "approve assign-me backport build cc cherry-pick cherrypick deploy hold invite kind label lgtm merge milestone queue rebase rerun request-review retest retitle review run squash test uncc unhold".split(
    " ",
  );
