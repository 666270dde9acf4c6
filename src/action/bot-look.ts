import { neededWatch } from "../core/plan/watch.ts";
import { isLagging } from "../core/plan/lag.ts";
import { instantOf } from "../core/time/time.ts";
import { createRecentComments } from "../github/write/recent-comments.ts";
import type { GitHub } from "../github/client/github.ts";
import { createActionsCheckPublisher } from "../github/check/actions-check-publisher.ts";
import { isJudged, markJudged } from "../github/gate/judged.ts";
import { readOpenPulls } from "../github/check/open-pulls.ts";
import { readAppId } from "../github/installation/read-app-id.ts";
import { readGating } from "../github/gate/read-gate.ts";
import type { Gating } from "../github/gate/read-gate.ts";
import { lookAtPush } from "../github/check/recheck-push.ts";
import type { RecheckOptions } from "../github/check/recheck-work.ts";
import { recheckOpen } from "../github/check/recheck.ts";
import { createRoleCache } from "../github/read/role-cache.ts";
import { runIssue } from "../github/run-issue.ts";
import type { Ran, RunOptions } from "../github/run-issue.ts";
import { runPage } from "../github/run-page.ts";
import { runPull } from "../github/run-pull.ts";
import { WORKFLOW_BOT } from "../core/model/own-bots.ts";
import type { JobPlace } from "./asked.ts";
import type { Found } from "./follow.ts";
import type { WorkflowJob } from "./jobs-of-workflow.ts";
import { createSwitchboard } from "./switchboard.ts";

export type BotOptions = {
  readonly place: JobPlace;
  /** Slug of the App beside this workflow. */
  readonly app: string | undefined;
  /** Only judges, and leaves boards and workflows as they are. */
  readonly onlyRenews: boolean;
  readonly log: (line: string) => void;
};

const NOTHING: Found = { wrote: false, again: false, related: [] };

/** One look of the workflow's bot, through the same runs as the App's. */
export function botLook(
  github: GitHub,
  { place, app, onlyRenews, log }: BotOptions,
): (target: WorkflowJob) => Promise<Found> {
  const roles = createRoleCache({ clock: () => performance.now() });
  const actions = (): Promise<number> => readAppId(github, WORKFLOW_BOT);
  const said = createRecentComments({ clock: () => performance.now() });
  const switchboard = createSwitchboard(github, place, log);
  let known: Gating | undefined;
  let isRepaired = false;

  function options({ publishes } = { publishes: false }): RunOptions & RecheckOptions {
    const now = instantOf(Date.now() / 1000);
    const ownBots = app === undefined ? [] : [app];
    const book = createActionsCheckPublisher({ publishes });
    return { now, roles, said, ownBots, isSecond: true, book, app: actions };
  }

  async function lookAt(target: WorkflowJob): Promise<Found> {
    switch (target.kind) {
      case "issue":
        return found(await runIssue(github, { ...place, number: target.number }, options()));
      case "pull":
        return found(await runPull(github, { ...place, number: target.number }, options()));
      case "page":
        return found(await runPage(github, { ...place, number: target.number }, options()));
      case "push": {
        const { base, sha } = target;
        const { wrote, issues } = await lookAtPush(github, { ...place, base, sha }, options());
        return { wrote, again: false, related: issues.map(issueOf) };
      }
      case "others":
        return { ...NOTHING, related: await others(target.all) };
      case "gate":
        return gate(target.isWhole);
      case "daily":
        await switchboard.keepDaily();
        return NOTHING;
    }
  }

  /** One request tells of all unreported incidents, and what the gate depends on. */
  async function others(all: boolean): Promise<readonly WorkflowJob[]> {
    known = await readGating(github, place, options());
    const { incidents, snapshots } = known;
    await switchboard.begin(neededWatch(known, known.options.now), incidents.length > 0);
    return incidents.flatMap((incident, index) => {
      const snapshot = snapshots[index];
      const isDue = all || (snapshot !== undefined && isLagging(incident, snapshot));
      return isDue ? [issueOf(incident.number)] : [];
    });
  }

  /** Open pull requests are listed only where something could be another than when they were judged last. */
  async function gate(isWhole: boolean): Promise<Found> {
    const gating = known ?? (await readGating(github, place, options()));
    if (onlyRenews) return { ...NOTHING, ...(await renew(gating)) };
    const needed = neededWatch(gating, gating.options.now);
    const isKnown =
      isJudged(gating) ?? (await switchboard.tells(needed, gating.incidents.length > 0));
    if (isKnown && !isWhole && !isRepaired) {
      await switchboard.end(needed);
      return NOTHING;
    }
    const { wrote, again, isOpen } = await renew(gating);
    if (!again && isOpen !== true) {
      await markJudged(github, gating);
      await switchboard.end(needed);
    }
    return { wrote, again, related: [] };
  }

  async function renew(gating: Gating): ReturnType<typeof recheckOpen> {
    const actionsApp = await actions();
    const open = await readOpenPulls(github, place, actionsApp);
    // An App publishes its own check, and what an App's token opens is judged by a workflow.
    const publishes = app === undefined && gating.ownBots[0] === WORKFLOW_BOT;
    const desk = { github, place, gating, options: options({ publishes }), generation: 0 };
    return recheckOpen(desk, { open, app: actionsApp });
  }

  function found({ wrote, again, issues, pulls, leftTo, ...ran }: Ran): Found {
    isRepaired ||= ran.isRepaired === true;
    if (leftTo !== undefined) {
      const hint = app === undefined ? ` If that is your App, add "app: ${leftTo}".` : "";
      log(
        `Left to ${leftTo}[bot] for now, which has a board here: what is new is its turn.${hint}`,
      );
    }
    const related = [...issues.map(issueOf), ...pulls.map(pullOf)];
    return { wrote, again, related };
  }

  return async (target) => {
    const seen = await lookAt(target);
    // What was read before is old now.
    if (seen.wrote) known = undefined;
    return seen;
  };
}

function issueOf(number: number): WorkflowJob {
  return { kind: "issue", number };
}

function pullOf(number: number): WorkflowJob {
  return { kind: "pull", number };
}
