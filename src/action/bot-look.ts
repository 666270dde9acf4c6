import { isLagging } from "../core/plan/lag.ts";
import { instantOf } from "../core/time.ts";
import { createCommentBook } from "../github/comment-book.ts";
import type { GitHub } from "../github/github.ts";
import { createJobBook } from "../github/job-book.ts";
import { readOpenPulls } from "../github/open-pulls.ts";
import { readAppId } from "../github/read-app-id.ts";
import { readGating } from "../github/read-gate.ts";
import type { Gating } from "../github/read-gate.ts";
import { lookAtPush } from "../github/renew-push.ts";
import type { RenewOptions } from "../github/renew-work.ts";
import { renewOpen } from "../github/renew.ts";
import { createRoleCache } from "../github/role-cache.ts";
import { runIssue } from "../github/run-issue.ts";
import type { Ran, RunOptions } from "../github/run-issue.ts";
import { runPull } from "../github/run-pull.ts";
import { WORKFLOW_BOT } from "../github/selves-of.ts";
import type { Place } from "./asked.ts";
import type { Followed, Found } from "./follow.ts";

export type BotOptions = {
  readonly place: Place;
  /** Slug of the App beside this workflow. */
  readonly app: string | undefined;
  readonly say: (line: string) => void;
};

/** One look of the workflow's bot, through the same runs as the App's. */
export function botLook(
  github: GitHub,
  { place, app, say }: BotOptions,
): (target: Followed) => Promise<Found> {
  const roles = createRoleCache({ clock: () => performance.now() });
  const actions = (): Promise<number> => readAppId(github, WORKFLOW_BOT);
  const said = createCommentBook({ clock: () => performance.now() });
  let known: Gating | undefined;

  function options({ publishes } = { publishes: false }): RunOptions & RenewOptions {
    const now = instantOf(Date.now() / 1000);
    const selves = app === undefined ? [] : [app];
    const book = createJobBook({ publishes });
    return { now, roles, said, selves, isSecond: true, book, app: actions };
  }

  async function lookAt(target: Followed): Promise<Found> {
    switch (target.kind) {
      case "issue":
        return found(await runIssue(github, { ...place, number: target.number }, options()));
      case "pull":
        return found(await runPull(github, { ...place, number: target.number }, options()));
      case "push": {
        const { base, sha } = target;
        const { wrote, issues } = await lookAtPush(github, { ...place, base, sha }, options());
        return { wrote, again: false, related: issues.map(issueOf) };
      }
      case "others":
        return { wrote: false, again: false, related: await others(target.all) };
      case "gate":
        return renew();
    }
  }

  /** One request tells of all unreported incidents, and what the gate depends on. */
  async function others(all: boolean): Promise<readonly Followed[]> {
    known = await readGating(github, place, options());
    const { incidents, snapshots } = known;
    return incidents.flatMap((incident, index) => {
      const snapshot = snapshots[index];
      const isDue = all || (snapshot !== undefined && isLagging(incident, snapshot));
      return isDue ? [issueOf(incident.number)] : [];
    });
  }

  async function renew(): Promise<Found> {
    const gating = known ?? (await readGating(github, place, options()));
    const open = await readOpenPulls(github, place, await actions());
    // An App publishes its own check, and what an App's token opens is judged by a workflow.
    const publishes = app === undefined && gating.selves[0] === WORKFLOW_BOT;
    const desk = { github, place, gating, options: options({ publishes }), ticket: 0 };
    const { wrote, again } = await renewOpen(desk, open);
    return { wrote, again, related: [] };
  }

  function found({ wrote, again, issues, pulls, leftTo }: Ran): Found {
    if (leftTo !== undefined) {
      const hint = app === undefined ? ` If that is your App, add "app: ${leftTo}".` : "";
      say(
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

function issueOf(number: number): Followed {
  return { kind: "issue", number };
}

function pullOf(number: number): Followed {
  return { kind: "pull", number };
}
