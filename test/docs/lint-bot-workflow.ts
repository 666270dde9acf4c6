import { parse } from "yaml";
import { list, record } from "../../src/github/client/narrow.ts";
import type { Json } from "../../src/github/client/narrow.ts";
import { inWorkflow, MODE_PERMISSIONS } from "../../src/core/model/permission.ts";

const FULL_SHA = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const OURS = /^OWNER\/dakor@(?:SHA|[0-9a-f]{40})$/;

/** What the bot's files have to hear, by their names; of what they don't, the next run finds it. */
const EVENTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "dakor bot": {
    issues: ["opened", "edited", "labeled", "unlabeled", "assigned", "closed", "reopened"],
    issue_comment: ["created", "edited", "deleted"],
    pull_request_target: ["closed"],
    push: [],
    workflow_dispatch: [],
  },
  "dakor watch": {
    pull_request_target: ["opened", "edited", "closed", "reopened"],
    issue_comment: ["created", "edited", "deleted"],
    push: [],
  },
  "dakor clock": { schedule: [] },
  "dakor daily": { schedule: [] },
};

export function isBotWorkflow(text: string): boolean {
  return text.includes("mode: bot");
}

/** What would make a workflow of the bot lose work, fail, or do what it shouldn't. */
export function lintBotWorkflow(text: string): readonly string[] {
  const workflow = record(parse(text));
  const concurrency = record(workflow["concurrency"]);
  const jobs = Object.values(record(workflow["jobs"])).map(record);
  return [
    ...lintEvents(record(workflow["on"]), EVENTS[String(workflow["name"])] ?? {}),
    ...said(EVENTS[String(workflow["name"])] === undefined, "nobody knows its name"),
    ...said(
      "issues" in record(workflow["on"]) && "schedule" in record(workflow["on"]),
      "GitHub would switch off with its schedule what hears incidents",
    ),
    ...said(
      "issues" in record(workflow["on"]) && jobs.some((job) => !("if" in job)),
      "every comment starts a runner",
    ),
    ...said(
      Object.keys(record(workflow["permissions"] ?? { all: 1 })).length > 0,
      "the workflow's permissions are not {}",
    ),
    ...said(concurrency["cancel-in-progress"] !== false, "runs are cancelled"),
    ...said(concurrency["queue"] !== "max", "a waiting run is cancelled by the next"),
    ...said(
      !String(concurrency["group"]).includes("github.event.issue.number"),
      "all incidents wait for each other",
    ),
    ...said(jobs.length !== 1, "there is not just one job"),
    ...jobs.flatMap(lintJob),
  ];
}

function lintEvents(
  events: Json,
  wanted: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  return Object.entries(wanted).flatMap(([name, types]) => {
    if (!(name in events)) return [`it doesn't hear ${name}`];
    const given = list(record(events[name])["types"]);
    return types
      .filter((type) => !given.includes(type))
      .map((type) => `${name} doesn't hear ${type}`);
  });
}

function lintJob(job: Json): readonly string[] {
  const steps = list(job["steps"]).map(record);
  const actions = steps.flatMap(({ uses }) => (typeof uses === "string" ? [uses] : []));
  const ours = steps.find(({ uses }) => OURS.test(String(uses)));
  const hasOwnToken = "token" in record(ours?.["with"]);
  const wanted = hasOwnToken
    ? []
    : Object.entries(inWorkflow(MODE_PERMISSIONS.bot)).map(([name, may]) => `${name}: ${may}`);
  const given = Object.entries(record(job["permissions"])).map(
    ([name, may]) => `${name}: ${String(may)}`,
  );
  return [
    ...said(
      !("permissions" in job) || given.toSorted().join() !== wanted.toSorted().join(),
      "the job may more or less than it needs",
    ),
    ...said(typeof job["timeout-minutes"] !== "number", "the job has no timeout-minutes"),
    ...said(record(ours?.["with"])["mode"] !== "bot", "it doesn't use the bot"),
    ...actions
      .filter((uses) => !OURS.test(uses) && !FULL_SHA.test(uses))
      .map((uses) => `${uses} is not pinned`),
    ...said(
      actions.some((uses) => /checkout/.test(uses)),
      "it checks out what it must not trust",
    ),
    ...said(
      steps.some((step) => String(step["run"]).includes("${{")),
      "a script has an expression in it",
    ),
  ];
}

function said(isWrong: boolean, problem: string): readonly string[] {
  return isWrong ? [problem] : [];
}
