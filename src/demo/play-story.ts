import type { AppRequest, RequestCounter } from "./count-requests.ts";
import { bot } from "./people.ts";
import type { Scene, SceneLook, SceneStage } from "./scene.ts";
import type { StoryClock } from "./story-clock.ts";
import { commentsOf } from "./thread.ts";
import type { ShownComment, ShownThread } from "./thread.ts";
import { setTimeout as sleep } from "node:timers/promises";

export interface Played {
  readonly scene: Scene;
  readonly look: SceneLook;
  readonly requests: readonly AppRequest[];
  /** Until the effect could be seen. */
  readonly milliseconds: number;
}

interface PlaySettings {
  readonly scenes: readonly Scene[];
  readonly stage: SceneStage;
  readonly clock: StoryClock;
  /** Midnight of the story's day. */
  readonly day: number;
  readonly counter: RequestCounter;
  /** Resolves when the App has nothing left to do. */
  readonly quiet: () => Promise<void>;
  readonly begins: (scene: Scene) => Promise<void>;
  readonly ends: (played: Played) => Promise<void>;
  readonly signal: AbortSignal;
}

const patience = 60_000;

interface Wait<T> {
  /** Looks once; undefined means not yet. */
  readonly look: () => Promise<T | undefined>;
  readonly within: number;
  /** The message of the failure. */
  readonly missing: () => string;
  readonly signal?: AbortSignal;
}

const betweenLooks = 50;

export async function playStory(settings: PlaySettings): Promise<readonly Played[]> {
  const played: Played[] = [];
  const known = new Set<number>();
  for (const scene of settings.scenes) {
    settings.signal.throwIfAborted();
    await settings.clock.moveTo(settings.day + minutesOf(scene.at) * 60_000);
    await settings.begins(scene);
    const one = await playScene(settings, scene, known);
    played.push(one);
    for (const thread of [one.look.issue, one.look.pull]) {
      for (const { id } of thread === undefined ? [] : commentsOf(thread)) known.add(id);
    }
    await settings.ends(one);
  }
  return played;
}

async function playScene(
  settings: PlaySettings,
  scene: Scene,
  known: ReadonlySet<number>,
): Promise<Played> {
  const { stage, counter, quiet, signal } = settings;
  counter.take();
  const start = performance.now();
  await scene.act?.(stage);
  const said =
    scene.says === undefined
      ? undefined
      : await stage.as(scene.by).comment(stage.incident(), scene.says);
  const look = (): Promise<SceneLook> => lookAround(stage, { scene, known, said });
  await waitFor({
    look: async () => {
      const seen = await look();
      return scene.seen(seen) ? seen : undefined;
    },
    within: patience,
    missing: () => {
      const what = scene.does ?? scene.says?.replaceAll("\n", " ") ?? "";
      return `At ${scene.at}, ${scene.by}: ${what}\nWhat did not come within ${patience / 1000} s: ${scene.awaits}.`;
    },
    signal,
  });
  const milliseconds = performance.now() - start;
  await quiet();
  return { scene, look: await look(), requests: counter.take(), milliseconds };
}

interface Focus {
  readonly scene: Scene;
  /** Comments that were there before the scene. */
  readonly known: ReadonlySet<number>;
  readonly said: number | undefined;
}

/** As anybody would see it; asked with the token of somebody who only reads along. */
async function lookAround(stage: SceneStage, { scene, known, said }: Focus): Promise<SceneLook> {
  const sam = stage.as("sam");
  const [issue, pull, open] = await Promise.all([
    sam.thread(stage.incident()),
    watched(stage, scene),
    scene.gate === undefined ? [] : sam.openChecks(bot),
  ]);
  const comments = commentsOf(issue);
  const own = comments.filter(isByBot);
  const fresh = [...own.slice(1), ...(pull === undefined ? [] : commentsOf(pull).filter(isByBot))];
  return {
    issue,
    pull,
    fresh: fresh.filter(({ id }) => !known.has(id)),
    said: comments.find(({ id }) => id === said),
    board: own[0]?.body ?? "",
    open,
  };
}

async function watched(stage: SceneStage, { watches }: Scene): Promise<ShownThread | undefined> {
  const sam = stage.as("sam");
  if (watches === undefined) return undefined;
  if (watches !== "report") return sam.thread(stage.numberOf(watches));
  const number = await sam.openPullFrom(`dakor/report-${stage.incident()}`);
  if (number === undefined) return undefined;
  stage.remember("report", number);
  return sam.thread(number);
}

function isByBot({ author }: ShownComment): boolean {
  return author.isBot && author.login === bot;
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Looks until there is something to see. */
async function waitFor<T>({ look, within, missing, signal }: Wait<T>): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    signal?.throwIfAborted();
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(missing());
    await sleep(betweenLooks, undefined, signal === undefined ? {} : { signal });
  }
}
