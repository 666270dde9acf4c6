import { parseConfig } from "../src/core/config/parse-config.ts";
import { revertedNumber } from "../src/core/gate/revert.ts";
import type { Issue, Pull, Snapshot } from "../src/core/model/snapshot.ts";
import type { PastDrill } from "../src/core/report/drill-score.ts";
import type { Role } from "../src/core/model/role.ts";
import type { Comment, Person, TimelineEvent } from "../src/core/model/timeline.ts";

/** A tiny GitHub in memory: one issue, its pull requests, and a bot that is run after each event. */
export type World = {
  readonly snapshot: Snapshot;
  readonly files: ReadonlyMap<number, readonly string[]>;
  /** What is said on the pages of pull requests, by their numbers. */
  readonly pages: ReadonlyMap<number, readonly Comment[]>;
  /** Pull requests that GitHub can't revert. */
  readonly conflicts: ReadonlySet<number>;
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
  readonly drills?: readonly PastDrill[];
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
    ownBots: [SELF.login],
    repository: {
      id: "R_1",
      owner: "acme",
      name: "shop",
      url: "https://github.com/acme/shop",
      isPrivate: false,
      defaultBranch: "main",
      headOid: "a".repeat(40),
    },
    config: parseConfig(options.config),
    ...(options.template === undefined ? {} : { reportTemplate: options.template }),
    ...(options.drills === undefined ? {} : { drills: options.drills }),
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
  return { snapshot, files: new Map(), pages: new Map(), conflicts: new Set(), lastIds: {} };
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

export function mapPull(world: World, number: number, change: (pull: Pull) => Pull): World {
  return withSnapshot(world, {
    pulls: world.snapshot.pulls.map((pull) => (pull.number === number ? change(pull) : pull)),
  });
}

/** Changes what is said on a pull request's page. */
export function mapPage(
  world: World,
  number: number,
  change: (comments: readonly Comment[]) => readonly Comment[],
): World {
  const comments = change(world.pages.get(number) ?? []);
  return { ...world, pages: new Map([...world.pages, [number, comments]]) };
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
