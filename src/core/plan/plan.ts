import { asDecided, keptWords } from "../replay/as-decided.ts";
import type { BoardView, Effect, Plan } from "./effect.ts";
import type { Incident } from "../model/incident.ts";
import { openPromise } from "../model/promise.ts";
import { fileCounts, uncounted } from "../record/file-counts.ts";
import { reportProblems } from "../report/is-reported.ts";
import { lossOf, presentConfig } from "../record/recorded.ts";
import { INCIDENT_LABEL, parsePhaseLabel } from "../model/phase.ts";
import { remember } from "../record/remember.ts";
import { replay } from "../replay/replay.ts";
import { WORKFLOW_BOT } from "../model/own-bots.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { plus } from "../time/time.ts";
import type { Instant } from "../time/time.ts";
import { withHeads } from "../record/heads.ts";
import { namedTeams } from "../config/config.ts";
import { nextWorkingTime } from "../time/working-time.ts";
import { boardFightOver } from "./fight.ts";
import { planComments, scoreComments } from "./comments.ts";
import { gateFingerprint } from "./gate-fingerprint.ts";
import { planLinks } from "./links.ts";
import { ownComments } from "./own-comments.ts";
import type { OwnComments } from "./own-comments.ts";
import { planReminder, reminderView } from "./reminders.ts";
import { isTelling, planDeliveries } from "../notify/plan-deliveries.ts";
import { planRepairs } from "./repairs.ts";
import type { Repairs } from "./repairs.ts";
import { defined } from "../model/defined.ts";

/** Issues closed longer ago than this without a board were closed before this bot came: left alone. */
const ADOPTS_WITHIN = 7 * 24 * 60 * 60;

/** Everything that should be so on GitHub and isn't yet. */
export function plan(snapshot: Snapshot): Plan {
  const incident = replay(snapshot);
  const own = ownComments(snapshot);
  if (isNoneOfOurs(incident, own, snapshot)) return { effects: [], pulls: [] };
  const { reminder, wakeAt } = planReminder(incident, snapshot);
  const links = planLinks(incident, snapshot);
  const repairs = planRepairs(incident, snapshot);
  const boardFight = boardFightOver(incident, snapshot);
  const record = remember(incident, snapshot);
  const deliveries = planDeliveries(incident, snapshot);
  const others = boardFight === undefined ? uncounted(incident, snapshot) : [];
  const said = {
    own,
    view: { ...boardView(incident, snapshot, deliveries), fights: repairs.fights },
    record,
    ...defined({ reminder, boardFight }),
  };
  return {
    effects: [
      ...planComments(incident, snapshot, said),
      ...repairs.labels,
      ...links.effects,
      ...planReactions(incident, snapshot),
      ...repairs.state,
      ...planReport(incident, snapshot),
    ],
    pulls: links.pulls,
    gate: gateFingerprint(withHeads(incident, record.heads)),
    ...(isRepairing(repairs, snapshot) ? { isRepaired: true as const } : {}),
    ...(others.length === 0 ? {} : { uncounted: others }),
    ...(isScoreDue(incident, snapshot, own) ? { wantsDrills: true as const } : {}),
    ...(isTelling(deliveries) ? { isTold: true as const } : {}),
    ...defined({ wakeAt }),
  };
}

/** What finds the incident was gone, or somebody had closed it; a phase that goes on is nothing of the kind. */
function isRepairing({ labels, state }: Repairs, { issue }: Snapshot): boolean {
  const isFound = issue.labels.some(
    (label) => parsePhaseLabel(label) !== undefined || label.toLowerCase() === INCIDENT_LABEL,
  );
  const isLost = labels.some(
    (effect) => effect.type === "add-label" && (!isFound || effect.label === INCIDENT_LABEL),
  );
  return isLost || state.some(({ type }) => type === "reopen");
}

function isScoreDue(incident: Incident, snapshot: Snapshot, own: OwnComments): boolean {
  return (
    snapshot.drills === undefined &&
    scoreComments(incident, snapshot).some(({ key }) => !own.byKey.has(key))
  );
}

function isNoneOfOurs(incident: Incident, own: OwnComments, snapshot: Snapshot): boolean {
  if (own.byKey.size > 0) return false;
  if (incident.status === "none") {
    return incident.replies.length === 0 && incident.accepted.length === 0;
  }
  if (snapshot.issue.state === "open") return false;
  const closed = snapshot.timeline.findLast((event) => event.type === "closed");
  return closed !== undefined && plus(closed.at, ADOPTS_WITHIN) < snapshot.now;
}

/** What the board shows, also where there is none. */
export function boardView(
  incident: Incident,
  snapshot: Snapshot,
  deliveries = planDeliveries(incident, snapshot),
): BoardView {
  const { problems } = snapshot.config;
  const { timezone, permission } = presentConfig(snapshot);
  const board = ownComments(snapshot).byKey.get("board");
  const promised = openPromise(incident);
  const reportDue = incident.closed && dueOf(incident.closed.at, snapshot);
  const { published } = snapshot.report;
  const missing = published === undefined ? [] : reportProblems(published.text, incident);
  const lostAt = lossOf(snapshot);
  const unheard = unheardTeams(incident, snapshot);
  const files = fileCounts(snapshot);
  const keptFrom = keptFromIn(snapshot);
  const { log: told, stopped, unheard: unheardTargets } = deliveries;
  return {
    incident,
    repository: snapshot.repository,
    timezone,
    permission,
    ...defined({ boardUrl: board?.url }),
    isLate: promised !== undefined && !incident.isClosed && promised.due <= snapshot.now,
    ...reminderView(incident, snapshot),
    pulls: snapshot.pulls,
    ...defined({ reportPull: snapshot.report.pull, reportDue }),
    configProblems: problems,
    ...(missing.length === 0 ? {} : { reportProblems: missing }),
    ...(told.length === 0 ? {} : { told }),
    ...(stopped.length === 0 ? {} : { stopped }),
    ...(unheardTargets.length === 0 ? {} : { unheardTargets }),
    ...(files && { files }),
    ...(keptFrom.length === 0 ? {} : { keptFrom }),
    ...defined({ lostAt }),
    ...(unheard.length === 0 ? {} : { unheardTeams: unheard }),
  };
}

/** Whose words stand although they were changed or deleted. */
function keptFromIn(snapshot: Snapshot): readonly string[] {
  const { refused } = keptWords(snapshot);
  const { timeline } = asDecided(snapshot);
  const authors = timeline.flatMap(({ id, by }) => (refused.has(id) ? [by.login] : []));
  return [...new Set(authors)];
}

/** Whoever reads with a workflow's own token may not see teams: GitHub then takes their mentions for words. */
function unheardTeams(incident: Incident, snapshot: Snapshot): readonly string[] {
  const isOver = incident.status !== "declared" || incident.isDrill || incident.isReported;
  if (isOver || snapshot.ownBots[0] !== WORKFLOW_BOT) return [];
  const mention = `severities.${incident.severity?.value ?? "major"}.mention`;
  return namedTeams(presentConfig(snapshot))
    .filter(({ path }) => !path.startsWith("severities.") || path === mention)
    .map(({ team }) => team);
}

/** When a report is due that is owed from then on. */
function dueOf(after: Instant, snapshot: Snapshot): Instant {
  const { timezone, workingHours: hours, report } = presentConfig(snapshot);
  return nextWorkingTime({ after, timezone, hours, clock: report.due });
}

function planReactions(incident: Incident, snapshot: Snapshot): readonly Effect[] {
  const accepted = new Set(incident.accepted);
  return snapshot.timeline.flatMap((event): readonly Effect[] => {
    if (event.type !== "commented" || !accepted.has(event.id) || event.hasOwnReaction) return [];
    // Whoever said it looks at the page where it was said.
    const { relayed } = event;
    const said = [...(relayed !== undefined && "pull" in relayed ? [relayed.id] : []), event.id];
    return said.map((comment) => ({ type: "react", comment }));
  });
}

/** The report begins when the incident is closed, or when somebody asks for it. */
function planReport(incident: Incident, snapshot: Snapshot): readonly Effect[] {
  const { repository, pulls, reportTemplate, report: state, now } = snapshot;
  const config = presentConfig(snapshot);
  const isDue = incident.isClosed || incident.reportAsked !== undefined;
  if (incident.status !== "declared" || incident.isReported || !isDue) return [];
  const due = dueOf(incident.closed?.at ?? incident.reportAsked?.at ?? now, snapshot);
  const draft = {
    incident,
    repository,
    config,
    pulls,
    due,
    state,
    ...defined({ template: reportTemplate }),
  };
  return [{ type: "report", draft }];
}
