import { advance } from "./advance.ts";
import { isPermitted } from "./authority.ts";
import { withBreadcrumb } from "./breadcrumb.ts";
import { evolveClosing } from "./evolve-closing.ts";
import { evolveComment } from "./evolve-comment.ts";
import { evolveLabel } from "./evolve-label.ts";
import { evolvePull } from "./evolve-pull.ts";
import { withForm } from "./form-facts.ts";
import { historyOf } from "./history.ts";
import type { HistoryEvent } from "./history.ts";
import type { Incident } from "./incident.ts";
import { isReported } from "./is-reported.ts";
import { kludgeNewsOf, parseMarker } from "./marker.ts";
import { askedIn, missingIn } from "./need.ts";
import { INCIDENT_LABEL } from "./phase.ts";
import type { Circumstances } from "./rule.ts";
import { withLeads } from "./rules/alert.ts";
import type { Snapshot } from "./snapshot.ts";
import type { TimelineEvent } from "./timeline.ts";

/** The incident as its issue tells it: the same for the same snapshot, whenever it is asked. */
export function replay(snapshot: Snapshot): Incident {
  const { config } = snapshot.config;
  const around: Circumstances = {
    selves: snapshot.selves,
    repository: snapshot.repository.url,
    config,
    roles: snapshot.roles,
    pulls: new Map(snapshot.pulls.map((pull) => [pull.number, pull])),
    kludgeIds: announcedKludges(snapshot.timeline),
  };
  const told = historyOf(snapshot).reduce(
    (incident, event) => evolve(incident, event, around),
    begin(snapshot, around),
  );
  const ended: Incident = {
    ...told,
    paths: allPaths(told, around),
    isReported: isReported(told, snapshot.report.published),
  };
  return {
    ...ended,
    missing: ended.standing === "declared" ? missingIn(ended, ended.phase, config) : [],
    asked: ended.standing === "declared" ? askedIn(ended, ended.phase) : [],
  };
}

function evolve(incident: Incident, event: HistoryEvent, around: Circumstances): Incident {
  switch (event.type) {
    case "commented":
      return evolveComment(incident, event, around);
    case "labeled":
    case "unlabeled":
      return advance(
        evolveLabel(incident, event, around),
        { by: event.by.login, at: event.at, source: event.id },
        around.config,
      );
    case "closed":
    case "reopened":
      return evolveClosing(incident, event, around);
    case "assigned":
    case "unassigned":
      return assigned(incident, event, around);
    case "renamed":
      return renamed(incident, event);
    case "referenced":
    case "comment-deleted":
      return incident;
    case "marked-duplicate":
      return markedDuplicate(incident, event, around);
    case "pull-opened":
    case "pull-merged":
    case "pull-closed":
    case "pull-reverted":
      return evolvePull(incident, event, around);
  }
}

function begin(snapshot: Snapshot, around: Circumstances): Incident {
  const { issue, timeline } = snapshot;
  const firstRename = timeline.find((event) => event.type === "renamed");
  const said = { by: issue.author.login, at: issue.createdAt, source: issue.id };
  const blank: Incident = {
    number: issue.number,
    url: issue.url,
    standing: "none",
    isDrill: false,
    isAfterTheFact: false,
    isClosed: false,
    phase: "diagnose",
    requested: "diagnose",
    moves: [{ ...said, phase: "diagnose" }],
    facts: { summary: { ...said, value: firstRename?.from ?? issue.title } },
    moments: {},
    startedAt: issue.createdAt,
    outages: [],
    paths: [],
    components: [],
    leads: [],
    led: [],
    told: [],
    promises: [],
    kludges: [],
    suspects: [],
    fixes: [],
    overrides: [],
    skips: [],
    todos: [],
    reopenings: [],
    breadcrumbs: [],
    news: [],
    replies: [],
    accepted: [],
    isReported: false,
    missing: [],
    asked: [],
  };
  const formed = withForm(blank, issue, around);
  const isLabelled = issue.labels.some((label) => label.toLowerCase() === INCIDENT_LABEL);
  const isInTimeline = timeline.some(
    (event) =>
      (event.type === "labeled" || event.type === "unlabeled") &&
      event.label.toLowerCase() === INCIDENT_LABEL,
  );
  if (!isLabelled || isInTimeline) return formed;
  // A transferred issue keeps the label, but not the event that set it: its author answers for it.
  return evolve(
    formed,
    { type: "labeled", id: issue.id, at: issue.createdAt, by: issue.author, label: INCIDENT_LABEL },
    around,
  );
}

function assigned(
  incident: Incident,
  event: Extract<TimelineEvent, { readonly assignee: string }>,
  around: Circumstances,
): Incident {
  if (!isPermitted(event.by, around.roles, around.config)) return incident;
  if (incident.standing === "none") return { ...incident, leads: assignees(incident, event) };
  const said = { by: event.by.login, at: event.at, source: event.id };
  if (event.type === "assigned") {
    return advance(
      withLeads(incident, [...incident.leads, event.assignee], said),
      said,
      around.config,
    );
  }
  return { ...incident, leads: assignees(incident, event) };
}

function assignees(
  { leads }: Incident,
  { type, assignee }: Extract<TimelineEvent, { readonly assignee: string }>,
): readonly string[] {
  const others = leads.filter((lead) => lead.toLowerCase() !== assignee.toLowerCase());
  return type === "assigned" ? [...others, assignee] : others;
}

/** GitHub's own "close as duplicate" marks first, or closes first: both together say of what. */
function markedDuplicate(
  incident: Incident,
  { by, of }: Extract<TimelineEvent, { readonly type: "marked-duplicate" }>,
  around: Circumstances,
): Incident {
  if (of === incident.number || !isPermitted(by, around.roles, around.config)) return incident;
  const marked = { ...incident, markedDuplicateOf: of };
  return incident.dismissedAs === "duplicate" ? { ...marked, duplicateOf: of } : marked;
}

function renamed(
  incident: Incident,
  event: Extract<TimelineEvent, { readonly type: "renamed" }>,
): Incident {
  const summary = { by: event.by.login, at: event.at, source: event.id, value: event.to };
  return withBreadcrumb(
    { ...incident, facts: { ...incident.facts, summary } },
    { at: event.at, by: event.by.login, kind: "renamed", text: event.to },
  );
}

/** Paths that were given, and those that the configuration knows for the components. */
function allPaths(incident: Incident, around: Circumstances): readonly string[] {
  const components = around.config.components;
  const known = incident.components.flatMap((name) =>
    Object.hasOwn(components, name) ? (components[name] ?? []) : [],
  );
  return [...new Set([...incident.paths, ...known])];
}

/** Which name each kludge had when it was announced: names stay, also when an earlier comment is deleted. */
function announcedKludges(timeline: readonly TimelineEvent[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const event of timeline) {
    if (event.type !== "commented" || !event.isOwn) continue;
    const marker = parseMarker(event.body);
    const news = kludgeNewsOf(marker?.key ?? "");
    if (news !== undefined) ids.set(news.source, news.id);
  }
  return ids;
}
