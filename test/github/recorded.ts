/** Answers of GitHub's GraphQL API, as they look when they arrive. */

type Json = Readonly<Record<string, unknown>>;

export const LEA: Json = { __typename: "User", login: "lea" };
export const BOT: Json = { __typename: "Bot", login: "dakor" };

export function page(nodes: readonly unknown[], next?: string): Json {
  return { pageInfo: { hasNextPage: next !== undefined, endCursor: next ?? "last" }, nodes };
}

export function comment(id: string, body: string, more: Json = {}): Json {
  return {
    __typename: "IssueComment",
    id,
    createdAt: "2026-02-15T10:00:00Z",
    body,
    url: `https://github.com/acme/shop/issues/42#issuecomment-${id}`,
    lastEditedAt: null,
    author: LEA,
    editor: null,
    reactionGroups: [
      { content: "THUMBS_UP", viewerHasReacted: false },
      { content: "EYES", viewerHasReacted: true },
    ],
    ...more,
  };
}

export function pull(number: number, more: Json = {}): Json {
  return {
    id: `PR_${number}`,
    number,
    url: `https://github.com/acme/shop/pull/${number}`,
    title: `Change ${number}`,
    body: "",
    state: "OPEN",
    createdAt: "2026-02-15T09:00:00Z",
    closedAt: null,
    mergedAt: null,
    headRefName: `change-${number}`,
    headRefOid: "b".repeat(40),
    isCrossRepository: false,
    author: { __typename: "User", login: "john" },
    labels: { nodes: [] },
    comments: page([]),
    revertedBy: { nodes: [] },
    ...more,
  };
}

export function linkComment(key: string, more: Json = {}): Json {
  return {
    author: BOT,
    body: `<!-- dakor link ${key} -->\nThis pull request is a kludge.`,
    createdAt: "2026-02-15T10:05:00Z",
    ...more,
  };
}

export function reference(source: Json, more: Json = {}): Json {
  return {
    __typename: "CrossReferencedEvent",
    id: `CRE_${String(source["number"])}`,
    createdAt: "2026-02-15T10:04:00Z",
    isCrossRepository: false,
    actor: LEA,
    source,
    ...more,
  };
}

export function issue(timeline: readonly unknown[], more: Json = {}): Json {
  return {
    id: "I_42",
    number: 42,
    url: "https://github.com/acme/shop/issues/42",
    title: "Saved cards are refused",
    body: "### Severity\n\ncritical",
    state: "OPEN",
    stateReason: null,
    createdAt: "2026-02-15T09:50:00Z",
    lastEditedAt: null,
    author: LEA,
    editor: null,
    labels: { nodes: [{ id: "LA_incident", name: "incident" }] },
    assignees: { nodes: [{ login: "lea" }] },
    repository: { id: "R_1" },
    timelineItems: page(timeline),
    ...more,
  };
}

export function repository(more: Json = {}): Json {
  return {
    id: "R_1",
    name: "shop",
    url: "https://github.com/acme/shop",
    owner: { login: "acme" },
    defaultBranchRef: { name: "main", target: { oid: "a".repeat(40) } },
    config: null,
    template: null,
    label0: { id: "LA_incident", name: "incident" },
    label1: null,
    reportRef: null,
    reportPulls: { nodes: [] },
    kludges: { nodes: [] },
    ...more,
  };
}

export function incident(timeline: readonly unknown[], more: Json = {}): Json {
  return {
    viewer: { login: "dakor[bot]" },
    repository: repository({ issue: issue(timeline), ...more }),
  };
}
