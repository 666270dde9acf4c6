import { formatKey, type Target } from "./key.ts";
import { narrowHook, type Hook } from "./narrow-hook.ts";
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

const INCIDENT_LABEL = /^(?:incident$|dakor:)/i;
const SUMMONS = /\/(?:incident|dakor)/i;

/** The key to look at after a webhook, if any. Only saves requests: what a run does is decided by what it reads. */
export function routeHook(
  kind: RouteKind,
  event: { readonly name: string; readonly payload: unknown },
  isOwn: (login: string) => boolean,
): string | undefined {
  const hook = narrowHook(event.payload);
  if (hook === undefined) return undefined;
  if (OWN_NOISE.has(`${event.name}.${hook.action}`) && isOwn(hook.sender)) return undefined;
  const target = targetOf(kind, hook);
  return target && formatKey(target);
}

function targetOf(kind: RouteKind, hook: Hook): Target | undefined {
  const { installation, repository, issue, pull } = hook;
  switch (kind) {
    case "issue":
      if (repository === undefined || issue === undefined || !mayBeIncident(hook)) return undefined;
      return { kind, installation, ...repository, number: issue };
    case "pull":
      if (repository === undefined || pull === undefined) return undefined;
      return { kind, installation, ...repository, number: pull };
    case "head":
      if (repository === undefined || hook.sha === undefined) return undefined;
      return { kind, installation, ...repository, sha: hook.sha };
    case "push":
      if (!hook.isOnDefaultBranch) return undefined;
      return rangeOf(kind, hook);
    case "group":
      return rangeOf(kind, hook);
    case "installation":
      return { kind, installation };
  }
}

function rangeOf(kind: "group" | "push", hook: Hook): Target | undefined {
  const { installation, repository, base, sha, group } = hook;
  if (repository === undefined || base === undefined || sha === undefined) return undefined;
  const range = { installation, ...repository, base, sha };
  if (kind === "push") return { kind, ...range };
  return { kind, ...range, ...(group === undefined ? {} : { number: group }) };
}

function mayBeIncident({ labels, texts }: Hook): boolean {
  return (
    labels.some((label) => INCIDENT_LABEL.test(label)) || texts.some((text) => SUMMONS.test(text))
  );
}
