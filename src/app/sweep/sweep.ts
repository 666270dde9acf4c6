import { mayCommand } from "../../core/plan/jobs-of-event.ts";
import { instantOf } from "../../core/time/time.ts";
import { readInstallations } from "../../github/installation/read-app.ts";
import { countRequests, type PagingGitHub } from "../../github/client/paging-github.ts";
import { readMissed } from "../../github/installation/read-missed.ts";
import { createRedeliver } from "./redeliver.ts";
import type { RedeliverOptions } from "./redeliver.ts";
import type { RepositoryNames } from "../webhook/repository-names.ts";
import type { GitHubRuns } from "../jobs/github-runs.ts";

type SweepOptions = RedeliverOptions & {
  /** With the installation's token, or without a number with the App's own. */
  readonly connect: (installation?: number) => Promise<PagingGitHub>;
  /** Learns what the repositories are called now. */
  readonly names?: Pick<RepositoryNames, "correct">;
  /** The App's id. */
  readonly app: () => Promise<number>;
};

/** As long as GitHub keeps its webhooks; what is older is only found where it is written on an incident. */
const FIRST_LOOK_BACK = 3 * 24 * 60 * 60 * 1000;
/** Clocks differ, and lists lag. */
const OVERLAP = 20 * 60 * 1000;

/** Looks for whatever webhooks should have told, had they come. */
export function createSweep(options: SweepOptions): Pick<GitHubRuns, "sweepApp" | "sweep"> {
  const { connect, app, now, names } = options;
  const redeliver = createRedeliver(options);
  /** When the last sweep of an installation by this process began. */
  const swept = new Map<number, number>();

  return {
    sweepApp: async () => {
      const { github, requests } = countRequests(await connect());
      const installations = await readInstallations(github);
      const taken = await redeliver(github, new Set(installations));
      return { installations, ...taken, requests: requests() };
    },
    sweep: async (installation) => {
      const begun = now();
      const last = swept.get(installation);
      // Somebody may have put our clock right since: what it said then is not to come any more.
      const from = last === undefined ? begun - FIRST_LOOK_BACK : Math.min(last, begun) - OVERLAP;
      const missed = await readMissed(await connect(installation), {
        since: instantOf(from / 1000),
        isFirst: last === undefined,
        mayCommand,
        app,
      });
      swept.set(installation, begun);
      const { repositories, incidents, commands, pulls, gates, requests, isCut } = missed;
      for (const one of repositories) names?.correct(one.repository, one);
      return {
        targets: [
          ...[...incidents, ...commands].map(({ repository, number }) => ({
            kind: "issue" as const,
            installation,
            repository,
            number,
          })),
          // Its run asks for the check, and sees whether it is a rollback.
          ...pulls.map(({ repository, number }) => ({
            kind: "pull" as const,
            installation,
            repository,
            number,
          })),
          ...gates.map(({ repository }) => ({ kind: "gate" as const, installation, repository })),
        ],
        repositories,
        counts: {
          incidents: incidents.length,
          comments: commands.length,
          pulls: pulls.length,
          requests,
        },
        isCut,
      };
    },
  };
}
