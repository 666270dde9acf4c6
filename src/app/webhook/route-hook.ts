import { mayHoldCommand, parseCommands } from "../../core/command/parse-commands.ts";
import type { RecentComments } from "../../github/write/recent-comments.ts";
import { formatKey, type RepoId, type KeyTarget } from "../jobs/key.ts";
import { narrowHook, type Hook } from "./narrow-hook.ts";
import type { RepositoryNames } from "./repository-names.ts";
import type { RouteKind } from "./routes.ts";

/** What this bot itself does again and again; its next run saw to it already. */
const OWN_NOISE = new Set([
  "issue_comment.created",
  "issue_comment.edited",
  "issue_comment.deleted",
  "issues.labeled",
  "issues.unlabeled",
  "pull_request.labeled",
  "pull_request.unlabeled",
]);

/** Actions of `repository` after which it has another name. */
const RENAMES = new Set(["renamed", "transferred"]);

const INCIDENT_LABEL = /^(?:incident$|dakor:)/i;
const SUMMONS = /\/(?:incident|declare|dakor)/i;

/** The keys to look at after a webhook. Only saves requests: what a run does is decided by what it reads. */
export function routeHook(
  kind: RouteKind,
  event: { readonly name: string; readonly payload: unknown },
  isOwn: (login: string) => boolean,
): readonly string[] {
  const hook = narrowHook(event.payload);
  if (hook === undefined) return [];
  if (OWN_NOISE.has(`${event.name}.${hook.action}`) && isOwn(hook.sender)) return [];
  return targetsOf(kind, hook).flatMap((target) => formatKey(target) ?? []);
}

/** What a webhook says of names; one that changes them only makes us ask, since it may come late. */
export function learnNames(
  event: { readonly name: string; readonly payload: unknown },
  book: Pick<RepositoryNames, "learn" | "forget">,
): void {
  const { action, repository, moved } = narrowHook(event.payload) ?? {};
  if (repository !== undefined) {
    const isNew = event.name === "repository" && RENAMES.has(action ?? "");
    if (isNew) book.forget(repository.id);
    else book.learn(repository.id, repository);
  }
  if (moved !== undefined) book.learn(moved.repository.id, moved.repository);
}

/** What a person has just said must be in what is read next, unless it was deleted. */
export function learnComments(
  event: { readonly name: string; readonly payload: unknown },
  book: Pick<RecentComments, "remember" | "forget">,
): void {
  if (event.name !== "issue_comment") return;
  const { action, comment } = narrowHook(event.payload) ?? {};
  if (comment === undefined) return;
  if (action === "created") book.remember(comment);
  if (action === "deleted") book.forget(comment);
}

function targetsOf(kind: RouteKind, hook: Hook): readonly KeyTarget[] {
  const { installation } = hook;
  if (kind === "installation") return [{ kind, installation }];
  if (hook.repository === undefined) return [];
  const place = { installation, repository: hook.repository.id };
  switch (kind) {
    case "issue":
      if (mayCommandOnPage(hook)) return [{ kind: "page", ...place, number: hook.page }];
      return hook.issue !== undefined && mayBeIncident(hook)
        ? [{ kind, ...place, number: hook.issue }]
        : [];
    case "left":
      return leftBy(hook, place);
    case "pull":
      return hook.pull === undefined ? [] : [{ kind, ...place, number: hook.pull }];
    case "head":
      return hook.sha === undefined ? [] : [{ kind, ...place, sha: hook.sha }];
    case "push":
      return hook.isOnDefaultBranch ? rangesOf(kind, hook, place) : [];
    case "group":
      return rangesOf(kind, hook, place);
  }
}

/** An incident that is no longer here: what it held is free, and where it is now, it goes on. */
function leftBy(hook: Hook, place: RepoId): readonly KeyTarget[] {
  if (hook.issue === undefined || !mayBeIncident(hook)) return [];
  const { installation, moved } = hook;
  return [
    { kind: "gate", ...place },
    ...(moved === undefined
      ? []
      : [
          {
            kind: "issue",
            installation,
            repository: moved.repository.id,
            number: moved.issue,
          } as const,
        ]),
  ];
}

function rangesOf(kind: "group" | "push", hook: Hook, place: RepoId): readonly KeyTarget[] {
  const { base, sha, group } = hook;
  if (base === undefined || sha === undefined) return [];
  const range = { ...place, base, sha };
  if (kind === "push") return [{ kind, ...range }];
  return [{ kind, ...range, ...(group === undefined ? {} : { number: group }) }];
}

/** Other bots listen there: what holds no command of any kind is not read. */
function mayCommandOnPage(hook: Hook): hook is Hook & { readonly page: number } {
  const { page, sender, texts } = hook;
  const [, ...said] = texts;
  return (
    page !== undefined &&
    !sender.endsWith("[bot]") &&
    said.some((text) => parseCommands(text, "incident").length > 0)
  );
}

function mayBeIncident({ labels, texts }: Hook): boolean {
  return (
    labels.some((label) => INCIDENT_LABEL.test(label)) || texts.some((text) => SUMMONS.test(text))
  );
}

/** Whether a comment may be a command: on an incident any line like one, elsewhere only what could make it an incident. */
export function mayCommand(comment: string, labels: readonly string[]): boolean {
  const isIncident = labels.some((label) => INCIDENT_LABEL.test(label));
  return isIncident ? mayHoldCommand(comment) : SUMMONS.test(comment);
}
