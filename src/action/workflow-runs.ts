import { neededWatch } from "../core/plan/watch.ts";
import { isLagging } from "../core/plan/reminders.ts";
import { instantOf } from "../core/time/time.ts";
import { createRecentComments } from "../github/write/recent-comments.ts";
import type { GitHub, RepoName } from "../github/client/github.ts";
import { createRecentDeliveries } from "../github/write/recent-deliveries.ts";
import type { NotifyWays } from "../github/write/recent-deliveries.ts";
import { pause } from "../github/client/paced.ts";
import { createActionsCheckPublisher } from "../github/check/actions-check-publisher.ts";
import { isJudged, markJudged } from "../github/gate/judged.ts";
import { readOpenPulls } from "../github/check/open-pulls.ts";
import { readAppId } from "../github/installation/read-app.ts";
import { readGating } from "../github/gate/read-gate.ts";
import type { Gating } from "../github/gate/read-gate.ts";
import { recheckOpen } from "../github/check/recheck.ts";
import { createRoleCache } from "../github/read/read-role.ts";
import { runJob } from "../github/run-job.ts";
import type { Workplace } from "../github/run-job.ts";
import { issueJobs, NOTHING_DONE } from "../github/run-result.ts";
import type { RunResult } from "../github/run-result.ts";
import { WORKFLOW_BOT } from "../core/model/own-bots.ts";
import type { WorkflowJob } from "./workflow-job.ts";
import { createSwitchboard } from "./switchboard.ts";

/** Milliseconds that a job may wait for a target. */
const MOMENT = 15_000;

type WorkflowRunOptions = {
  readonly place: RepoName;
  /** Slug of the App beside this workflow. */
  readonly app: string | undefined;
  /** Only judges, and leaves boards and workflows as they are. */
  readonly onlyRenews: boolean;
  /** How places outside GitHub are reached; without them nobody there is told. */
  readonly notify?: NotifyWays;
  readonly log: (line: string) => void;
};

/** The runs of the workflow's bot, one for each job, through the same ways as the App's. */
export function workflowRuns(
  github: GitHub,
  { place, app, onlyRenews, notify, log }: WorkflowRunOptions,
): (job: WorkflowJob) => Promise<RunResult> {
  const roles = createRoleCache({ clock: () => performance.now() });
  const actions = (): Promise<number> => readAppId(github, WORKFLOW_BOT);
  const said = createRecentComments({ clock: () => performance.now() });
  const recent = createRecentDeliveries({ clock: () => performance.now() });
  const switchboard = createSwitchboard(github, place, log);
  let known: Gating | undefined;
  let isRepaired = false;

  function options({ publishes } = { publishes: false }): Workplace["options"] {
    const now = instantOf(Date.now() / 1000);
    const ownBots = app === undefined ? [] : [app];
    const checks = createActionsCheckPublisher({ publishes });
    return {
      now,
      roles,
      said,
      ownBots,
      isSecond: true,
      checks,
      app: actions,
      ...(notify && { notify: { ...notify, recent } }),
    };
  }

  async function run(job: WorkflowJob): Promise<RunResult> {
    switch (job.kind) {
      case "others":
        return { ...NOTHING_DONE, related: issueJobs(await others(job.all)) };
      case "gate":
        return gate(job.isWhole);
      case "daily":
        await switchboard.keepDaily();
        return NOTHING_DONE;
      case "notify":
        return tell(job.number);
      case "issue":
      case "pull":
      case "page":
      case "push":
        return runJob({ github, place, options: options() }, job);
    }
  }

  /** What a target didn't take just now is tried once more; anything later is for the clock. */
  async function tell(number: number): Promise<RunResult> {
    const once = async (): Promise<RunResult> =>
      runJob({ github, place, options: options() }, { kind: "notify", number });
    const result = await once();
    const wait = Date.parse(result.wakeAt ?? "") - Date.now();
    if (!(wait <= MOMENT)) return result;
    await pause(Math.max(wait, 0));
    const later = await once();
    return { ...later, wrote: result.wrote || later.wrote, related: result.related ?? [] };
  }

  /** One request tells of all unreported incidents, and what the gate depends on. */
  async function others(all: boolean): Promise<readonly number[]> {
    known = await readGating(github, place, options());
    const { incidents, snapshots } = known;
    await switchboard.begin(neededWatch(known, known.options.now), incidents.length > 0);
    return incidents.flatMap((incident, index) => {
      const snapshot = snapshots[index];
      const isDue = all || (snapshot !== undefined && isLagging(incident, snapshot));
      return isDue ? [incident.number] : [];
    });
  }

  /** Open pull requests are listed only where something could be another than when they were judged last. */
  async function gate(isWhole: boolean): Promise<RunResult> {
    const gating = known ?? (await readGating(github, place, options()));
    if (onlyRenews) return renew(gating);
    const needed = neededWatch(gating, gating.options.now);
    const isKnown =
      isJudged(gating) ?? (await switchboard.tells(needed, gating.incidents.length > 0));
    if (isKnown && !isWhole && !isRepaired) {
      await switchboard.end(needed);
      return NOTHING_DONE;
    }
    const result = await renew(gating);
    if (!result.again && result.isPending !== true) {
      await markJudged(github, gating);
      await switchboard.end(needed);
    }
    return result;
  }

  async function renew(gating: Gating): Promise<RunResult> {
    const actionsApp = await actions();
    const open = await readOpenPulls(github, place, actionsApp);
    // An App publishes its own check, and what an App's token opens is judged by a workflow.
    const publishes = app === undefined && gating.ownBots[0] === WORKFLOW_BOT;
    const desk = { github, place, gating, options: options({ publishes }), generation: 0 };
    return recheckOpen(desk, { open, app: actionsApp });
  }

  return async (job) => {
    const result = await run(job);
    // What was read before is old now.
    if (result.wrote) known = undefined;
    isRepaired ||= result.isRepaired === true;
    const { leftTo } = result;
    if (leftTo !== undefined) {
      const advice = app === undefined ? ` If that is your App, add "app: ${leftTo}".` : "";
      log(
        `Left to ${leftTo}[bot] for now, which has a board here: what is new is its turn.${advice}`,
      );
    }
    return result;
  };
}
