import { parseConfig } from "../src/core/parse-config.ts";
import { parseLinkKey, parseMarker } from "../src/core/marker.ts";
import { plan } from "../src/core/plan/plan.ts";
import { planPull } from "../src/core/plan/plan-pull.ts";
import { replay } from "../src/core/replay.ts";
import { revertedNumber } from "../src/core/revert.ts";
import type { Issue, Pull, ReportState, Role, Snapshot } from "../src/core/snapshot.ts";
import type { Comment, Person, TimelineEvent } from "../src/core/timeline.ts";
import { renderWrites } from "../src/text/render.ts";
import type { Write } from "../src/text/write.ts";

/** A tiny GitHub in memory: one issue, its pull requests, and a bot that is run after each event. */
export type World = {
  readonly snapshot: Snapshot;
  readonly files: ReadonlyMap<number, readonly string[]>;
  /** The last number given out, by the kind of id. */
  readonly lastIds: Readonly<Record<string, number>>;
};

export const SELF: Person = { login: "dakor", isBot: true };

export type WorldOptions = {
  readonly title: string;
  readonly body?: string;
  readonly author?: string;
  readonly labels?: readonly string[];
  readonly createdAt: string;
  readonly roles: Readonly<Record<string, Role>>;
  readonly config?: string;
  readonly template?: string;
};

export function newWorld(options: WorldOptions): World {
  const author: Person = { login: options.author ?? "lea", isBot: false };
  const issue: Issue = {
    id: "I_42",
    number: 42,
    url: "https://github.com/acme/shop/issues/42",
    title: options.title,
    body: options.body ?? "",
    author,
    createdAt: options.createdAt,
    state: "open",
    labels: options.labels ?? [],
    assignees: [],
  };
  const snapshot: Snapshot = {
    now: options.createdAt,
    self: SELF.login,
    repository: {
      id: "R_1",
      owner: "acme",
      name: "shop",
      url: "https://github.com/acme/shop",
      defaultBranch: "main",
      headOid: "a".repeat(40),
    },
    config: parseConfig(options.config),
    ...(options.template === undefined ? {} : { reportTemplate: options.template }),
    issue,
    timeline: (options.labels ?? []).map((label, index) => ({
      type: "labeled",
      id: `LE_0_${index}`,
      at: options.createdAt,
      by: author,
      label,
    })),
    roles: options.roles,
    pulls: [],
    report: { branch: "dakor/report-42", hasReviewers: false },
  };
  return { snapshot, files: new Map(), lastIds: {} };
}

/** Runs the bot until it has nothing left to do; more than a few rounds mean that it never settles. */
export function settle(before: World): {
  readonly world: World;
  readonly writes: readonly Write[];
} {
  let world = before;
  const all: Write[] = [];
  for (let round = 0; round < 8; round += 1) {
    const writes = writesOf(world);
    if (writes.length === 0) return { world, writes: all };
    for (const write of writes) world = applyWrite(world, write);
    all.push(...writes);
  }
  throw new Error(`never settles: ${JSON.stringify(writesOf(world))}`);
}

export function writesOf(world: World): readonly Write[] {
  const { effects } = plan(world.snapshot);
  const pullEffects = world.snapshot.pulls.flatMap((pull) => planPullOf(world, pull));
  return [...renderWrites(effects), ...renderWrites(pullEffects)];
}

function planPullOf(world: World, pull: Pull): ReturnType<typeof planPull>["effects"] {
  const { snapshot } = world;
  if (pull.state !== "open") return [];
  return planPull({
    now: snapshot.now,
    self: snapshot.self,
    repository: snapshot.repository,
    config: snapshot.config.config,
    pull,
    files: world.files.get(pull.number) ?? [],
    authorRole: snapshot.roles[pull.author.login.toLowerCase()] ?? "none",
    incidents: [replay(snapshot)],
  }).effects;
}

export function addEvent(world: World, event: TimelineEvent): World {
  return withSnapshot(world, { timeline: [...world.snapshot.timeline, event] });
}

export function withSnapshot(world: World, part: Partial<Snapshot>): World {
  return { ...world, snapshot: { ...world.snapshot, ...part } };
}

export function withIssue(world: World, part: Partial<Issue>): World {
  return withSnapshot(world, { issue: { ...world.snapshot.issue, ...part } });
}

export function withPull(world: World, number: number, part: Partial<Pull>): World {
  const pulls = world.snapshot.pulls.map((pull) =>
    pull.number === number ? { ...pull, ...part } : pull,
  );
  const report = world.snapshot.report;
  const isReport = report.pull?.number === number;
  return withSnapshot(world, {
    pulls,
    ...(isReport && report.pull !== undefined
      ? { report: { ...report, pull: { ...report.pull, ...part } } }
      : {}),
  });
}

export function nextId(
  world: World,
  prefix: string,
): { readonly id: string; readonly world: World } {
  const last = (world.lastIds[prefix] ?? 0) + 1;
  return {
    id: `${prefix}_${last}`,
    world: { ...world, lastIds: { ...world.lastIds, [prefix]: last } },
  };
}

function applyWrite(before: World, write: Write): World {
  const { id, world } = nextId(before, "X");
  const { issue, now, timeline } = world.snapshot;
  const event = { id, at: now, by: SELF };
  switch (write.type) {
    case "add-comment":
      return write.subject === issue.id
        ? addEvent(world, { ...ownComment(event, write.body), id: `IC_${id}` })
        : commentOnPull(world, write.subject, write.body);
    case "edit-comment":
      return mapComments(world, (comment) =>
        comment.id === write.id ? { ...comment, body: write.body } : comment,
      );
    case "delete-comment":
      return withSnapshot(world, { timeline: timeline.filter((entry) => entry.id !== write.id) });
    case "react":
      return mapComments(world, (comment) =>
        comment.id === write.subject ? { ...comment, hasOwnReaction: true } : comment,
      );
    case "add-label":
    case "remove-label":
      return applyLabel(world, write, event);
    case "close":
      return addEvent(withIssue(world, { state: "closed", closedAs: write.as }), {
        ...event,
        type: "closed",
        reason: write.as,
      });
    case "reopen":
      return addEvent(withIssue(world, { state: "open" }), { ...event, type: "reopened" });
    case "revert":
      return applyRevert(world, write);
    case "create-branch":
    case "commit-file":
    case "open-pull":
    case "request-reviewers":
      return withSnapshot(world, { report: applyReport(world.snapshot, write) });
  }
}

function ownComment(
  event: { readonly id: string; readonly at: string; readonly by: Person },
  body: string,
): Comment {
  return {
    ...event,
    type: "commented",
    body,
    url: `https://github.com/acme/shop/issues/42#${event.id}`,
    isOwn: true,
    hasOwnReaction: false,
  };
}

function mapComments(world: World, change: (comment: Comment) => Comment): World {
  const timeline = world.snapshot.timeline.map((event) =>
    event.type === "commented" ? change(event) : event,
  );
  return withSnapshot(world, { timeline });
}

function commentOnPull(world: World, subject: string, body: string): World {
  const pull = world.snapshot.pulls.find((other) => other.id === subject);
  const link = parseLinkKey(parseMarker(body)?.key ?? "");
  if (pull === undefined || link === undefined) return world;
  return withPull(world, pull.number, {
    links: [...pull.links, { ...link, at: world.snapshot.now }],
  });
}

function applyLabel(
  world: World,
  write: Extract<Write, { readonly label: string }>,
  event: { readonly id: string; readonly at: string; readonly by: Person },
): World {
  const { issue, pulls } = world.snapshot;
  const change = (labels: readonly string[]): readonly string[] =>
    write.type === "add-label"
      ? [...new Set([...labels, write.label])]
      : labels.filter((label) => label !== write.label);
  if (write.subject === issue.id) {
    return addEvent(withIssue(world, { labels: change(issue.labels) }), {
      ...event,
      type: write.type === "add-label" ? "labeled" : "unlabeled",
      label: write.label,
    });
  }
  const pull = pulls.find((other) => other.id === write.subject);
  return pull === undefined ? world : withPull(world, pull.number, { labels: change(pull.labels) });
}

function applyRevert(world: World, write: Extract<Write, { readonly type: "revert" }>): World {
  const reverted = world.snapshot.pulls.find((pull) => pull.id === write.pull);
  if (reverted === undefined) return world;
  const number = 900 + reverted.number;
  const revert: Pull = {
    ...newPull({ number, by: SELF, at: world.snapshot.now }),
    title: write.title,
    body: write.body,
    head: `revert-${reverted.number}-${reverted.head}`,
  };
  return addPull(world, revert);
}

/** A pull request is opened; the one that it reverts knows. */
export function addPull(world: World, pull: Pull): World {
  const reverted = revertedNumber(pull);
  const pulls = world.snapshot.pulls.map((other) =>
    other.number === reverted
      ? { ...other, revertedBy: [...other.revertedBy, pull.number] }
      : other,
  );
  return withSnapshot(world, { pulls: [...pulls, pull] });
}

export function newPull(pull: {
  readonly number: number;
  readonly by: Person;
  readonly at: string;
}): Pull {
  return {
    id: `PR_${pull.number}`,
    number: pull.number,
    url: `https://github.com/acme/shop/pull/${pull.number}`,
    title: `Change ${pull.number}`,
    body: "",
    author: pull.by,
    state: "open",
    createdAt: pull.at,
    head: `change-${pull.number}`,
    headOid: String(pull.number).padStart(40, "0"),
    isLocal: true,
    labels: [],
    links: [],
    revertedBy: [],
  };
}

function applyReport(snapshot: Snapshot, write: Write): ReportState {
  const { report, now } = snapshot;
  switch (write.type) {
    case "create-branch":
      return { ...report, branchOid: write.oid };
    case "commit-file":
      if (write.expectedOid !== report.branchOid) throw new Error("a stale branch was written");
      return {
        ...report,
        branchOid: `${report.branchOid.slice(0, 39)}${report.branchOid.endsWith("1") ? "2" : "1"}`,
        file: { path: write.path, text: write.text },
      };
    case "open-pull":
      return {
        ...report,
        pull: {
          ...newPull({ number: 200, by: SELF, at: now }),
          title: write.title,
          body: write.body,
          head: write.head,
        },
      };
    case "request-reviewers":
      return { ...report, hasReviewers: true };
    default:
      return report;
  }
}
