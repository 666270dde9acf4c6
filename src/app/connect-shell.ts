import type { Probot } from "probot";
import type { Instant } from "../core/time.ts";
import { createCheckBook } from "../github/check-run-book.ts";
import { readOwnApp } from "../github/check-run-app.ts";
import type { GitHub } from "../github/github.ts";
import type { MergeGroup } from "../github/judge-group.ts";
import { readInstallations, readRepositories } from "../github/read-installations.ts";
import { readUnreported } from "../github/read-unreported.ts";
import { createRoleCache } from "../github/role-cache.ts";
import { runIssue } from "../github/run-issue.ts";
import type { Ran } from "../github/run-issue.ts";
import { runPull } from "../github/run-pull.ts";
import { renewAsked, renewGroup, renewOne } from "../github/renew-one.ts";
import { lookAtPush } from "../github/renew-push.ts";
import { renewChecks } from "../github/renew.ts";
import type { RenewOptions } from "../github/renew-work.ts";
import type { Place } from "./key.ts";
import type { Range, Seen, Shell } from "./shell.ts";

export type Clocks = {
  /** Ms since 1970. */
  readonly now: () => number;
  /** Ms of a clock that only goes forward. */
  readonly elapsed: () => number;
};

const SYSTEM: Clocks = { now: () => Date.now(), elapsed: () => performance.now() };

/** The real one: GitHub through Probot's tokens. */
export function connectShell(probot: Pick<Probot, "auth">, clocks: Clocks = SYSTEM): Shell {
  const roles = createRoleCache({ clock: clocks.elapsed });
  const readApp = remembered(async () => readOwnApp(await probot.auth()));
  const app = async (): Promise<number> => (await readApp()).id;
  const book = createCheckBook(app);
  const options = (): RenewOptions => ({ now: instantOf(clocks.now()), roles, book, app });
  const swept = new Set<number>();
  const as = async ({ installation }: Pick<Place, "installation">): Promise<GitHub> =>
    probot.auth(installation);
  return {
    self: async () => (await readApp()).slug,
    installations: async () => readInstallations(await probot.auth()),
    sweep: async (installation) => {
      const github = await probot.auth(installation);
      const repositories = await readRepositories(github);
      const incidents = await readUnreported(github, repositories);
      // After a start nobody knows which checks are red for an incident that is over by now.
      const held = swept.has(installation) ? placesOf(incidents) : repositories;
      swept.add(installation);
      return [
        ...incidents.map((one) => ({ kind: "issue", installation, ...one }) as const),
        ...held.map((one) => ({ kind: "gate", installation, ...one }) as const),
      ];
    },
    runIssue: async (ref) => seen(await runIssue(await as(ref), ref, options())),
    runPull: async (ref) => {
      const ran = await runPull(await as(ref), ref, options());
      return seen(ran, ran.isOpen === true ? [{ kind: "check", number: ref.number }] : []);
    },
    check: async (ref) => renewOne(await as(ref), ref, options()),
    renew: async (place) => renewChecks(await as(place), placeOf(place), options()),
    checkHead: async (head) =>
      renewAsked(await as(head), { ...placeOf(head), sha: head.sha }, options()),
    checkGroup: async (group) => renewGroup(await as(group), groupOf(group), options()),
    lookAtPush: async (push) => {
      const { base, sha } = push;
      const ran = await lookAtPush(await as(push), { ...placeOf(push), base, sha }, options());
      const related = ran.issues.map((number) => ({ kind: "issue", number }) as const);
      // Every such push is news to the gate.
      const gate = ran.concernsGate ? { gate: sha } : {};
      return { again: false, wrote: ran.wrote, related, ...gate };
    },
  };
}

function seen(
  { issues, pulls, again, wrote, wakeAt, gate }: Ran,
  checks: NonNullable<Seen["related"]> = [],
): Seen {
  return {
    again,
    wrote,
    ...(wakeAt === undefined ? {} : { wakeAt }),
    ...(gate === undefined ? {} : { gate }),
    related: [
      ...issues.map((number) => ({ kind: "issue", number }) as const),
      ...pulls.map((number) => ({ kind: "pull", number }) as const),
      ...checks,
    ],
  };
}

function placeOf({ owner, repo }: Place): Omit<Place, "installation"> {
  return { owner, repo };
}

function placesOf(
  incidents: readonly Omit<Place, "installation">[],
): readonly Omit<Place, "installation">[] {
  const places = incidents.map(({ owner, repo }) => [`${owner}/${repo}`, { owner, repo }] as const);
  return [...new Map(places).values()];
}

/** The queue's branch is named after its pull request; nothing else of the name matters. */
function groupOf({ owner, repo, number, base, sha }: Range): MergeGroup {
  const headRef = number === undefined ? "" : `gh-readonly-queue/base/pr-${number}-${base}`;
  return { owner, repo, baseSha: base, headSha: sha, headRef };
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

function instantOf(time: number): Instant {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
