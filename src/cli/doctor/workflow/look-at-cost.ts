import { at, list, text } from "../../../github/client/narrow.ts";
import type { Json } from "../../../github/client/narrow.ts";
import { SWITCHED } from "../../../github/installation/workflow-switches.ts";
import type { Facts } from "../facts.ts";
import { warning } from "../finding.ts";
import type { Verdict } from "../finding.ts";
import { ownJobs } from "./own-jobs.ts";
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
