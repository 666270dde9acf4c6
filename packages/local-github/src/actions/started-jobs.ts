import { minimatch } from "minimatch";
import { parse } from "yaml";
import type { Json } from "../model.ts";
import { listOf, recordOf, textOf, textsOf } from "../narrow.ts";
import type { Workflow } from "../rest/workflow-routes.ts";
import { isTrue } from "./evaluate-condition.ts";

/** Something that may start workflows: a webhook, a schedule, somebody's button. */
export interface Happened {
  readonly event: string;
  readonly payload: Json;
}

export interface StartedJob {
  /** ".github/workflows/dakor.yml" */
  readonly path: string;
  readonly id: string;
  /** Which of the two events of a pull request it was. */
  readonly event: string;
  /** By its `if:`. It needs no runner, and isn't billed. */
  readonly isSkipped: boolean;
  readonly job: Json;
}

/** Activities that start a workflow which names none; elsewhere every one does. */
const USUAL_TYPES: Readonly<Record<string, readonly string[]>> = {
  pull_request: ["opened", "reopened", "synchronize"],
  pull_request_target: ["opened", "reopened", "synchronize"],
};

/** The jobs that GitHub would start: of workflows that are on, and whose triggers and filters fit. */
export function startedJobs(
  workflows: readonly Pick<Workflow, "path" | "text" | "state">[],
  happened: Happened,
): readonly StartedJob[] {
  if (isJobsOwn(happened)) return [];
  const events =
    happened.event === "pull_request" ? ["pull_request", "pull_request_target"] : [happened.event];
  return workflows
    .filter(({ state }) => state === "active")
    .flatMap(({ path, text }) => {
      const workflow = parsed(text);
      return events
        .filter((event) => isHeard(workflow["on"], event, happened.payload))
        .flatMap((event) =>
          Object.entries(recordOf(workflow["jobs"])).map(([id, value]) => {
            const job = recordOf(value);
            const around = { event_name: event, event: happened.payload };
            const isSkipped = "if" in job && !isTrue(String(job["if"]), around);
            return { path, id, event, isSkipped, job };
          }),
        );
    });
}

const known = new Map<string, Json>();

/** The same few files are asked about for every event. */
function parsed(text: string): Json {
  const workflow = known.get(text) ?? recordOf(parse(text));
  known.set(text, workflow);
  return workflow;
}

/** What a job does with its own token starts no workflow, but by dispatch. */
function isJobsOwn({ event, payload }: Happened): boolean {
  const sender = textOf(recordOf(payload["sender"])["login"]);
  return sender === "github-actions[bot]" && event !== "workflow_dispatch";
}

function isHeard(triggers: unknown, event: string, payload: Json): boolean {
  if (typeof triggers === "string") return triggers === event;
  if (Array.isArray(triggers)) return triggers.includes(event);
  const all = recordOf(triggers);
  if (!(event in all)) return false;
  if (event === "schedule") {
    return listOf(all[event]).some((one) => recordOf(one)["cron"] === payload["schedule"]);
  }
  const filter = recordOf(all[event]);
  return hasType(filter, event, payload) && (event !== "push" || isPushed(filter, payload));
}

function hasType(filter: Json, event: string, { action }: Json): boolean {
  const types = "types" in filter ? textsOf(filter["types"]) : USUAL_TYPES[event];
  return types === undefined || action === undefined || types.includes(textOf(action));
}

function isPushed(filter: Json, payload: Json): boolean {
  const branch = textOf(payload["ref"]).replace(/^refs\/heads\//, "");
  const paths = listOf(payload["commits"])
    .map(recordOf)
    .flatMap(({ added, modified, removed }) => [added, modified, removed].flatMap(textsOf));
  return (
    fits(filter["branches"], [branch]) && ("paths" in filter ? fits(filter["paths"], paths) : true)
  );
}

function fits(patterns: unknown, names: readonly string[]): boolean {
  if (patterns === undefined) return true;
  return names.some((name) =>
    textsOf(patterns).some((pattern) => minimatch(name, pattern, { dot: true })),
  );
}
