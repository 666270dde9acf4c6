import { INPUTS } from "../../../action/inputs.ts";
import { CHECK_NAME } from "../../../github/check/check-run.ts";
import { CONFIG_PATH } from "../../../core/config/config.ts";
import { secretNames } from "../../../core/config/notify-target.ts";
import { parseConfig } from "../../../core/config/parse-config.ts";
import { filesOf } from "../facts.ts";
import { at, isRecord, list, record } from "../../../github/client/narrow.ts";
import type { Facts } from "../facts.ts";
import { warning, wrong } from "../finding.ts";
import type { Verdict } from "../finding.ts";
import { JOB_NEEDS, isBot, isPinned, needsOf, ownJobs } from "./parse-workflow.ts";
import type { OwnJob } from "./parse-workflow.ts";
import { lookAtCheckout, lookAtCost, lookAtPermissions } from "./look-at-job.ts";

export type JobRule = {
  /** Which modes of the Action it is about. */
  readonly modes: "all" | readonly string[];
  readonly look: (job: OwnJob, facts: Facts) => readonly Verdict[];
  /** What to say where nothing is wrong. */
  readonly fine: string;
};

const GATE = ["gate"] as const;

/** What goes wrong with workflows of the Action, one rule each. */
export const JOB_RULES = {
  trigger: { modes: "all", look: lookAtTrigger, fine: "The jobs hear what they need to hear." },
  cost: {
    modes: "all",
    look: lookAtCost,
    fine: "No job starts where there is nothing to do.",
  },
  filters: { modes: GATE, look: lookAtFilters, fine: "No filter keeps the gate from running." },
  skippable: { modes: GATE, look: lookAtSkipping, fine: "The gate's job can't be skipped." },
  name: { modes: GATE, look: lookAtName, fine: "The gate's job has a name that works." },
  queue: { modes: GATE, look: lookAtQueue, fine: "The gate hears the merge queue." },
  permissions: {
    modes: "all",
    look: lookAtPermissions,
    fine: "The jobs may do what they need, and no more.",
  },
  checkout: { modes: "all", look: lookAtCheckout, fine: "Nothing of a pull request is run." },
  secrets: {
    modes: "all",
    look: lookAtSecrets,
    fine: "Every secret that the configuration names is passed on.",
  },
  pins: { modes: "all", look: lookAtPins, fine: "Every Action is pinned to a commit." },
  concurrency: {
    modes: "all",
    look: lookAtConcurrency,
    fine: "Runs wait for each other, and none is cancelled.",
  },
} as const satisfies Readonly<Record<string, JobRule>>;

/** A target whose secret isn't there is told nothing. */
function lookAtSecrets(
  { mode, path, workflow, job, step }: OwnJob,
  facts: Facts,
): readonly Verdict[] {
  if (mode !== "bot") return [];
  const { notify } = parseConfig(filesOf(facts)?.config).config;
  const given = [workflow, job, step].flatMap((part) => Object.keys(record(part["env"])));
  const missing = secretNames(notify).filter((name) => !given.includes(name));
  const lines = missing.map((name) => `${name}: \${{ secrets.${name} }}`);
  return missing.length === 0
    ? []
    : [
        wrong(
          `${path} doesn't pass on ${missing.join(", ")}, which ${CONFIG_PATH} names: whom it is for is told nothing.`,
          `dakor init writes it; or by hand under env: ${lines.join(", ")}. Then gh secret set ${missing[0] ?? ""}`,
        ),
      ];
}

const PULL_EVENTS = ["pull_request", "pull_request_target"] as const;
const PULL_TYPES = ["opened", "reopened", "synchronize", "edited"] as const;
/** What GitHub takes where no types are given. */
const USUAL_TYPES = ["opened", "reopened", "synchronize"] as const;

function lookAtTrigger(job: OwnJob, facts: Facts): readonly Verdict[] {
  const { path, mode, events } = job;
  if (mode !== "gate") return lookAtOtherTriggers(job, facts);
  const heard = PULL_EVENTS.filter((name) => name in events);
  if (heard.length === 0) {
    return [
      wrong(
        `${path} doesn't run for pull requests, so a required check of it never comes.`,
        `Add to on: pull_request_target with types: [${PULL_TYPES.join(", ")}]`,
      ),
    ];
  }
  if (heard.length > 1) {
    return [
      wrong(
        `${path} runs twice for each pull request.`,
        "Keep pull_request_target, and take out pull_request.",
      ),
    ];
  }
  const given = at(events, heard[0] ?? "", "types");
  const types = given === undefined ? USUAL_TYPES : list(given);
  const missing = PULL_TYPES.filter((type) => !types.some((one) => one === type));
  return missing.length === 0
    ? []
    : [
        wrong(
          `${path} doesn't run when a pull request is ${missing.join(" or ")}: its check is then out of date.`,
          `Write types: [${PULL_TYPES.join(", ")}]`,
        ),
      ];
}

/** What one file doesn't hear, another may; so the first of them answers for all. */
function lookAtOtherTriggers({ path, mode }: OwnJob, facts: Facts): readonly Verdict[] {
  const needs = needsOf(mode);
  if (needs === undefined) {
    const known = Object.keys(JOB_NEEDS).join(", ");
    return [
      wrong(
        `${path} sets mode: ${mode}, which there is not.`,
        `Set mode to one of: ${known} (left out: ${INPUTS.mode.default})`,
      ),
    ];
  }
  const alike = ownJobs(facts).filter((job) => job.mode === mode);
  if (alike[0]?.path !== path) return [];
  const missing = needs.events.filter((name) => !alike.some(({ events }) => name in events));
  return missing.length === 0
    ? []
    : [
        wrong(
          `${path} doesn't hear ${missing.join(", ")}, which mode: ${mode} needs.`,
          `Add to on: ${missing.join(", ")}`,
        ),
      ];
}

function lookAtFilters({ path, events }: OwnJob): readonly Verdict[] {
  return Object.entries(events).flatMap(([name, event]) =>
    Object.keys(record(event))
      .filter((key) => /^(?:paths|branches|tags)/.test(key))
      .map((key) =>
        wrong(
          `${path} filters ${name} by ${key}: where it doesn't run, the required check stays pending for ever.`,
          `Delete ${key} below ${name}. Without an incident the gate takes a second.`,
        ),
      ),
  );
}

const SKIPS = ["if", "needs", "strategy", "continue-on-error"] as const;

function lookAtSkipping({ path, id, job, step }: OwnJob): readonly Verdict[] {
  return [
    ...SKIPS.filter((key) => key in job).map((key) =>
      wrong(
        `${path}: the job ${id} has ${key}. A skipped job counts as a success, and lets the merge through.`,
        `Delete ${key} from the job ${id}.`,
      ),
    ),
    ...["if", "continue-on-error"]
      .filter((key) => key in step)
      .map((key) =>
        wrong(
          `${path}: the gate's own step has ${key}, and may let a merge through.`,
          `Delete ${key} from that step.`,
        ),
      ),
  ];
}

/** The bot finds the job whose verdict is out of date by its name. */
function lookAtName({ path, name }: OwnJob, facts: Facts): readonly Verdict[] {
  const hasBot = ownJobs(facts).some(isBot);
  return name === CHECK_NAME || !hasBot
    ? []
    : [
        warning(
          `${path} calls the gate's job ${name}: the bot runs only the job ${CHECK_NAME} again when a verdict is out of date.`,
          `Write name: ${CHECK_NAME} in the gate's job, and require that check.`,
        ),
      ];
}

function lookAtQueue({ path, events }: OwnJob, { rules }: Facts): readonly Verdict[] {
  if ("merge_group" in events) return [];
  const fix = "Add to on: merge_group:";
  return rules.ok && rules.value.hasMergeQueue
    ? [
        wrong(
          `${path} doesn't hear merge_group: the merge queue waits for it until its time-out.`,
          fix,
        ),
      ]
    : [warning(`${path} doesn't hear merge_group: with a merge queue nothing would merge.`, fix)];
}

function lookAtPins({ path, uses }: OwnJob): readonly Verdict[] {
  return uses
    .filter((one) => !isPinned(one))
    .map((one) =>
      warning(
        `${path} uses ${one}, which somebody may move.`,
        `Replace what follows @ by the full SHA of its commit: uses: ${one.replace(/@.*/, "")}@<SHA>`,
      ),
    );
}

function lookAtConcurrency({ path, workflow, job }: OwnJob): readonly Verdict[] {
  const found = job["concurrency"] ?? workflow["concurrency"];
  if (found === undefined) {
    return [
      warning(
        `${path} has no concurrency: two runs may overtake each other.`,
        "Add concurrency with a group, cancel-in-progress: false and queue: max",
      ),
    ];
  }
  const cancels = isRecord(found) ? (found["cancel-in-progress"] ?? false) : false;
  return cancels === false
    ? []
    : [
        wrong(
          `${path} cancels runs: a cancelled required check holds the merge, and an event is lost.`,
          "Write cancel-in-progress: false",
        ),
      ];
}
