import { SEVERITIES, type Severity } from "../../core/model/fact.ts";
import type { BoardView } from "../../core/plan/effect.ts";
import { CONFIG_PATH } from "../../core/config/config.ts";
import type { Config, NamedTeam } from "../../core/config/config.ts";
import type { Fight, Repair } from "../../core/plan/fight.ts";
import { formatDatedMoment } from "../../core/time/time.ts";
import { clockOf } from "./board-head.ts";
import { atMost } from "../markdown/limit.ts";
import { clamp, code, inline, listed } from "../markdown/escape.ts";
import { MARKDOWN, reportLine } from "../gate/gate-mistake.ts";
import { pullLink } from "../markdown/link.ts";
import { stoppedNotice } from "./told-elsewhere.ts";
import { when } from "../markdown/when.ts";

/** What somebody needs to have for a command to count. */
export const ROLES: Readonly<Record<Config["permission"], string>> = {
  write: "write access",
  triage: "the triage role or more",
};

/** What to write instead, everywhere the same. */
export const TEAM_REMEDY =
  "Name the people themselves, or give the bot the token of an App with the organization permission members: read.";

/** What is special about this incident, in boxes that GitHub draws. */
export function boardNotices(view: BoardView): readonly string[] {
  return [
    ...(view.fights ?? []).map((one) => fight(one, view)),
    ...drill(view),
    ...afterTheFact(view),
    ...candidate(view),
    ...report(view),
    ...problems(view),
    ...lost(view),
    ...kept(view),
    ...unheard(view),
    ...reminders(view),
    ...stoppedNotice(view).flatMap((line) => box("WARNING", [line])),
  ];
}

/** Who undoes what: it is people's to decide now. */
function fight({ repair, by }: Fight, view: BoardView): string {
  const who = `**${inline(by.login, 40)}**${by.isBot ? " (a bot)" : ""}`;
  return (
    box("WARNING", [
      `${who} ${undoing(repair, ROLES[view.permission])} Please agree on it here.`,
    ])[0] ?? ""
  );
}

function undoing(repair: Repair, role: string): string {
  switch (repair.act) {
    case "add-label":
      return `took ${code(repair.label)} off again and again, so from now on I leave it to you.`;
    case "remove-label":
      return `put ${code(repair.label)} on again and again, so from now on I leave it to you.`;
    case "reopen":
      return `closed this again and again, so from now on I leave that to you. **The incident goes on** until somebody who has ${role} closes it with its facts known, or says \`/dakor close anyway because <reason>\`; reopen it to go on.`;
    case "close":
      return "opened this again and again, so from now on I leave that to you.";
  }
}

function drill({ incident }: BoardView): readonly string[] {
  return incident.isDrill
    ? box("NOTE", [
        "**This is a drill.** Outside GitHub only targets that have `drill: true` hear of it, and no merge is held.",
      ])
    : [];
}

function afterTheFact({ incident }: BoardView): readonly string[] {
  return incident.isAfterTheFact && incident.status === "declared" && !incident.isClosed
    ? box("NOTE", [
        "**Told after the fact.** Nobody is alerted. `/started`, `/stable at …` and `/restored at …` say when it was; closing the issue begins the report.",
      ])
    : [];
}

function candidate({ incident }: BoardView): readonly string[] {
  return incident.status === "candidate"
    ? box("NOTE", [
        "Nobody is told yet, and no merge is held. If this is no incident, take the label `incident` away.",
      ])
    : [];
}

function report(view: BoardView): readonly string[] {
  const { incident, reportPull, reportDue } = view;
  if (incident.status !== "declared") return [];
  if (incident.isReported) {
    return reportPull === undefined
      ? []
      : box("NOTE", [
          `The report: ${pullLink(reportPull.number, withPull(view))}. Please read it.`,
        ]);
  }
  const place = reportPull && pullLink(reportPull.number, withPull(view));
  const unfinished = view.reportProblems ?? [];
  // Where another one is on its way, that is what matters.
  if (unfinished.length > 0 && reportPull?.state !== "open") {
    return box("WARNING", [
      `The report${place === undefined ? "" : ` ${place}`} is merged, but not finished, so merges stay held:`,
      "",
      ...atMost(
        unfinished.map((problem) => `- ${reportLine(problem, MARKDOWN)}`),
        5,
      ),
      "",
      "Correct it on the default branch, or `/report` opens another pull request for it.",
    ]);
  }
  if (reportPull?.state === "closed" && (incident.isClosed || incident.reportAsked !== undefined)) {
    return box("WARNING", [
      `The report’s pull request ${place ?? ""} was closed without a merge, so the report is still owed. \`/report\` opens it anew with what is written, and merging it ends the incident.`,
    ]);
  }
  const isWanted = incident.isClosed || incident.reportAsked !== undefined;
  if (isWanted && view.repository.headOid === undefined) {
    return box("WARNING", [
      "The report can't begin yet: this repository has no commit. It begins by itself after the first one.",
    ]);
  }
  if (!incident.isClosed) return place === undefined ? [] : [`Report: ${place}`];
  const due = reportDue === undefined ? "" : `, due by **${when(reportDue, clockOf(view))}**`;
  return box("NOTE", [
    `The report${place === undefined ? " comes next" : `: ${place}`}${due}. Nobody needs to write it tonight.`,
  ]);
}

function unheard({ unheardTeams = [] }: BoardView): readonly string[] {
  return unheardTeams.length === 0 ? [] : box("WARNING", [unheardTeamsNotice(unheardTeams)]);
}

function withPull(view: BoardView): BoardView {
  const { reportPull, pulls } = view;
  return reportPull === undefined ? view : { ...view, pulls: [...pulls, reportPull] };
}

/** Whoever reads the thread doesn't find there what the board says. */
function kept({ keptFrom = [], permission }: BoardView): readonly string[] {
  if (keptFrom.length === 0) return [];
  const names = keptFrom.slice(0, 5).map((login) => `**${inline(login, 40)}**`);
  const more = keptFrom.length > names.length ? [`${keptFrom.length - names.length} more`] : [];
  return box("NOTE", [
    `Commands of ${[...names, ...more].join(", ")} were changed or deleted without permission. **What was decided stays as it was**; somebody who has ${ROLES[permission]} corrects it by a command.`,
  ]);
}

/** Said plainly, since it may have moved something. */
function lost({ lostAt, timezone }: BoardView): readonly string[] {
  return lostAt === undefined
    ? []
    : box("NOTE", [
        `What this board remembered was lost (it was deleted, or edited by somebody else). What happened before ${formatDatedMoment(lostAt, timezone)} is judged by the roles and the configuration of that moment.`,
      ]);
}

function problems({ configProblems: found, incident }: BoardView): readonly string[] {
  if (found.length === 0) return [];
  const lines = found.map((problem) => {
    const hint =
      problem.suggestion === undefined ? "" : ` Did you mean ${code(problem.suggestion)}?`;
    return `- ${problem.line}:${problem.column} ${code(problem.path)}: expected ${inline(problem.expected, 200)}, found ${code(clamp(problem.found, 200))}.${hint}`;
  });
  return box("WARNING", [
    incident.isRemembered === true
      ? `${code(CONFIG_PATH)} has mistakes. This incident goes on with what the file said before them.`
      : `${code(CONFIG_PATH)} has mistakes. What is right counts; defaults stand in for the rest.`,
    "",
    ...atMost(lines, 10),
  ]);
}

function box(kind: "NOTE" | "WARNING", lines: readonly string[]): readonly string[] {
  return [[`[!${kind}]`, ...lines].map((line) => `> ${line}`.trimEnd()).join("\n")];
}

/** What names people, to paste into the configuration. */
export const CALL_LINE = 'escalation: ["@user", "@org/team"]';

/** Plain words for a terminal. */
export function uncalledLine(levels: readonly Severity[]): string {
  const which =
    levels.length === SEVERITIES.length ? "of any severity" : `that is ${levels.join(" or ")}`;
  return `Nobody is called when no answer comes to an incident ${which}: there is no escalation in ${CONFIG_PATH}, and no mention.`;
}

/** Small: nothing is wrong, and nobody has to do it now. */
function reminders({ isUncalled, isByClock }: BoardView): readonly string[] {
  const lines = [
    ...(isUncalled === true
      ? [
          `Nobody will be called when no answer comes. Names in ${code(CONFIG_PATH)} change that: ${code(CALL_LINE)}`,
        ]
      : []),
    ...(isByClock === true ? ["Reminders may come some minutes late here."] : []),
  ];
  return lines.length === 0 ? [] : [`<sub>${lines.join("<br>")}</sub>`];
}

/** Plain words for a terminal. */
export function unheardTeamsLine(teams: readonly NamedTeam[]): string {
  const places = [...new Set(teams.map(({ team }) => team))].map((name) => {
    const paths = teams.filter(({ team }) => team === name).map(({ path }) => path);
    return `${name} (in ${paths.join(", ")})`;
  });
  return `A workflow's own token can't notify teams, nor ask them for reviews: ${atMost(places, 10).join(", ")}.`;
}

/** For the board. */
function unheardTeamsNotice(teams: readonly string[]): string {
  const names = [...new Set(teams)].slice(0, 10).map(code);
  return `${listed(names)} ${names.length === 1 ? "is" : "are"} not notified: a workflow's own token can't reach teams. Please call them yourselves, and in ${code(".github/dakor.yml")} name people instead.`;
}
