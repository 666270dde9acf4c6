import { err, ok } from "../../core/model/result.ts";
import type { Result } from "../../core/model/result.ts";
import { instantOf } from "../../core/time/time.ts";
import type { GitHub, RepoName } from "../../github/client/github.ts";
import { createRoleCache } from "../../github/read/read-role.ts";
import { readStates } from "../../github/installation/workflow-switches.ts";
import type { Facts, HeldPulls, Readable } from "./facts.ts";
import type { Files } from "./read-here.ts";
import { readApp } from "../../github/installation/app-facts.ts";
import type { AppFacts } from "../../github/installation/app-facts.ts";
import { readHeld } from "./read-held.ts";
import { readRemote } from "./read-remote.ts";
import type { Remote } from "./read-remote.ts";
import { readActions, readRules } from "../../github/read/read-rules.ts";
import type { BranchRules } from "../../github/read/read-rules.ts";
import { readUnknownActions } from "./read-unknown-actions.ts";
import { failure } from "../../github/client/failure.ts";
import { at, textOrNone } from "../../github/client/narrow.ts";

type Sources = {
  readonly here: Files | undefined;
  /** The error says why there is no repository to look at. */
  readonly place: Result<RepoName, string>;
  /** Of whoever runs it; the error says why there is none. */
  readonly github: Result<GitHub, string>;
  /** With the App's own token; the error says why there is none. */
  readonly app: Result<GitHub, string>;
  readonly settings: readonly string[] | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Slug of the App that keeps the incidents. */
  readonly self: string;
};

/** Everything at once, then what depends on the name of the default branch. */
export async function readFacts(sources: Sources): Promise<Facts> {
  const { here, place, github, settings } = sources;
  const reading = place.ok && github.ok ? readAll(sources, place.value, github.value) : undefined;
  const [read, app] = await Promise.all([reading ?? unread(sources), readOwn(sources)]);
  const slug = place.ok ? `${place.value.owner}/${place.value.repo}` : undefined;
  return { slug, here, settings, app, ...read };
}

type FromGitHub = Pick<
  Facts,
  "remote" | "rules" | "actions" | "states" | "held" | "unknownActions" | "clock"
>;

async function readAll(sources: Sources, place: RepoName, github: GitHub): Promise<FromGitHub> {
  const remote = seen("read the repository", () => readRemote(github, place));
  const rules = remote.then((found) => readRulesOf(sources, { github, place, found }));
  const unknown = remote.then((known) =>
    seen("look for the workflows' Action", () => {
      const files = sources.here ?? (known.ok ? known.value.files : undefined);
      return readUnknownActions(github, files);
    }),
  );
  const [found, ruled, actions, states, held, unknownActions] = await Promise.all([
    remote,
    rules,
    seen("read the settings of Actions", () => readActions(github, place)),
    seen("read which workflows are on", () => readStates(github, place)),
    seen("judge the open pull requests", () => judgeOpen(sources, github, place)),
    unknown,
  ]);
  return { remote: found, ...ruled, actions, states, held: withOpen(held, found), unknownActions };
}

async function readRulesOf(
  { now }: Sources,
  about: { readonly github: GitHub; readonly place: RepoName; readonly found: Readable<Remote> },
): Promise<{ readonly rules: Readable<BranchRules>; readonly clock: Readable<number> }> {
  const { github, place, found } = about;
  const branch = found.ok ? found.value.branch : undefined;
  if (branch === undefined) {
    const none = unseen<never>("there is no default branch to look at");
    return { rules: none, clock: none };
  }
  const rules = await seen("read the branch's rules", () => readRules(github, place, branch));
  const then = rules.ok ? Date.parse(rules.value.date ?? "") : Number.NaN;
  const clock = Number.isNaN(then)
    ? unseen<number>("GitHub did not tell its time")
    : ok(Math.round((now() - then) / 1000));
  return { rules, clock };
}

async function judgeOpen(
  { now, self }: Sources,
  github: GitHub,
  place: RepoName,
): ReturnType<typeof readHeld> {
  return readHeld(github, place, {
    now: instantOf(now() / 1000),
    roles: createRoleCache({ clock: () => performance.now() }),
    ownBots: [self],
  });
}

/** Where nothing can be held, nobody has counted them yet. */
function withOpen(
  held: Readable<Omit<HeldPulls, "open"> & { readonly open: number | undefined }>,
  remote: Readable<Remote>,
): Readable<HeldPulls> {
  if (!held.ok) return held;
  const open = held.value.open ?? (remote.ok ? remote.value.openPulls : 0);
  return ok({ ...held.value, open });
}

async function readOwn({ app, place }: Sources): Promise<Readable<AppFacts>> {
  if (!app.ok) return unseen(app.error);
  if (!place.ok) return unseen(place.error);
  return seen("ask as the App", () => readApp(app.value, place.value));
}

function unread({ place, github }: Sources): FromGitHub {
  const why = !place.ok ? place.error : github.ok ? "" : github.error;
  const none = err({ why });
  return {
    remote: none,
    rules: none,
    actions: none,
    states: none,
    held: none,
    unknownActions: none,
    clock: none,
  };
}

/** Nothing that can't be read ends the others' reading. */
async function seen<T>(operation: string, read: () => Promise<T>): Promise<Readable<T>> {
  try {
    return ok(await read());
  } catch (thrown) {
    const { message, status, headers } = failure(operation, thrown);
    const needed = textOrNone(at(headers, "x-accepted-github-permissions"));
    const isRefused = status === 403 || status === 404;
    const hint = isRefused && needed !== undefined ? `; it needs ${needed}` : "";
    return err({ why: `${message}${hint}`, status });
  }
}

function unseen<T>(why: string): Readable<T> {
  return err({ why });
}
