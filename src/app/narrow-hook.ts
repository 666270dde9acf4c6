import type { Probot } from "probot";
import * as v from "valibot";
import { ROUTED_EVENTS } from "./routes.ts";

/** What a webhook may tell: where to look. Nothing else of a payload is believed. */
export type Hook = {
  readonly action: string;
  readonly installation: number;
  readonly sender: string;
  readonly repository: { readonly owner: string; readonly repo: string } | undefined;
  /** Number of an issue that is not a pull request. */
  readonly issue: number | undefined;
  readonly pull: number | undefined;
  /** The issue's labels, and the one that was just put on or taken off. */
  readonly labels: readonly string[];
  /** The bodies of issue and comment, as they are and as they were. */
  readonly texts: readonly string[];
};

const Id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const Body = v.nullish(v.string());
const Label = v.object({ name: v.string() });

const Payload = v.object({
  action: v.string(),
  installation: v.object({ id: Id }),
  sender: v.optional(v.object({ login: v.string() })),
  repository: v.optional(v.object({ name: v.string(), owner: v.object({ login: v.string() }) })),
  issue: v.optional(
    v.object({
      number: Id,
      body: Body,
      labels: v.optional(v.array(Label)),
      pull_request: v.nullish(v.unknown()),
    }),
  ),
  pull_request: v.optional(v.object({ number: Id })),
  comment: v.optional(v.object({ body: Body })),
  label: v.optional(Label),
  changes: v.optional(v.object({ body: v.optional(v.object({ from: Body })) })),
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
    repository: repository && { owner: repository.owner.login, repo: repository.name },
    issue: issue?.pull_request ? undefined : issue?.number,
    pull: pull_request?.number,
    labels: [...(issue?.labels ?? []), ...(label ? [label] : [])].map(({ name }) => name),
    texts: [issue?.body, output.comment?.body, output.changes?.body?.from].map(
      (text) => text ?? "",
    ),
  };
}

export type Delivery = Parameters<Probot["webhooks"]["receive"]>[0];

/** A signed body as what Probot takes, if it is one of the events that we listen to. */
export function narrowDelivery(id: string, name: string, body: string): Delivery | undefined {
  const payload: unknown = JSON.parse(body);
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
