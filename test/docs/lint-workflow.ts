import { parse } from "yaml";
import { isRecord, list, record } from "../../src/github/client/narrow.ts";
import type { Json } from "../../src/github/client/narrow.ts";

/** What the gate reads; nothing is written. */
const JOB_PERMISSIONS = {
  checks: "read",
  contents: "read",
  issues: "read",
  "pull-requests": "read",
} as const;
const TYPES = ["opened", "reopened", "synchronize", "edited"];
const FULL_SHA = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const OURS = /^OWNER\/dakor@(?:SHA|[0-9a-f]{40})$/;

export function isWorkflow(text: string): boolean {
  const workflow: unknown = parse(text);
  return isRecord(workflow) && ("jobs" in workflow || "on" in workflow);
}

/** What would make a workflow of the gate hold for ever, let go by accident, or run what it shouldn't. */
export function lintWorkflow(text: string): readonly string[] {
  const workflow = record(parse(text));
  const jobs = Object.values(record(workflow["jobs"])).map(record);
  return [
    ...lintEvents(record(workflow["on"])),
    ...said(!isEmpty(workflow["permissions"]), "the workflow's permissions are not {}"),
    ...said(isCancelling(workflow["concurrency"]), "runs are cancelled"),
    ...said(isOneWaiting(workflow["concurrency"]), "a waiting run is cancelled by the next"),
    ...said(jobs.length !== 1, "there is not just one job"),
    ...jobs.flatMap((job) => lintJob(job, record(workflow["on"]))),
  ];
}

function lintEvents(events: Json): readonly string[] {
  const pulls = ["pull_request", "pull_request_target"].filter((name) => name in events);
  const filters = Object.entries(events).flatMap(([name, event]) =>
    Object.keys(record(event))
      .filter((key) => /^(?:paths|branches|tags)/.test(key))
      .map((key) => `${name} has a ${key} filter`),
  );
  const types = pulls.flatMap((name) => {
    const given = record(events[name])["types"];
    const missing = TYPES.filter((type) => !(Array.isArray(given) && given.includes(type)));
    return missing.map((type) => `${name} doesn't hear ${type}`);
  });
  return [
    ...said(pulls.length !== 1, "it hears not just one of pull_request and pull_request_target"),
    ...said(!("merge_group" in events), "it doesn't hear merge_group"),
    ...filters,
    ...types,
  ];
}

function lintJob(job: Json, events: Json): readonly string[] {
  const steps = list(job["steps"]).map(record);
  const forbidden = ["if", "needs", "strategy", "continue-on-error", "uses", "concurrency"];
  const actions = steps.flatMap(({ uses }) => (typeof uses === "string" ? [uses] : []));
  return [
    ...forbidden.filter((key) => key in job).map((key) => `the job has ${key}`),
    ...said(!isSame(job["permissions"], JOB_PERMISSIONS), "the job may more or less than read"),
    ...said(typeof job["timeout-minutes"] !== "number", "the job has no timeout-minutes"),
    ...said(String(job["name"]) !== "dakor", "the job is not called dakor"),
    ...said(!actions.some((uses) => OURS.test(uses)), "it doesn't use the gate"),
    ...actions.filter((uses) => !isPinned(uses)).map((uses) => `${uses} is not pinned`),
    ...said(
      "pull_request_target" in events && actions.some((uses) => /checkout/.test(uses)),
      "it checks out what it must not trust",
    ),
    ...steps.flatMap(lintStep),
  ];
}

function isPinned(uses: string): boolean {
  return OURS.test(uses) || FULL_SHA.test(uses);
}

function lintStep(step: Json): readonly string[] {
  const scripts = [step["run"], record(step["with"])["script"]];
  return [
    ...said(
      scripts.some((text) => String(text).includes("${{")),
      "a script has an expression in it",
    ),
    ...said("if" in step || "continue-on-error" in step, "a step may be skipped or fail"),
    ...said(record(step["with"])["on-error"] === "allow", "it lets go when GitHub can't be read"),
  ];
}

function isCancelling(concurrency: unknown): boolean {
  return (record(concurrency)["cancel-in-progress"] ?? false) !== false;
}

function isOneWaiting(concurrency: unknown): boolean {
  if (concurrency === undefined) return false;
  return record(concurrency)["queue"] !== "max";
}

function said(isWrong: boolean, problem: string): readonly string[] {
  return isWrong ? [problem] : [];
}

function isEmpty(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}

function isSame(value: unknown, expected: Json): boolean {
  const entries = Object.entries(record(value));
  const isAll = entries.length === Object.keys(expected).length;
  return isAll && entries.every(([key, word]) => expected[key] === word);
}
