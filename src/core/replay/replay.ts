import { advance } from "./advance.ts";
import { asDecided, withDeclared, withHeld } from "./as-decided.ts";
import { isPermitted } from "../model/authority.ts";
import { withBreadcrumb } from "../model/incident.ts";
import type { Incident } from "../model/incident.ts";
import { replayContextOf } from "./replay-context.ts";
import { withBody } from "./evolve-body.ts";
import { evolveAssigned } from "./evolve-assigned.ts";
import { evolveClosing } from "./evolve-closing.ts";
import { evolveComment, evolveOrders } from "./evolve-comment.ts";
import { evolveLabel } from "./evolve-label.ts";
import { evolvePull } from "./evolve-pull.ts";
import { severityWords } from "../config/config.ts";
import type { Config } from "../config/config.ts";
import type { FactName } from "../model/fact.ts";
import { formRefusals, withForm } from "./form-facts.ts";
import { addLater, historyOf, idOf, textsOf } from "./history.ts";
import type { DescribedEvent, HistoryEvent } from "./history.ts";
import { parseIssueForm } from "../markdown/issue-form.ts";
import { askedIn, goalOf, missingIn, missingUntil, progressOf } from "../model/need.ts";
import { INCIDENT_LABEL } from "../model/phase.ts";
import type { ProgressOfPhases } from "../model/phase.ts";
import { isRemembered } from "../record/record.ts";
import type { IncidentRecord } from "../record/record.ts";
import { recordIn } from "../record/recorded.ts";
import { isReported } from "../report/is-reported.ts";
import type { ReplayContext } from "./commands/rule.ts";
import { withReply } from "./commands/lifecycle.ts";
import { heldPaths } from "./commands/diagnose.ts";
import type { Issue, Snapshot } from "../model/snapshot.ts";
import type { Instant } from "../time/time.ts";
import type { TimelineEvent } from "../model/timeline.ts";

/** The incident as its issue tells it: the same for the same snapshot, whenever it is asked. */
export function replay(asRead: Snapshot): Incident {
  const snapshot = asDecided(asRead);
  const record = recordIn(snapshot);
  const contextAt = replayContextOf(snapshot, record);
  const present = contextAt(AFTER_ALL);
  const { issue } = snapshot;
  const heardBy = (told: Incident, at: Instant): Incident =>
    withBody(told, { issue, at }, contextAt);
  let incident = heardBy(begin(snapshot, contextAt(issue.createdAt)), issue.createdAt);
  let isHeld = record === undefined;
  const history = [...historyOf(snapshot)];
  for (const event of history) {
    if (record !== undefined && event.at > (record.declared?.at ?? AFTER_ALL)) {
      incident = heardBy(withDeclared(incident, record), event.at);
    }
    if (record !== undefined && !isHeld && isAfter(event, record)) {
      incident = withHeld(incident, record, issue);
      isHeld = true;
    }
    const around = contextAt(event.at, idOf(event));
    incident = heardBy(evolve(incident, event, around), event.at);
    if (incident.later !== undefined) {
      const { later, ...evolved } = incident;
      incident = evolved;
      for (const orders of later) addLater(history, orders);
    }
  }
  if (record !== undefined) {
    const declared = heardBy(withDeclared(incident, record), AFTER_ALL);
    incident = isHeld ? declared : withHeld(declared, record, issue);
  }
  return end(incident, { snapshot, present, record });
}

const AFTER_ALL: Instant = "9";

function isAfter(event: HistoryEvent, record: IncidentRecord): boolean {
  return !isRemembered(record, event.at, idOf(event));
}
const BEGUN: ProgressOfPhases = {
  diagnose: "now",
  alert: "ahead",
  kludge: "ahead",
  optimize: "ahead",
  report: "ahead",
};

function end(
  told: Incident,
  around: {
    readonly snapshot: Snapshot;
    readonly present: ReplayContext;
    readonly record: IncidentRecord | undefined;
  },
): Incident {
  const { snapshot, present, record } = around;
  const held: Incident = {
    ...told,
    paths: heldPaths(told, present.config),
    ...(record === undefined || record.configs.length === 0 ? {} : { isRemembered: true }),
  };
  const incident = { ...held, isReported: isReported(held, snapshot.report.published) };
  const isOpen = incident.status === "declared";
  return {
    ...(isOpen ? withFormRefusals(incident, snapshot.issue, present) : incident),
    progress: progressOf(incident, present.config),
    missing: isOpen ? stillMissing(incident, present.config) : [],
    asked: isOpen ? askedIn(incident, incident.phase) : [],
  };
}

function stillMissing(incident: Incident, config: Config): readonly FactName[] {
  return incident.phase === "report"
    ? missingIn(incident, "report", config)
    : missingUntil(incident, goalOf(incident), config);
}

/** What the form says and nobody can read is asked about once. */
function withFormRefusals(incident: Incident, issue: Issue, { config }: ReplayContext): Incident {
  const { id, author, createdAt, body } = issue;
  const form = parseIssueForm(body, severityWords(config));
  const said = { by: author.login, at: createdAt, source: id };
  const refusals = formRefusals(incident, { form, said, config });
  return refusals.length === 0
    ? incident
    : withReply(incident, { type: "refused", source: id, to: author.login, refusals });
}

function evolve(incident: Incident, event: HistoryEvent, around: ReplayContext): Incident {
  switch (event.type) {
    case "described":
      return described(incident, event, around);
    case "commented":
      return evolveComment(incident, event, around);
    case "said-later":
      return evolveOrders(incident, event, around);
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
      return evolveAssigned(incident, event, around);
    case "renamed":
      return renamed(incident, event, around);
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

function begin(snapshot: Snapshot, around: ReplayContext): Incident {
  const { issue, timeline } = snapshot;
  const firstRename = timeline.find((event) => event.type === "renamed");
  const said = { by: issue.author.login, at: issue.createdAt, source: issue.id };
  const blank: Incident = {
    number: issue.number,
    url: issue.url,
    status: "none",
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
    called: {},
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
    said: [],
    replies: [],
    accepted: [],
    isReported: false,
    progress: BEGUN,
    missing: [],
    asked: [],
  };
  const formed = described(blank, { ...textsOf(issue)[0], before: "" }, around);
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

/** After the declaration the form is what it was then, unless somebody with permission edits it. */
function described(incident: Incident, event: DescribedEvent, around: ReplayContext): Incident {
  if (!isFree(incident) && !isPermitted(event.by, around.roles, around.config)) return incident;
  const words = severityWords(around.config);
  return withForm(incident, {
    form: parseIssueForm(event.body, words),
    before: parseIssueForm(event.before, words),
    said: event.said,
    config: around.config,
  });
}

/** GitHub's own "close as duplicate" marks first, or closes first: both together say of what. */
function markedDuplicate(
  incident: Incident,
  { by, of }: Extract<TimelineEvent, { readonly type: "marked-duplicate" }>,
  around: ReplayContext,
): Incident {
  if (of === incident.number || !isPermitted(by, around.roles, around.config)) return incident;
  const marked = { ...incident, markedDuplicateOf: of };
  return incident.dismissedAs === "duplicate" ? { ...marked, duplicateOf: of } : marked;
}

/** As the form: after the declaration it is who has permission that says what is broken, and a command's word stays. */
function renamed(
  incident: Incident,
  { id, at, by, to }: Extract<TimelineEvent, { readonly type: "renamed" }>,
  around: ReplayContext,
): Incident {
  const crumb = { at, by: by.login, kind: "renamed", text: to } as const;
  const isCommanded = incident.breadcrumbs.some(
    ({ kind, about }) => kind === "fact" && about === "summary",
  );
  const counts = isFree(incident) || isPermitted(by, around.roles, around.config);
  const summary = { by: by.login, at, source: id, value: to };
  return isCommanded || !counts
    ? withBreadcrumb(incident, crumb)
    : withBreadcrumb({ ...incident, facts: { ...incident.facts, summary } }, crumb);
}

/** Nobody with permission has said that it is one: it is its author's. */
function isFree({ status }: Incident): boolean {
  return status === "none" || status === "candidate";
}
