import * as v from "valibot";
import type { HeardEvent, HeardRepository } from "../../core/plan/jobs-of-event.ts";
import { pullOfGroup } from "../gate/gate-question.ts";

const Id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const Body = v.nullish(v.string());
const Label = v.object({ name: v.string() });

// Users of managed enterprises have an underscore in their names.
const Login = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/));
const RepoName = v.pipe(v.string(), v.regex(/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/));
const Repo = v.object({ id: Id, name: RepoName, owner: v.object({ login: Login }) });

const Head = v.object({ head_sha: v.string() });
const SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/** What GitHub writes where there is no commit. */
const NO_COMMIT = /^0+$/;

const Payload = v.object({
  // A push has none.
  action: v.optional(v.string(), ""),
  installation: v.optional(v.object({ id: Id })),
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

type Payload = v.InferOutput<typeof Payload>;

/** The payload of a webhook, or of a workflow's event file; undefined when what it has is of another shape. */
export function narrowEvent(name: string, payload: unknown): HeardEvent | undefined {
  const { success, output } = v.safeParse(Payload, payload);
  if (!success) return undefined;
  const { action, installation, sender, repository, issue, pull_request, label } = output;
  const { comment, changes, check_run, check_suite, merge_group } = output;
  const isPull = Boolean(issue?.pull_request);
  return {
    name,
    action,
    sender: sender?.login ?? "",
    installation: installation?.id,
    repository: repository && repositoryOf(repository),
    issue: isPull ? undefined : issue?.number,
    pull: pull_request?.number,
    page: isPull ? issue?.number : undefined,
    labels: [...(issue?.labels ?? []), ...(label ? [label] : [])].map((one) => one.name),
    texts: [issue?.body, comment?.body, changes?.body?.from].map((text) => text ?? ""),
    head: commitOf((check_run ?? check_suite)?.head_sha),
    range: rangeOf(output),
    group: pullOfGroup(merge_group?.head_ref ?? ""),
    comment: commentOf(output),
    moved: movedTo(output),
  };
}

function repositoryOf({ id, owner, name }: v.InferOutput<typeof Repo>): HeardRepository {
  return { id, owner: owner.login, repo: name };
}

function commentOf({ issue, comment, sender }: Payload): HeardEvent["comment"] {
  const [subject, id] = [issue?.node_id, comment?.node_id];
  const isPersons = sender !== undefined && !sender.login.endsWith("[bot]");
  if (subject === undefined || id === undefined || !isPersons) return undefined;
  return { subject, id };
}

function movedTo({ action, changes }: Payload): HeardEvent["moved"] {
  const { new_issue: issue, new_repository: repository } = changes ?? {};
  if (action !== "transferred" || issue === undefined || repository === undefined) return undefined;
  return { issue: issue.number, repository: repositoryOf(repository) };
}

/** A push that makes or removes the default branch brings nothing in. */
function rangeOf({ merge_group, repository, ref, before, after }: Payload): HeardEvent["range"] {
  const branch = repository?.default_branch;
  const isOnDefault = branch !== undefined && ref === `refs/heads/${branch}`;
  if (merge_group === undefined && !isOnDefault) return undefined;
  const base = commitOf(merge_group?.base_sha ?? before);
  const sha = commitOf(merge_group?.head_sha ?? after);
  return base === undefined || sha === undefined ? undefined : { base, sha };
}

function commitOf(sha: string | null | undefined): string | undefined {
  return sha != null && SHA.test(sha) && !NO_COMMIT.test(sha) ? sha : undefined;
}
