import { SEVERITY_WORDS } from "../../src/core/command/severity-words.ts";
import type { Severity } from "../../src/core/model/fact.ts";

/** What each key of the configuration is for, and its default as people would write it. */
export const CONFIG_WORDS: Readonly<Record<string, readonly [value: string, words: string]>> = {
  timezone: ["UTC", "times without a zone are meant in it"],
  permission: ["write", "the least role whose commands count"],
  ...severity("critical", ["5m", "20m", "10m"]),
  ...severity("major", ["15m", "1h", "15m"]),
  ...severity("minor", ["1h", "4h", "1h"]),
  "phases.diagnose": ["[summary, severity, scope, steps]", "what must be known to go on"],
  "phases.alert": ["[lead, alert]", "the same for this phase"],
  "phases.kludge": ["[kludge, impact, stable]", "the same for this phase"],
  "phases.optimize": ["[cause, fix, tested, settled, restored]", "the same for this phase"],
  components: ["{}", "paths by a component's name, for `/component`"],
  escalation: ["[]", "named when nobody answers"],
  "gate.permission": [
    "maintain",
    "the least role whose `/override`, `/kludge #n` and `/fix #n` let a pull request through",
  ],
  "report.directory": ["docs/incidents", "where reports are"],
  "report.reviewers": ["[]", "who is asked to review a report"],
  "report.due": [
    '"10:00"',
    "of the next working day; outside of the hours, their beginning or end",
  ],
  "working-hours.days": ["[mon, tue, wed, thu, fri]", "when reports can be due"],
  "working-hours.from": ['"09:00"', "no report is due before this time"],
  "working-hours.to": ['"17:00"', "nor after this one"],
  "quiet-hours.from": ['"00:00"', "reminders of major and minor incidents wait from this time"],
  "quiet-hours.to": [
    '"00:00"',
    "to this one, over midnight if it is earlier; the same as `from`: none",
  ],
  bots: ["[]", "bots whose commands count like a person's"],
  notify: ["{}", "who is told outside GitHub: see below"],
  wording: ["{}", "the words of messages outside GitHub: see [audiences](audiences.md)"],
  people: ["{}", "who somebody is in Slack and Teams, by login: see below"],
};

/** What each target's keys are for, and what counts where they are left out. */
export const TARGET_WORDS: typeof CONFIG_WORDS = {
  "notify.name.type": ["", "what kind of place it is"],
  "notify.name.secret": ["", "the variable with its token, address, or signing key"],
  "notify.name.channel": ["", "`slack` only: the channel"],
  "notify.name.url": ["", "`webhook` and `ntfy` only: where to send it"],
  "notify.name.to": ["[]", "`email` only: the recipients"],
  "notify.name.from": ["", "`email` only: the sender"],
  "notify.name.audience": [
    "team",
    "who reads it; what the public reads has no steps, causes, people or workarounds in it",
  ],
  "notify.name.severities": ["[critical, major, minor]", "what it hears of"],
  "notify.name.components": ["[]", "only incidents of these; none means all"],
  "notify.name.internal": ["false", "hears of private incidents: their number, severity and state"],
  "notify.name.drill": ["false", "hears of drills"],
};

export const PERSON_WORDS: typeof CONFIG_WORDS = {
  "people.name.slack": ["", "who may answer from Slack"],
  "people.name.teams": ["", "who may answer from Microsoft Teams"],
};

function severity(
  name: Severity,
  [acknowledge, update, escalate]: readonly [string, string, string],
): typeof CONFIG_WORDS {
  return {
    [`severities.${name}.acknowledge`]: [acknowledge, "until somebody says that they are on it"],
    [`severities.${name}.update`]: [update, "the next update that an alert promises"],
    [`severities.${name}.escalate`]: [escalate, "from a missed promise to the escalation"],
    [`severities.${name}.mention`]: ["[]", "who alerts mention"],
    [`severities.${name}.words`]: [
      `[${SEVERITY_WORDS[name].join(", ")}]`,
      "what else the team calls this level, in commands and forms; beside the defaults",
    ],
  };
}
