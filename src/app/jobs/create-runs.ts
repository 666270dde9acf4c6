import type { Probot } from "probot";
import type { RepoJob } from "../../core/plan/jobs-of-event.ts";
import { instantOf } from "../../core/time/time.ts";
import { createCheckPublisher } from "../../github/check/check-publisher.ts";
import { createRecentComments } from "../../github/write/recent-comments.ts";
import { createRecentDeliveries } from "../../github/write/recent-deliveries.ts";
import type { NotifyWays } from "../../github/write/recent-deliveries.ts";
import { readOwnApp } from "../../github/installation/read-app.ts";
import { failure, notFound } from "../../github/client/failure.ts";
import { createHeldIncidents } from "../../github/gate/held-incidents.ts";
import {
  readInstallationOf,
  readRepositoryId,
  readRepositoryName,
} from "../../github/installation/read-repository-name.ts";
import { createRoleCache } from "../../github/read/read-role.ts";
import type { Workplace } from "../../github/run-job.ts";
import { systemClock, type Clocks } from "../../queue/clock.ts";
import { createJobClients } from "./job-clients.ts";
import type { JobKind } from "../../core/model/permission.ts";
import type { RepoId } from "./key.ts";
import { createBoundedMap } from "../chat/bounded-map.ts";
import { createRepositoryNames } from "../webhook/repository-names.ts";
import type { RepositoryName } from "../webhook/repository-names.ts";
import { learnComments, learnNames } from "../webhook/learn-event.ts";
import type { GitHubRuns } from "./github-runs.ts";
import { createSweep } from "../sweep/sweep.ts";

/** The token that a job's run gets. */
const TOKENS: Readonly<Record<RepoJob["kind"], JobKind>> = {
  issue: "issue",
  pull: "pull",
  page: "pull",
  notify: "notify",
  check: "check",
  gate: "check",
  head: "check",
  group: "group",
  push: "push",
};

/** Repositories of which something was said in a chat. */
const MOST_FOUND = 1000;
type RunsOptions = {
  readonly clocks?: Clocks;
  /** How places outside GitHub are reached; without them nobody there is told. */
  readonly notify?: NotifyWays;
};

/** The real ones: GitHub through Probot's client, and narrower ones for each kind of work. */
export function createRuns(
  probot: Pick<Probot, "auth" | "webhooks">,
  { clocks = systemClock, notify }: RunsOptions = {},
): GitHubRuns {
  const { now, elapsed } = clocks;
  const roles = createRoleCache({ clock: elapsed });
  const readApp = remembered(async () => readOwnApp(await probot.auth()));
  const app = async (): Promise<number> => (await readApp()).id;
  const checks = createCheckPublisher(app);
  const said = createRecentComments({ clock: elapsed });
  const held = createHeldIncidents({ clock: elapsed });
  const recent = createRecentDeliveries({ clock: elapsed });
  const names = createRepositoryNames();
  const found = createBoundedMap<RepoId>(MOST_FOUND);
  const clients = createJobClients(probot, elapsed);

  /** Works with a token for this kind of job, under the repository's name. */
  async function at<T>(
    { installation, repository }: RepoId,
    kind: JobKind,
    work: (workplace: Workplace) => Promise<T>,
  ): Promise<T> {
    const github = await clients.connect(kind, { installation, repository });
    const place = await names.read(repository, () => readRepositoryName(github, repository));
    const options: Workplace["options"] = {
      now: instantOf(now() / 1000),
      roles,
      checks,
      said,
      held,
      app,
      ...(notify && { notify: { ...notify, recent } }),
      forReport: () => clients.connect("report", { installation, repository }),
      forQueue: () => clients.connect("queue", { installation, repository }),
    };
    try {
      return await work({ github, place, options });
    } catch (thrown) {
      // It may be the name that is gone, not what it stood for: the next run asks.
      if (isElsewhere(thrown)) names.forget(repository);
      throw thrown;
    }
  }

  /** Where the App is installed there; a repository that is gone is looked for again the next time. */
  async function findRepository({ owner, repo }: RepositoryName): Promise<RepoId> {
    const name = `${owner}/${repo}`.toLowerCase();
    const known = found.get(name);
    if (known !== undefined) return known;
    const installation = await readInstallationOf(await probot.auth(), { owner, repo });
    const github = await clients.connect("sweep", { installation });
    const repository = await readRepositoryId(github, { owner, repo });
    names.correct(repository, { owner, repo });
    found.set(name, { installation, repository });
    return { installation, repository };
  }

  return {
    self: async () => (await readApp()).slug,
    learn: (event) => {
      learnNames(event, names);
      learnComments(event, said);
      if (event.name === "installation") clients.forget(event.installation ?? 0);
    },
    doubtTokens: clients.doubt,
    ...createSweep({
      connect: async (installation) =>
        installation === undefined ? probot.auth() : clients.connect("sweep", { installation }),
      // Probot has its hooks only when it is ready.
      receive: (delivery) => probot.webhooks.receive(delivery),
      names,
      now,
      app,
    }),
    run: async (job) => {
      // Loading this takes as long as the rest of the start: the first run does it, when webhooks are heard already.
      const { runJob } = await import("../../github/run-job.ts");
      return at(job, TOKENS[job.kind], (workplace) => runJob(workplace, job));
    },
    answer: async (ref, answer) => {
      // Of whom the operator lets nobody tell elsewhere, nobody hears there either.
      if (notify?.allows?.(ref.owner) === false) throw notFound(`answer for ${ref.owner}`);
      const { runAnswer } = await import("../../github/run-answer.ts");
      const repository = await findRepository(ref);
      try {
        const result = await at(repository, "issue", ({ github, place, options }) =>
          runAnswer(github, { ref: { ...place, number: ref.number }, answer }, options),
        );
        return { ...result, issue: { ...repository, number: ref.number } };
      } catch (thrown) {
        if (isElsewhere(thrown)) found.delete(`${ref.owner}/${ref.repo}`.toLowerCase());
        throw thrown;
      }
    },
    reportProblem: async (issue, problem) => {
      const { reportBoardProblem } = await import("../../github/write/report-board-problem.ts");
      return at(issue, "issue", ({ github, place }) =>
        reportBoardProblem(github, { ...place, number: issue.number }, problem),
      );
    },
  };
}

/** Not there under this name, or a redirect. */
function isElsewhere(thrown: unknown): boolean {
  const { status } = failure("run", thrown);
  return status === 404 || (status >= 300 && status < 400);
}

/** Asked once; a failure isn't remembered. */
function remembered<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  return () => {
    const asked = known ?? read();
    known = asked;
    asked.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked;
  };
}
