import { at, list, record, text } from "../../../github/client/narrow.ts";
import type { Json } from "../../../github/client/narrow.ts";
import { SWITCHED } from "../../../github/installation/workflow-switches.ts";
import type { Facts } from "../facts.ts";
import { warning, wrong } from "../finding.ts";
import type { Verdict } from "../finding.ts";
import { needsOf, ownJobs } from "./parse-workflow.ts";
import type { OwnJob } from "./parse-workflow.ts";

type Cost = {
  readonly isSo: (job: OwnJob) => boolean;
  readonly says: string;
  readonly fix: string;
};

const INIT = "dakor init";

/** What starts runners, each billed as a minute, while nothing is broken; for the file that hears incidents. */
const COSTS: readonly Cost[] = [
  {
    isSo: ({ events }) => crons(events["schedule"]).some((cron) => !/^\S+ \d/.test(cron)),
    says: "looks at the clock all day, also while nothing is broken: every 15 minutes are 2,900 billed minutes a month",
    fix: `${INIT} writes ${SWITCHED.clock}, which the bot switches on and off. Delete schedule from this file.`,
  },
  {
    isSo: ({ events }) => crons(events["schedule"]).some((cron) => /^\S+ \d/.test(cron)),
    says: "has a schedule: 60 days after the last commit in a public repository GitHub switches the whole file off, and incidents are no longer heard",
    fix: `${INIT} writes ${SWITCHED.daily}. Delete schedule from this file.`,
  },
  {
    isSo: ({ job }) => !("if" in job),
    says: "starts a runner for every issue and comment",
    fix: `Give the job the if: that ${INIT} writes. A skipped job costs nothing.`,
  },
  {
    isSo: ({ events }) => hearsPulls(events),
    says: "starts a runner for every pull request, also while nothing is unreported",
    fix: `${INIT} writes ${SWITCHED.pulls}, which the bot switches on and off. Delete pull_request_target from this file.`,
  },
];

const MISSED = {
  clock: "nothing tells the bot that a promise fell due",
  pulls: "the bot doesn't hear pull requests and pushes",
  daily: "nobody makes good what was missed",
} as const;

const DEFAULT_BRANCH = "${{ github.event.repository.default_branch }}";

const LEVELS: readonly unknown[] = ["none", "read", "write"];

export function lookAtCost(job: OwnJob, facts: Facts): readonly Verdict[] {
  const { path, mode, events } = job;
  if (mode !== "bot" || !("issues" in events)) return [];
  const bots = ownJobs(facts).filter((one) => one.mode === "bot");
  return [
    ...COSTS.filter(({ isSo }) => isSo(job)).map(({ says, fix }) =>
      warning(`${path} ${says}.`, fix),
    ),
    ...Object.entries(MISSED).flatMap(([name, misses]) => {
      const file = at(SWITCHED, name);
      const isThere = bots.some((bot) => bot.path.endsWith(`/${text(file)}`));
      const isHere = name === "pulls" ? hearsPulls(events) : "schedule" in events;
      return isThere || isHere
        ? []
        : [warning(`There is no ${text(file)}: ${misses}.`, `${INIT} writes it.`)];
    }),
  ];
}

/** A merge alone is heard for the sake of reverts, and the job's if: keeps all others from a runner. */
function hearsPulls(events: Json): boolean {
  return ["pull_request", "pull_request_target"].some((name) => {
    if (!(name in events)) return false;
    const types = list(at(events, name, "types"));
    return types.length === 0 || types.some((type) => type !== "closed");
  });
}

function crons(schedule: unknown): readonly string[] {
  return list(schedule).map((one) => text(at(one, "cron")));
}

/** Under pull_request_target nothing may run but what is on the default branch already. */
export function lookAtCheckout({ path, id, events, job, uses }: OwnJob): readonly Verdict[] {
  if (!("pull_request_target" in events)) return [];
  const checkout = list(job["steps"])
    .map(record)
    .find((step) => text(step["uses"]).startsWith("actions/checkout@"));
  if (checkout === undefined) return [];
  // A repository's own Action has to be fetched before it can run.
  const isNeeded = uses.some((one) => one.startsWith("."));
  const ref = at(checkout, "with", "ref");
  const isElsewhere = at(checkout, "with", "repository") !== undefined;
  if (!isNeeded || isElsewhere) {
    return [
      wrong(
        `${path}: the job ${id} checks out code under pull_request_target, where a stranger's would run with your rights.`,
        `Delete the step with ${text(checkout["uses"])}: the Action needs no checkout.`,
      ),
    ];
  }
  const isDefault = ref === DEFAULT_BRANCH || (ref === undefined && !("merge_group" in events));
  return isDefault
    ? []
    : [
        wrong(
          `${path}: the job ${id} may check out what is judged, and then it is judged by itself.`,
          `Write in the step with ${text(checkout["uses"])}: ref: ${DEFAULT_BRANCH}`,
        ),
      ];
}

/** What a job may do, against what its mode needs. */
export function lookAtPermissions({ path, id, mode, workflow, job }: OwnJob): readonly Verdict[] {
  const needed = Object.entries(needsOf(mode)?.permissions ?? {});
  const given = job["permissions"] ?? workflow["permissions"];
  const lines = needed.map(([name, level]) => `${name}: ${level}`).join(", ");
  if (given === undefined) {
    return [
      warning(
        `${path}: the job ${id} says no permissions, and gets whatever the repository gives.`,
        `Write permissions: {} at the top, and in the job: ${lines}`,
      ),
    ];
  }
  if (given === "write-all") {
    return [warning(`${path}: the job ${id} may do everything.`, `Write in the job: ${lines}`)];
  }
  const levelOf = (name: string): string =>
    given === "read-all" ? "read" : text(at(given, name)) || "none";
  const lacking = needed.filter(([name, level]) => isLess(levelOf(name), level));
  const allowed = new Map(needed);
  const excess = Object.entries(record(given)).filter(
    ([name, level]) => level === "write" && allowed.get(name) !== "write",
  );
  return [
    ...lacking.map(([name, level]) =>
      wrong(
        `${path}: the job ${id} lacks ${name}: ${level}.`,
        `Add to its permissions: ${name}: ${level}`,
      ),
    ),
    ...excess.map(([name]) =>
      warning(
        `${path}: the job ${id} may write ${name}, and doesn't need to.`,
        `Write ${name}: ${allowed.get(name) ?? "none"}`,
      ),
    ),
  ];
}

function isLess(one: string, other: string): boolean {
  return LEVELS.indexOf(one) < LEVELS.indexOf(other);
}
