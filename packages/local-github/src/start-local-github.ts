import { createEmulator } from "emulate";
import { findIssue } from "./act/record.ts";
import type { Author } from "./act/record.ts";
import type { Actor, Issue, Json, Permissions, Role } from "./model.ts";
import { openIssue } from "./act/change-issue.ts";
import { convertIssue, transferIssue } from "./act/leave.ts";
import { labelsByName } from "./act/change-labels.ts";
import { commitAuthor } from "./act/push.ts";
import { actionsControl } from "./actions/actions-control.ts";
import type { ActionsControl } from "./actions/actions-control.ts";
import { createTokens } from "./actor.ts";
import { payloadOf } from "./show/show-delivery.ts";
import { connectGit } from "./git.ts";
import { createRelay } from "./relay.ts";
import type { Deliver, Delivery, Relay } from "./relay.ts";
import { refuse } from "./failure.ts";
import { showIssue } from "./show/show-issue.ts";
import { showInstallation } from "./show/show-app.ts";
import { serveLocalGitHub } from "./serve.ts";
import type { ApiRequest, Exchange, FaultHook } from "./serve.ts";
import { createWorld, findAccount } from "./world.ts";
import type { InstallationState, World } from "./world.ts";
import { generateKeyPairSync } from "node:crypto";

export interface LocalGitHubOptions {
  readonly owner: string;
  readonly repo: string;
  readonly users: readonly { readonly login: string; readonly role: Role }[];
  /** Slugs of the organization's teams that have access. */
  readonly teams?: readonly string[];
  readonly app: {
    readonly slug: string;
    readonly appId: number;
    readonly privateKey?: string;
    readonly webhookSecret: string;
    /** May be set later with `sendWebhooksTo`, when the App's port is known. */
    readonly webhookUrl?: string;
    readonly permissions: Permissions;
    /** Events that the App gets; "*" for all. */
    readonly events: readonly string[];
  };
  readonly port?: number;
  /** Default 100. For several at a time: ids of one must not be those of another. */
  readonly installationId?: number;
  /** Milliseconds since 1970. Every timestamp in answers and webhooks follows it. */
  readonly now?: () => number;
  /** What an older Enterprise Server doesn't know of GraphQL's schema: "Type.field", "Enum.VALUE". */
  readonly lacks?: readonly string[];
  readonly deliver?: Deliver;
  readonly fault?: FaultHook;
  readonly observe?: (exchange: Exchange) => void;
  /** The whole answer has been given to the network. */
  readonly answered?: (request: ApiRequest) => void;
}

export interface FormIssue {
  readonly login: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

export interface LocalGitHub extends ActionsControl {
  /** http://localhost:PORT; REST at /api/v3, GraphQL at /api/graphql. */
  readonly url: string;
  readonly host: string;
  readonly privateKey: string;
  readonly appId: number;
  readonly installationId: number;
  readonly tokenOf: (login: string) => string;
  /** A token as a workflow gets it: acts as github-actions[bot]. */
  readonly actionsToken: (permissions: Permissions) => string;
  /** Puts a pull request into the merge queue. */
  readonly enqueue: (pull: number) => void;
  /** Opens an issue as GitHub's issue form does: its labels are put on, whoever opens it. */
  readonly openFromForm: (form: FormIssue) => Promise<Json>;
  /** Moves an issue to another repository of this owner; what is there can't be asked for. */
  readonly transfer: (login: string, issue: number, to: string) => Promise<void>;
  /** Makes a discussion of an issue, as people do on its page. */
  readonly convertToDiscussion: (login: string, issue: number) => Promise<void>;
  /** Somebody joins the team, leaves it, or gets another role. */
  readonly setRole: (login: string, role: Role) => void;
  /** What the owner makes of the App's installation. */
  readonly changeInstallation: (change: Partial<InstallationState>) => void;
  readonly sendWebhooksTo: (url: string) => void;
  /** Tells the App that it has been installed. */
  readonly announceInstallation: (login: string) => void;
  readonly deliveries: () => readonly Delivery[];
  readonly settled: () => Promise<void>;
  readonly release: Relay["release"];
  readonly redeliver: (id: number) => boolean;
  readonly close: () => Promise<void>;
}

const DEFAULT_INSTALLATION = 100;

let generatedKey: string | undefined;

/** GitHub's two APIs and webhooks for one repository and one App, on loopback. */
export async function startLocalGitHub(options: LocalGitHubOptions): Promise<LocalGitHub> {
  const { app, owner, repo, installationId = DEFAULT_INSTALLATION } = options;
  const now = options.now ?? Date.now;
  const privateKey = app.privateKey ?? generateKey();
  const emulator = await createEmulator({
    service: "github",
    port: 0,
    seed: seedOf(options, privateKey),
  });
  const server = await serveLocalGitHub({
    port: options.port ?? 0,
    fault: options.fault ?? (() => undefined),
    observe: options.observe ?? (() => undefined),
    answered: options.answered ?? (() => undefined),
  });
  const relay = createRelay({
    url: app.webhookUrl,
    secret: app.webhookSecret,
    appId: app.appId,
    events: app.events,
    now,
    deliver: options.deliver ?? (() => "send"),
  });
  const world: World = createWorld({
    origin: server.url,
    owner,
    repo,
    users: options.users,
    teams: options.teams ?? [],
    app,
    installationId,
    now,
    git: connectGit(emulator.url, `${owner}/${repo}`),
    emit: (emission) => {
      const { event, action } = emission;
      relay.emit({ event, action, payload: payloadOf(world, emission) });
    },
  });
  await redateFirstCommit(world);
  const tokens = createTokens(world);
  server.open({ world, tokens, relay, lacks: options.lacks ?? [] });

  return {
    url: server.url,
    host: new URL(server.url).host,
    privateKey,
    appId: app.appId,
    installationId,
    tokenOf: tokens.ofUser,
    actionsToken: (permissions) => {
      const token = `ghs_actions${world.nextId()}`;
      tokens.addInstallation(token, { login: "github-actions[bot]", permissions });
      return token;
    },
    ...actionsControl(world),
    enqueue: (pull) => {
      world.mergeQueue.add(pull);
    },
    openFromForm: async (form) => showIssue(world, await openFromForm(world, form)),
    transfer: async (login, issue, to) =>
      transferIssue(world, userIn(world, login), { issue: findIssue(world, issue), to }),
    convertToDiscussion: async (login, issue) =>
      convertIssue(world, userIn(world, login), findIssue(world, issue)),
    setRole: (login, role) => {
      personIn(world, login).account.role = role;
    },
    changeInstallation: (change) => {
      const { installation } = world;
      installation.current = { ...installation.current, ...change };
    },
    sendWebhooksTo: relay.sendTo,
    announceInstallation: (login) => {
      const body = { installation: showInstallation(world), repositories: [] };
      world.emit({
        event: "installation",
        action: "created",
        sender: personIn(world, login).account,
        body,
      });
    },
    deliveries: relay.deliveries,
    settled: relay.settled,
    release: relay.release,
    redeliver: relay.redeliver,
    close: async () => {
      await server.close();
      await relay.close();
      await emulator.close();
    },
  };
}

function openFromForm(world: World, form: FormIssue): Promise<Issue> {
  const author = personIn(world, form.login);
  return openIssue(world, author, {
    title: form.title,
    body: form.body,
    labels: labelsByName(world, author, form.labels),
    assignees: [],
  });
}

function userIn(world: World, login: string): Actor {
  return { kind: "user", account: personIn(world, login).account };
}

function personIn(world: World, login: string): Author {
  const account = findAccount(world, login) ?? refuse(404, `No user ${login}`);
  return { account, byApp: false };
}

/** emulate's first commit bears the time of the machine. */
async function redateFirstCommit(world: World): Promise<void> {
  const { git, defaultBranch } = world;
  const first = await git.commit((await git.branch(defaultBranch)) ?? "");
  if (first === undefined) return;
  const author = commitAuthor(world, world.owner);
  const sha = await git.addCommit({
    message: first.message,
    tree: first.tree,
    parents: [],
    author,
  });
  await git.setRef(`refs/heads/${defaultBranch}`, sha);
}

/** emulate keeps the App, its tokens and the git repository; one administrator does all the writing there. */
function seedOf(
  { owner, repo, app, installationId = DEFAULT_INSTALLATION }: LocalGitHubOptions,
  privateKey: string,
): Record<string, unknown> {
  const administrator = "emulate-administrator";
  return {
    github: {
      users: [{ login: administrator }],
      orgs: [{ login: owner, members: [{ login: administrator, role: "admin" }] }],
      repos: [{ owner, name: repo }],
      apps: [
        {
          app_id: app.appId,
          slug: app.slug,
          name: app.slug,
          private_key: privateKey,
          permissions: app.permissions,
          events: [],
          installations: [
            { installation_id: installationId, account: owner, repository_selection: "all" },
          ],
        },
      ],
    },
  };
}

/** Once a process, since it takes a tenth of a second. */
function generateKey(): string {
  generatedKey ??= generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();
  return generatedKey;
}
