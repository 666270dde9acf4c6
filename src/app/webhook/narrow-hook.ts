import type { Probot } from "probot";
import * as v from "valibot";
import { pullOfGroup } from "../../github/gate/gate-question.ts";
import { ROUTED_EVENTS } from "./routes.ts";

/** What a webhook may tell: where to look. Nothing else of a payload is believed. */
export type Hook = {
  readonly action: string;
  readonly installation: number;
  readonly sender: string;
  readonly repository: Repository | undefined;
  /** Number of an issue that is not a pull request. */
  readonly issue: number | undefined;
  readonly pull: number | undefined;
  /** The number of a pull request that was commented. */
  readonly page: number | undefined;
  /** The issue's labels, and the one that was just put on or taken off. */
  readonly labels: readonly string[];
  /** The bodies of issue and comment, as they are and as they were. */
  readonly texts: readonly string[];
  /** From which commit to which; of a check only its head. */
  readonly base: string | undefined;
  readonly sha: string | undefined;
  /** Number of the pull request that the merge queue's group is for. */
  readonly group: number | undefined;
  /** A push to the default branch that neither makes nor removes it. */
  readonly isOnDefaultBranch: boolean;
  /** A person's comment on an issue or a pull request; node ids. */
  readonly comment: { readonly subject: string; readonly id: string } | undefined;
  /** Where the issue is now, after it was transferred. */
  readonly moved: { readonly repository: Repository; readonly issue: number } | undefined;
};

type Repository = { readonly id: number; readonly owner: string; readonly repo: string };

const Id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const Body = v.nullish(v.string());
const Label = v.object({ name: v.string() });

// Users of managed enterprises have an underscore in their names.
const Login = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/));
const RepoName = v.pipe(v.string(), v.regex(/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/));
const Repo = v.object({ id: Id, name: RepoName, owner: v.object({ login: Login }) });

const Head = v.object({ head_sha: v.string() });
/** What GitHub writes where there is no commit. */
const NO_COMMIT = /^0+$/;

const Payload = v.object({
  // A push has none.
  action: v.optional(v.string(), ""),
  installation: v.object({ id: Id }),
  sender: v.optional(v.object({ login: v.string() })),
  repository: v.optional(v.object({ ...Repo.entries, default_branch: v.optional(v.string()) })),
  issue: v.optional(
    v.object({
      number: Id,
      node_id: v.optional(v.string()),
      body: Body,
      labels: v.optional(v.array(Label)),
      pull_request: v.nullish(v.unknown()),
    }),
  ),
  pull_request: v.optional(v.object({ number: Id })),
  comment: v.optional(v.object({ body: Body, node_id: v.optional(v.string()) })),
  label: v.optional(Label),
  changes: v.optional(
    v.object({
      body: v.optional(v.object({ from: Body })),
      new_issue: v.optional(v.object({ number: Id })),
      new_repository: v.optional(Repo),
    }),
  ),
  check_run: v.optional(Head),
  check_suite: v.optional(Head),
  merge_group: v.optional(
    v.object({ ...Head.entries, base_sha: v.string(), head_ref: v.string() }),
  ),
  ref: v.optional(v.nullable(v.string())),
  before: v.optional(v.nullable(v.string())),
  after: v.optional(v.nullable(v.string())),
});

/** Undefined when it lacks what every payload of an App has, or what it has is of another shape. */
export function narrowHook(payload: unknown): Hook | undefined {
  const { success, output } = v.safeParse(Payload, payload);
  if (!success) return undefined;
  const { action, installation, sender, repository, issue, pull_request, label } = output;
  return {
    action,
    installation: installation.id,
    sender: sender?.login ?? "",
    repository: repository && repositoryOf(repository),
    moved: movedTo(output),
    comment: commentOf(output),
    issue: issue?.pull_request ? undefined : issue?.number,
    pull: pull_request?.number,
    page: issue?.pull_request ? issue.number : undefined,
    labels: [...(issue?.labels ?? []), ...(label ? [label] : [])].map(({ name }) => name),
    ...rangeOf(output),
    texts: [issue?.body, output.comment?.body, output.changes?.body?.from].map(
      (text) => text ?? "",
    ),
  };
}

/** Of which installation a webhook tells. */
export function installationOf(event: { readonly payload: unknown }): number | undefined {
  return narrowHook(event.payload)?.installation;
}

function repositoryOf({ id, owner, name }: v.InferOutput<typeof Repo>): Repository {
  return { id, owner: owner.login, repo: name };
}

function commentOf({ issue, comment, sender }: v.InferOutput<typeof Payload>): Hook["comment"] {
  const [subject, id] = [issue?.node_id, comment?.node_id];
  const isPersons = sender !== undefined && !sender.login.endsWith("[bot]");
  if (subject === undefined || id === undefined || !isPersons) return undefined;
  return { subject, id };
}

function movedTo({ action, changes }: v.InferOutput<typeof Payload>): Hook["moved"] {
  const { new_issue: issue, new_repository: repository } = changes ?? {};
  if (action !== "transferred" || issue === undefined || repository === undefined) return undefined;
  return { issue: issue.number, repository: repositoryOf(repository) };
}

function rangeOf(
  payload: v.InferOutput<typeof Payload>,
): Pick<Hook, "base" | "sha" | "group" | "isOnDefaultBranch"> {
  const { check_run, check_suite, merge_group, repository, ref } = payload;
  const head = (merge_group ?? check_run ?? check_suite)?.head_sha;
  const ends = [merge_group?.base_sha ?? payload.before, head ?? payload.after];
  const branch = repository?.default_branch;
  return {
    base: ends[0] ?? undefined,
    sha: ends[1] ?? undefined,
    group: pullOfGroup(merge_group?.head_ref ?? ""),
    isOnDefaultBranch:
      branch !== undefined &&
      ref === `refs/heads/${branch}` &&
      !ends.some((end) => NO_COMMIT.test(end ?? "")),
  };
}

export type Delivery = Parameters<Probot["webhooks"]["receive"]>[0];

/** A signed body as what Probot takes, if it is one of the events that we listen to. */
export function narrowDelivery(id: string, name: string, body: string): Delivery | undefined {
  return narrowPayload(id, name, JSON.parse(body));
}

/** The same for a payload that has been parsed, by whoever is to be believed. */
export function narrowPayload(id: string, name: string, payload: unknown): Delivery | undefined {
  const delivery = { id, name, payload };
  return isDelivery(delivery) ? delivery : undefined;
}

/** Promises Probot no more than it needs to pick a listener; listeners narrow the payload again (above). */
function isDelivery(delivery: {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
}): delivery is Delivery {
  const { name, payload } = delivery;
  return ROUTED_EVENTS.has(name) && typeof payload === "object" && payload !== null;
}
