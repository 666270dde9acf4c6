import { isRecord, listOf, numberOf, recordOf, textOf } from "@dakor/local-github/narrow";
import type {
  ShownComment,
  Entry,
  Happening,
  ShownLabel,
  ShownPerson,
  Reaction,
  Reference,
  ShownThread,
} from "./thread.ts";

interface ThreadAnswers {
  readonly issue: unknown;
  /** Undefined for an issue. */
  readonly pull: unknown;
  readonly timeline: readonly unknown[];
}

/** GitHub's REST answers as a thread; what is missing is empty. */
export function narrowThread({ issue, pull, timeline }: ThreadAnswers): ShownThread {
  const json = recordOf(issue);
  const isMerged = textOf(recordOf(json["pull_request"])["merged_at"]) !== "";
  const state = json["state"] === "open" ? "open" : isMerged ? "merged" : "closed";
  return {
    kind: isRecord(json["pull_request"]) ? "pull" : "issue",
    number: numberOf(json["number"]),
    nodeId: textOf(json["node_id"]),
    title: textOf(json["title"]),
    body: textOf(json["body"]),
    author: personOf(json["user"]),
    at: textOf(json["created_at"]),
    state,
    stateReason: textOf(json["state_reason"]) || undefined,
    labels: listOf(json["labels"]).map(labelOf),
    assignees: listOf(json["assignees"]).map(personOf),
    reviewers: listOf(recordOf(pull)["requested_reviewers"]).map(personOf),
    head: textOf(recordOf(recordOf(pull)["head"])["ref"]) || undefined,
    base: textOf(recordOf(recordOf(pull)["base"])["ref"]) || undefined,
    reactions: reactionsOf(json["reactions"]),
    timeline: timeline.flatMap(entriesOf),
  };
}

function personOf(value: unknown): ShownPerson {
  const json = recordOf(value);
  const login = textOf(json["login"]) || "ghost";
  return { login: login.replace(/\[bot\]$/, ""), isBot: json["type"] === "Bot" };
}

function labelOf(value: unknown): ShownLabel {
  const json = recordOf(value);
  const color = textOf(json["color"]);
  return { name: textOf(json["name"]), color: /^[0-9a-f]{6}$/i.test(color) ? color : "ededed" };
}

function reactionsOf(value: unknown): readonly Reaction[] {
  return Object.entries(recordOf(value))
    .map(([content, count]) => ({ content, count: numberOf(count) }))
    .filter(({ content, count }) => count > 0 && content !== "total_count");
}

function entriesOf(value: unknown): readonly Entry[] {
  const json = recordOf(value);
  const at = textOf(json["created_at"]);
  if (json["event"] === "commented") return [commentOf(json)];
  const happening = happeningOf(json, { actor: personOf(json["actor"]), at });
  return happening === undefined ? [] : [happening];
}

function commentOf(json: Readonly<Record<string, unknown>>): ShownComment {
  return {
    kind: "comment",
    id: numberOf(json["id"]),
    author: personOf(json["user"]),
    at: textOf(json["created_at"]),
    isEdited: json["updated_at"] !== json["created_at"],
    body: textOf(json["body"]),
    reactions: reactionsOf(json["reactions"]),
  };
}

function happeningOf(
  json: Readonly<Record<string, unknown>>,
  base: { readonly actor: ShownPerson; readonly at: string },
): Happening | undefined {
  const kind = textOf(json["event"]);
  switch (kind) {
    case "labeled":
    case "unlabeled":
      return { ...base, kind, label: labelOf(json["label"]) };
    case "assigned":
    case "unassigned":
      return { ...base, kind, person: personOf(json["assignee"]) };
    case "review_requested":
      return { ...base, kind, person: personOf(json["requested_reviewer"]) };
    case "renamed": {
      const { from, to } = recordOf(json["rename"]);
      return { ...base, kind, from: textOf(from), to: textOf(to) };
    }
    case "closed":
      return { ...base, kind, reason: textOf(json["state_reason"]) || undefined };
    case "merged":
      return { ...base, kind, commit: textOf(json["commit_id"]).slice(0, 7) };
    case "cross-referenced":
      return { ...base, kind, source: referenceOf(recordOf(json["source"])["issue"]) };
    case "reopened":
    case "locked":
    case "unlocked":
    case "comment_deleted":
      return { ...base, kind };
    default:
      return undefined;
  }
}

function referenceOf(value: unknown): Reference {
  const json = recordOf(value);
  return {
    number: numberOf(json["number"]),
    title: textOf(json["title"]),
    isPull: isRecord(json["pull_request"]),
    isMerged: textOf(recordOf(json["pull_request"])["merged_at"]) !== "",
  };
}
