import type { Probot } from "probot";
import { instantOf } from "../../core/time/time.ts";
import { createCheckPublisher } from "../../github/check/check-publisher.ts";
import { createRecentComments } from "../../github/write/recent-comments.ts";
import { readOwnApp } from "../../github/installation/check-run-app.ts";
import { failure } from "../../github/client/failure.ts";
import type { GitHub } from "../../github/client/github.ts";
import type { MergeGroup } from "../../github/gate/judge-group.ts";
import { createHeldBook } from "../../github/gate/held-book.ts";
import { readRepositoryName } from "../../github/installation/read-repository-name.ts";
import { createRoleCache } from "../../github/read/role-cache.ts";
import type { Ran, RunOptions } from "../../github/run-issue.ts";
import type { RecheckOptions } from "../../github/check/recheck-work.ts";
import { systemClock, type Clocks } from "../../queue/clock.ts";
import { createJobClients } from "./job-clients.ts";
import type { JobKind } from "./job-permissions.ts";
import type { RepoId } from "./key.ts";
import { createRepositoryNames, type RepositoryName } from "../webhook/repository-names.ts";
import { learnComments, learnNames } from "../webhook/learn-event.ts";
import type { Range, Seen, Shell } from "./shell.ts";
import { createSweep } from "../sweep/sweep.ts";

/** The real one: GitHub through Probot's client, and narrower ones for each kind of work. */
export function connectShell(
  probot: Pick<Probot, "auth" | "webhooks">,
  clocks: Clocks = systemClock,
): Shell {
  const { now, elapsed } = clocks;
  const roles = createRoleCache({ clock: elapsed });
  const readApp = remembered(async () => readOwnApp(await probot.auth()));
  const app = async (): Promise<number> => (await readApp()).id;
  const checks = createCheckPublisher(app);
  const said = createRecentComments({ clock: elapsed });
  const held = createHeldBook({ clock: elapsed });
  const names = createRepositoryNames();
  const clients = createJobClients(probot, elapsed);

  /** Runs with a token for this work, under the repository's name. */
  async function at<T>(place: RepoId, kind: JobKind, run: (look: Look) => Promise<T>): Promise<T> {
    const { installation, repository } = place;
    const looks = await import("./looks.ts");
    const github = await clients.connect(kind, { installation, repository });
    const name = await names.read(repository, () => readRepositoryName(github, repository));
    const options: Look["options"] = {
      now: instantOf(now() / 1000),
      roles,
      book: checks,
      said,
      held,
      app,
      forReport: () => clients.connect("report", { installation, repository }),
      forQueue: () => clients.connect("queue", { installation, repository }),
    };
    try {
      return await run({ looks, github, name, options });
    } catch (thrown) {
      // It may be the name that is gone, not what it stood for: the next run asks.
      if (isElsewhere(thrown)) names.forget(repository);
      throw thrown;
    }
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
      book: names,
      now,
      app,
    }),
    runIssue: (ref) =>
      at(ref, "issue", async ({ looks, github, name, options }) =>
        seen(await looks.runIssue(github, { ...name, number: ref.number }, options)),
      ),
    tellTrouble: (ref, trouble) =>
      at(ref, "issue", ({ looks, github, name }) =>
        looks.reportBoardProblem(github, { ...name, number: ref.number }, trouble),
      ),
    runPull: (ref) =>
      at(ref, "pull", async ({ looks, github, name, options }) => {
        const ran = await looks.runPull(github, { ...name, number: ref.number }, options);
        return seen(ran, ran.isOpen === true ? [{ kind: "check", number: ref.number }] : []);
      }),
    runPage: (ref) =>
      at(ref, "pull", async ({ looks, github, name, options }) =>
        seen(await looks.runPage(github, { ...name, number: ref.number }, options)),
      ),
    check: (ref) =>
      at(ref, "check", ({ looks, github, name, options }) =>
        looks.recheckOne(github, { ...name, number: ref.number }, options),
      ),
    renew: (place) =>
      at(place, "check", ({ looks, github, name, options }) =>
        looks.recheckAll(github, name, options),
      ),
    checkHead: (head) =>
      at(head, "check", ({ looks, github, name, options }) =>
        looks.recheckAsked(github, { ...name, sha: head.sha }, options),
      ),
    checkGroup: (group) =>
      at(group, "group", ({ looks, github, name, options }) =>
        looks.recheckGroup(github, groupOf(name, group), options),
      ),
    lookAtPush: (push) =>
      at(push, "push", async ({ looks, github, name, options }) => {
        const { base, sha } = push;
        const ran = await looks.lookAtPush(github, { ...name, base, sha }, options);
        const related = ran.issues.map((number) => ({ kind: "issue", number }) as const);
        // Every such push is news to the gate.
        const gate = ran.concernsGate ? { gate: sha } : {};
        return { again: false, wrote: ran.wrote, related, ...gate };
      }),
  };
}

type Look = {
  readonly looks: typeof import("./looks.ts");
  readonly github: GitHub;
  readonly name: RepositoryName;
  readonly options: RecheckOptions & RunOptions;
};

function seen(
  { issues, pulls, again, wrote, wakeAt, gate, isRepaired }: Ran,
  checks: NonNullable<Seen["related"]> = [],
): Seen {
  return {
    again,
    wrote,
    ...(wakeAt === undefined ? {} : { wakeAt }),
    ...(gate === undefined ? {} : { gate }),
    ...(isRepaired && { isRepaired }),
    related: [
      ...issues.map((number) => ({ kind: "issue", number }) as const),
      ...pulls.map((number) => ({ kind: "pull", number }) as const),
      ...checks,
    ],
  };
}

/** The queue's branch is named after its pull request; nothing else of the name matters. */
function groupOf(name: RepositoryName, { number, base, sha }: Range): MergeGroup {
  const headRef = number === undefined ? "" : `gh-readonly-queue/base/pr-${number}-${base}`;
  return { ...name, baseSha: base, headSha: sha, headRef };
}

/** Not there under this name, or a redirect. */
function isElsewhere(thrown: unknown): boolean {
  const { status } = failure("look", thrown);
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
