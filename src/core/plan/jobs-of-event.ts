import { mayHoldCommand, parseCommands } from "../command/parse-commands.ts";
import { defined } from "../model/defined.ts";

/** What a run is about, in one repository. */
export type RepoJob =
  /** `page`: what people said on a pull request. `notify`: what of an incident is told outside GitHub. */
  | { readonly kind: "issue" | "pull" | "page" | "notify"; readonly number: number }
  /** Whether this pull request may merge. */
  | { readonly kind: "check"; readonly number: number }
  /** Whether each of the repository's open pull requests may merge. */
  | { readonly kind: "gate" }
  /** The pull requests with this head, whose check somebody wants to run again. */
  | { readonly kind: "head"; readonly sha: string }
  /** What a push to the default branch brought in from one commit to the other. */
  | { readonly kind: "push"; readonly base: string; readonly sha: string }
  /** The same for a group of the merge queue; the number is its pull request's, where its branch tells. */
  | {
      readonly kind: "group";
      readonly number?: number;
      readonly base: string;
      readonly sha: string;
    };

/** `repository`: the id of another one than the event's. `installation`: all of its repositories. */
export type EventJob =
  | (RepoJob & { readonly repository?: number })
  | { readonly kind: "installation" };

/** What a webhook, or the event of a workflow, tells: where to look. Nothing else of its payload is believed. */
export type HeardEvent = {
  /** "issue_comment" */
  readonly name: string;
  /** "created"; a push has none. */
  readonly action: string;
  readonly sender: string;
  /** The event of a workflow tells none. */
  readonly installation: number | undefined;
  readonly repository: HeardRepository | undefined;
  /** Number of an issue that is not a pull request. */
  readonly issue: number | undefined;
  readonly pull: number | undefined;
  /** The number of a pull request that was commented. */
  readonly page: number | undefined;
  /** The issue's labels, and the one that was just put on or taken off. */
  readonly labels: readonly string[];
  /** The bodies of issue and comment, as they are and as they were. */
  readonly texts: readonly string[];
  /** The commit of a check. */
  readonly head: string | undefined;
  /** What was pushed to the default branch, or a group of the merge queue would be: from which commit to which. */
  readonly range: { readonly base: string; readonly sha: string } | undefined;
  /** Number of the pull request that the merge queue's group is for. */
  readonly group: number | undefined;
  /** A person's comment on an issue or a pull request; node ids. */
  readonly comment: { readonly subject: string; readonly id: string } | undefined;
  /** Where the issue is now, after it was transferred. */
  readonly moved: { readonly repository: HeardRepository; readonly issue: number } | undefined;
};

export type HeardRepository = {
  readonly id: number;
  readonly owner: string;
  readonly repo: string;
};

const INCIDENT_LABEL = /^(?:incident$|dakor:)/i;
const SUMMONS = /\/(?:incident|declare|dakor)/i;
/** Actions of `issues` after which the issue is no longer here. */
const LEAVES: ReadonlySet<string> = new Set(["deleted", "transferred"]);

/** The work that follows from an event. Only saves requests: what a run does is decided by what it reads. */
export function jobsOfEvent(event: HeardEvent): readonly EventJob[] {
  const { name, action, pull, head, range, group } = event;
  switch (name) {
    case "issues":
      return LEAVES.has(action) ? jobsOfGone(event) : jobsOfIssue(event);
    case "issue_comment":
      return jobsOfIssue(event);
    case "pull_request":
    case "pull_request_target":
      return pull === undefined ? [] : [{ kind: "pull", number: pull }];
    case "check_run":
    case "check_suite":
      return head === undefined ? [] : [{ kind: "head", sha: head }];
    case "push":
      return range === undefined ? [] : [{ kind: "push", ...range }];
    case "merge_group":
      if (range === undefined) return [];
      return [{ kind: "group", ...range, ...defined({ number: group }) }];
    case "installation":
    case "installation_repositories":
    case "repository":
      return [{ kind: "installation" }];
    default:
      return [];
  }
}

function jobsOfIssue(event: HeardEvent): readonly EventJob[] {
  const { issue, page } = event;
  if (page !== undefined) {
    return mayCommandOnPage(event) ? [{ kind: "page", number: page }] : [];
  }
  return issue !== undefined && mayBeIncident(event) ? [{ kind: "issue", number: issue }] : [];
}

/** An incident that is no longer here: what it held is free, and where it is now, it goes on. */
function jobsOfGone(event: HeardEvent): readonly EventJob[] {
  const { issue, moved } = event;
  if (issue === undefined || !mayBeIncident(event)) return [];
  if (moved === undefined) return [{ kind: "gate" }];
  const { repository, issue: number } = moved;
  return [{ kind: "gate" }, { kind: "issue", number, repository: repository.id }];
}

/** Other bots listen there: what holds no command of any kind is not read. */
function mayCommandOnPage({ sender, texts }: HeardEvent): boolean {
  const [, ...said] = texts;
  return (
    !sender.endsWith("[bot]") && said.some((text) => parseCommands(text, "incident").length > 0)
  );
}

function mayBeIncident({ labels, texts }: HeardEvent): boolean {
  return (
    labels.some((label) => INCIDENT_LABEL.test(label)) || texts.some((text) => SUMMONS.test(text))
  );
}

/** Whether a comment may be a command: on an incident any line like one, elsewhere only what could make it an incident. */
export function mayCommand(comment: string, labels: readonly string[]): boolean {
  const isIncident = labels.some((label) => INCIDENT_LABEL.test(label));
  return isIncident ? mayHoldCommand(comment) : SUMMONS.test(comment);
}
