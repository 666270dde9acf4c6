import type { NotifyWays } from "../../src/github/write/recent-deliveries.ts";
import { jobsOfWorkflow } from "../../src/action/jobs-of-workflow.ts";
import { runUntilDone } from "../../src/action/run-until-done.ts";
import type { RunSummary } from "../../src/action/run-until-done.ts";
import { workflowRuns } from "../../src/action/workflow-runs.ts";
import { startedJobs } from "@dakor/local-github/started-jobs";
import type { Happened } from "@dakor/local-github/started-jobs";
import type { LocalGitHub } from "@dakor/local-github";
import { connectBot } from "../../src/action/connect-bot.ts";
import { BOT_TOKEN } from "./bot-stage.ts";

export type HereRun = {
  /** Of GraphQL, as the local GitHub counts them. */
  readonly points: number;
  /** Of REST. */
  readonly requests: number;
  readonly summary: RunSummary;
};

type HereOptions = {
  readonly mode?: "bot" | "renew";
  /** How places outside GitHub are reached. */
  readonly notify?: NotifyWays;
};

/** One run of the bot, in this process and without its pauses. */
export async function runBotHere(
  github: LocalGitHub,
  { event, payload }: Happened,
  { mode = "bot", notify }: HereOptions = {},
): Promise<HereRun> {
  const client = connectBot({
    inputs: { token: github.actionsToken(BOT_TOKEN), timeout: 60_000 },
    apiUrl: `${github.url}/api/v3`,
    graphqlUrl: `${github.url}/api/graphql`,
  });
  const begun = github.jobTokenUsed();
  const run = workflowRuns(client, {
    place: { owner: "acme", repo: "shop" },
    app: undefined,
    onlyRenews: mode === "renew",
    ...(notify && { notify }),
    log: () => undefined,
  });
  const summary = await runUntilDone(
    jobsOfWorkflow(event, payload, { mode, issue: undefined }),
    run,
    {
      hasRoom: () => true,
      now: () => Date.now(),
    },
  );
  const used = github.jobTokenUsed();
  return {
    points: used.points - begun.points,
    requests: used.requests - begun.requests,
    summary,
  };
}

/** The same for whatever happened, as the workflows on the default branch have it; undefined where no job of the bot's starts. */
export async function runStarted(
  github: LocalGitHub,
  happened: Happened,
): Promise<HereRun | undefined> {
  const jobs = startedJobs(await github.workflows(), happened);
  const bots = jobs.filter(({ isSkipped, path }) => !isSkipped && path !== GATE);
  let last: HereRun | undefined;
  for (const { event } of bots) last = await runBotHere(github, { ...happened, event });
  return last;
}

const GATE = ".github/workflows/dakor.yml";
