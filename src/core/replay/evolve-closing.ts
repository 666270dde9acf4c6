import { withReportPhase } from "./advance.ts";
import { isPermitted } from "../model/authority.ts";
import { withBreadcrumb } from "../model/incident.ts";
import type { Incident } from "../model/incident.ts";
import type { Person, Source, TimelineEvent } from "../model/timeline.ts";
import { reportProblems } from "../report/is-reported.ts";
import { missingUntil } from "../model/need.ts";
import { isPointedAgain } from "./points-again.ts";
import { closesIssue } from "../gate/revert.ts";
import type { ReplayContext } from "./commands/rule.ts";
import { withReply } from "./commands/lifecycle.ts";
import { withFix } from "./commands/optimize.ts";
import { withOutage, withReopening, withReportLeft } from "./commands/broken.ts";
import { withEnd } from "./with-news.ts";
import { isOwnBot } from "../model/own-bots.ts";
import { plus } from "../time/time.ts";
import type { Instant } from "../time/time.ts";

type ClosingEvent = Extract<TimelineEvent, { readonly type: "closed" | "reopened" }>;

export function evolveClosing(
  incident: Incident,
  event: ClosingEvent,
  around: ReplayContext,
): Incident {
  if (isOwnBot(event.by, around.ownBots)) return closedBesides(incident, event);
  // Whether it was over already when somebody called it an incident.
  if (incident.status === "none") return { ...incident, isClosed: event.type === "closed" };
  const said: Source = { by: event.by.login, at: event.at, source: event.id };
  if (event.type === "reopened") return reopened(incident, said);
  if (incident.status === "candidate") return { ...incident, isClosed: true };
  const merged = mergeOf(event, incident, around);
  const fixed = merged === undefined ? incident : withMergedFix(incident, merged, event.at);
  const people = [event.by, ...(merged === undefined ? [] : [merged.author])];
  const isCounted = around.evidence.get(event.id) === "counted";
  const decider =
    people.find((person) => isPermitted(person, around.roles, around.config)) ??
    (isCounted ? people.at(-1) : undefined);
  if (decider === undefined) {
    return withReply(fixed, {
      type: "reopened",
      source: said.by.toLowerCase(),
      to: said.by,
      because: event.by.isBot ? "bot" : "stranger",
    });
  }
  const decided = { ...said, by: decider.login };
  const isRefused = around.evidence.get(event.id) === "refused";
  if (isRefused && event.reason !== "completed") return fixed;
  return event.reason === "completed"
    ? completed(fixed, decided, around)
    : dismissed(fixed, decided, { dismissedAs: event.reason, config: around.config });
}

/** The bot closes what people have closed. Otherwise it was another workflow that shares its account. */
function closedBesides(incident: Incident, { type, by }: ClosingEvent): Incident {
  if (type === "reopened" || incident.isClosed || incident.status !== "declared") return incident;
  return withReply(incident, {
    type: "reopened",
    source: by.login.toLowerCase(),
    to: by.login,
    because: "bot",
  });
}

type Merge = { readonly number: number; readonly author: Person };

/** GitHub closes the issue within moments of the merge. */
const CLOSES_WITHIN = 60;

/** The pull request that closed the issue by its merge: as GitHub says, or by its own "Fixes #42". */
function mergeOf(
  event: Extract<ClosingEvent, { readonly type: "closed" }>,
  incident: Incident,
  around: ReplayContext,
): Merge | undefined {
  if (event.reason !== "completed") return undefined;
  const { pull: number, pullAuthor } = event;
  if (number !== undefined) {
    const author = pullAuthor ?? around.pulls.get(number)?.author ?? event.by;
    return { number, author };
  }
  return [...around.pulls.values()].find(
    (pull) =>
      pull.mergedAt !== undefined &&
      pull.mergedAt <= event.at &&
      plus(pull.mergedAt, CLOSES_WITHIN) >= event.at &&
      closesIssue(pull, incident.number),
  );
}

/** "Fixes #42" is what restores everything, unless it is known already. */
function withMergedFix(incident: Incident, merged: Merge, at: Instant): Incident {
  const { number, author } = merged;
  if (incident.fixes.some((known) => known.pull === number && known.gone === undefined)) {
    return incident;
  }
  return withFix(incident, { by: author.login, at, source: `pull:${number}`, pull: number });
}

function completed(incident: Incident, said: Source, around: ReplayContext): Incident {
  const shown = around.evidence.get(said.source);
  const isFree =
    incident.closedAnyway !== undefined || shown === "counted" || isTold(incident, said, around);
  const missing = isFree ? [] : missingUntil(incident, "report", around.config);
  if (missing.length > 0) {
    const { source, by: to, at } = said;
    return isPointedAgain(incident, { to, at })
      ? incident
      : withReply(incident, { type: "closed-early", source, to, at, missing });
  }
  if (shown === "refused") return incident;
  const closed = withBreadcrumb(
    { ...incident, isClosed: true, closed: said },
    { at: said.at, by: said.by, kind: "closed" },
  );
  return withReportPhase(closed, said);
}

/** Where no bot was there to ask, a complete report has answered. */
function isTold(incident: Incident, closed: Source, { report }: ReplayContext): boolean {
  return report !== undefined && reportProblems(report, { ...incident, closed }).length === 0;
}

type Dismissal = {
  readonly dismissedAs: NonNullable<Incident["dismissedAs"]>;
  readonly config: ReplayContext["config"];
};

function dismissed(incident: Incident, said: Source, { dismissedAs, config }: Dismissal): Incident {
  const goesOnAs = dismissedAs === "duplicate" ? incident.markedDuplicateOf : undefined;
  const duplicate = goesOnAs === undefined ? {} : { duplicateOf: goesOnAs };
  const kind = dismissedAs === "duplicate" ? "duplicate" : "false-alarm";
  const told = withEnd(incident, said, { kind, goesOnAs, config });
  return withBreadcrumb(
    { ...told, status: "dismissed", isClosed: true, closed: said, dismissedAs, ...duplicate },
    { at: said.at, by: said.by, kind: "closed", about: dismissedAs.replace("_", " ") },
  );
}

/** What works isn't reopened: where it was said to work, it is broken again, unless it had only been refused to close. */
function reopened(incident: Incident, said: Source): Incident {
  if (!incident.isClosed) return incident;
  if (incident.status === "candidate") return { ...incident, isClosed: false };
  const again = withReopening(incident, said);
  if (incident.status === "dismissed" || again.moments.restored === undefined) {
    return withReportLeft(again, said);
  }
  return withReply(withOutage(again, said.at, said), {
    type: "broken-again",
    source: said.source,
    to: said.by,
    because: "reopened",
  });
}
