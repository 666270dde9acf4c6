import type { Git } from "./git.ts";
import type { RepositorySettings } from "./repository-settings.ts";
import { usualSettings } from "./repository-settings.ts";
import type {
  Account,
  Actor,
  CheckSuite,
  Comment,
  Gone,
  Issue,
  Json,
  Label,
  Permissions,
  Reaction,
  Role,
  Status,
  TimelineEvent,
} from "./model.ts";

export interface AppSettings {
  readonly slug: string;
  readonly appId: number;
  readonly permissions: Permissions;
  readonly events: readonly string[];
}

/** What the owner has made of the App's installation. */
export interface InstallationState {
  readonly permissions: Permissions;
  readonly isSuspended: boolean;
  readonly isUninstalled: boolean;
  /** Whether the repository is one of those that the App may see. */
  readonly hasRepository: boolean;
}

/** A webhook that is about to be queued; `body` lacks what all payloads have. */
export interface Emission {
  readonly event: string;
  readonly action?: string;
  readonly body: Json;
  readonly sender: Account;
}

/** What emulate does not keep, and what it keeps differently from GitHub. */
export interface World {
  readonly origin: string;
  readonly owner: Account;
  readonly repo: { readonly id: number; readonly nodeId: string; name: string };
  /** What the repository was called before: GitHub redirects. */
  readonly formerNames: Set<string>;
  readonly installation: { current: InstallationState };
  defaultBranch: string;
  /** What renamed branches were called before, and what they are called now. */
  readonly formerBranches: Map<string, string>;
  readonly app: AppSettings;
  readonly installationId: number;
  readonly createdAt: number;
  readonly now: () => number;
  readonly nextId: () => number;
  readonly nextNumber: () => number;
  readonly git: Git;
  readonly emit: (emission: Emission) => void;
  readonly accounts: Map<string, Account>;
  /** By lower-case slug. */
  readonly teams: ReadonlyMap<string, Account>;
  readonly labels: Map<number, Label>;
  readonly issues: Map<number, Issue>;
  /** Numbers that have led to an issue. */
  readonly gone: Map<number, Gone>;
  readonly comments: Map<number, Comment>;
  readonly timelines: Map<number, readonly TimelineEvent[]>;
  readonly reactions: Map<number, Reaction>;
  readonly statuses: Status[];
  /** Check runs of GitHub Actions: its jobs, and what they publish with their token. All others are the App's. */
  readonly actionsRuns: Set<number>;
  /** Suites of checks, the oldest first, and the one that each check run belongs to. */
  readonly suites: Map<number, CheckSuite>;
  readonly suiteOfRun: Map<number, number>;
  /** Of each check run, in the order in which they were added. */
  readonly annotations: Map<number, readonly Json[]>;
  /** Numbers of the pull requests in the merge queue. */
  readonly mergeQueue: Set<number>;
  /** Jobs that somebody wanted to run again, in that order. */
  readonly reruns: number[];
  /** Where somebody switched a workflow; by its path. */
  readonly workflowStates: Map<string, WorkflowState>;
  readonly workflowIds: Map<string, number>;
  readonly jobTokenUsed: JobTokenUsed;
  readonly settings: { current: RepositorySettings };
}

/** Since the start, whatever was given back each hour. */
export interface JobTokenUsed {
  points: number;
  requests: number;
}

export type WorkflowState = "active" | "disabled_manually" | "disabled_inactivity";

export interface WorldSettings {
  readonly origin: string;
  readonly owner: string;
  readonly repo: string;
  readonly users: readonly { readonly login: string; readonly role: Role }[];
  readonly teams: readonly string[];
  readonly app: AppSettings;
  readonly installationId: number;
  readonly now: () => number;
  readonly git: Git;
  readonly emit: (emission: Emission) => void;
}

export function createWorld(settings: WorldSettings): World {
  // Every installation's things have ids of their own, as on GitHub.
  let id = settings.installationId * 1_000_000;
  let number = 0;
  const nextId = (): number => ++id;
  const account = (login: string, kind: Account["kind"], role: Role): Account => {
    const accountId = nextId();
    return { id: accountId, nodeId: nodeId(accountPrefix[kind], accountId), login, kind, role };
  };
  const owner = account(settings.owner, "Organization", "admin");
  const repoId = nextId();
  const people = settings.users.map((user) => account(user.login, "User", user.role));
  const bots = [settings.app.slug, "github-actions"].map((slug) => account(slug, "Bot", "none"));
  return {
    ...settings,
    owner,
    repo: { id: repoId, nodeId: nodeId("R", repoId), name: settings.repo },
    defaultBranch: "main",
    createdAt: settings.now(),
    nextId,
    nextNumber: () => ++number,
    accounts: new Map([...people, ...bots].map((one) => [restLogin(one).toLowerCase(), one])),
    teams: new Map(
      settings.teams.map((slug) => [slug.toLowerCase(), account(slug, "Team", "write")]),
    ),
    labels: new Map(),
    issues: new Map(),
    gone: new Map(),
    comments: new Map(),
    timelines: new Map(),
    reactions: new Map(),
    statuses: [],
    actionsRuns: new Set(),
    reruns: [],
    suites: new Map(),
    suiteOfRun: new Map(),
    annotations: new Map(),
    mergeQueue: new Set(),
    workflowStates: new Map(),
    workflowIds: new Map(),
    jobTokenUsed: { points: 0, requests: 0 },
    settings: { current: usualSettings },
    formerNames: new Set(),
    formerBranches: new Map(),
    installation: {
      current: {
        permissions: settings.app.permissions,
        isSuspended: false,
        isUninstalled: false,
        hasRepository: true,
      },
    },
  };
}

const accountPrefix = { User: "U", Bot: "BOT", Organization: "O", Team: "T" } as const;

export function nodeId(prefix: string, id: number): string {
  return `${prefix}_kwDO${id.toString(36).padStart(8, "0")}`;
}

export function restLogin(account: Account): string {
  return account.kind === "Bot" ? `${account.login}[bot]` : account.login;
}

/** The account behind a request; a JWT and nobody have none. */
export function accountOf(actor: Actor): Account | undefined {
  return actor.kind === "user" || actor.kind === "installation" ? actor.account : undefined;
}

export function findAccount(world: World, login: string): Account | undefined {
  return world.accounts.get(login.toLowerCase());
}

export function repoName(world: World): string {
  return `${world.owner.login}/${world.repo.name}`;
}

/** Whether this is or was the repository's name. */
export function isNameOf(world: World, name: string): boolean {
  const asked = name.toLowerCase();
  return asked === repoName(world).toLowerCase() || world.formerNames.has(asked);
}

export function apiUrl(world: World, path: string): string {
  return `${world.origin}/api/v3${path}`;
}

export function repoUrl(world: World, path: string): string {
  return apiUrl(world, `/repos/${repoName(world)}${path}`);
}

export function webUrl(world: World, path: string): string {
  return `${world.origin}/${repoName(world)}${path}`;
}

export function timelineOf(world: World, number: number): readonly TimelineEvent[] {
  return world.timelines.get(number) ?? [];
}

export function commentsOf(world: World, number: number): readonly Comment[] {
  return [...world.comments.values()].filter((comment) => comment.number === number);
}

export function labelsOf(world: World, issue: Issue): readonly Label[] {
  return issue.labels.flatMap((id) => world.labels.get(id) ?? []);
}

export function findLabel(world: World, name: string): Label | undefined {
  return [...world.labels.values()].find(
    (label) => label.name.toLowerCase() === name.toLowerCase(),
  );
}

export function reactionsOf(world: World, subject: string): readonly Reaction[] {
  return [...world.reactions.values()].filter((reaction) => reaction.subject === subject);
}
