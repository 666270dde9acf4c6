import { CONFIG_PATH, TEMPLATE_PATH } from "../../src/core/config/config.ts";
import { ROUTED_EVENTS } from "../../src/app/webhook/routes.ts";
import { readManifest } from "../../src/cli/demo/start-app.ts";
import { startLocalGitHub } from "@dakor/local-github";
import type { ApiRequest, Fault } from "@dakor/local-github";
import { appEnvironment } from "../e2e/app-process.ts";
import { readEndState } from "../faults/end-state.ts";
import type { EndState } from "../faults/end-state.ts";
import { textOf } from "../faults/fail-in-turn.ts";
import { addFile, connectPeople } from "../faults/people.ts";
import { AFTERWARDS, happen, MINUTE, momentsOf } from "../faults/moments.ts";
import { createRecorder } from "../faults/recorder.ts";
import type { Asked } from "../faults/recorder.ts";
import type { Story } from "../story.ts";
import type { Engine } from "./engine.ts";
import { createHearing } from "./outside.ts";
import type { Heard, Outside } from "./outside.ts";
import type { KillPlan, KillPoint } from "./kill-point.ts";
import { keepAlive } from "./keep-alive.ts";

export type CrashStory = {
  readonly story: Story;
  /** Who is told. */
  readonly outside?: Outside;
};

export type PlayedWithKills = {
  /** What people see before each next step, and in the end. */
  readonly states: readonly EndState[];
  readonly asked: readonly Asked[];
  readonly effects: readonly string[];
  readonly dead: number;
  /** What arrived outside, each as often as it did. */
  readonly heard: readonly Heard[];
  /** Of these, what came again without need. */
  readonly needless: readonly Heard[];
  /** Each as a point where the process may die. */
  readonly told: readonly Asked[];
  /** Points that were met. */
  readonly killed: readonly KillPoint[];
};

const SECRET = "c0ffee".repeat(8);

/** Plays a story with the real App process, which dies at each of these points and starts again. */
export async function playWithKills(
  { story, outside }: CrashStory,
  engine: Engine,
  plan: KillPlan = [],
): Promise<PlayedWithKills> {
  const moments = momentsOf(story);
  const points = new Map(plan.map((point) => [textOf(point.asked), point]));
  const killed: KillPoint[] = [];
  const states: EndState[] = [];
  let now = (moments[0]?.at ?? 0) - MINUTE;
  let dying: number | undefined;
  const hearing = createHearing();
  const told: Asked[] = [];
  let past = 0;
  await engine.jump(now);

  const recorder = createRecorder({
    inject: (request, asked): Fault | undefined => {
      const point = points.get(textOf(asked));
      if (point === undefined) return undefined;
      killed.push(point);
      if (point.moment === "after its answer") {
        dying = request.index;
        return undefined;
      }
      kill();
      return { kind: point.moment === "before its answer" ? "cut-after" : "cut-before" };
    },
  });
  const kill = (): void => {
    app.kill();
    hearing.died();
  };
  outside?.listen((heard) => {
    const asked = { step: past, name: `told of ${heard.kind}` };
    const isAgain = hearing.heard().some(({ id }) => id === heard.id);
    hearing.hear(heard);
    if (isAgain) return;
    told.push(asked);
    const point = points.get(textOf(asked));
    if (point === undefined) return;
    killed.push(point);
    kill();
  });
  let isPeoples = false;
  const asPeople = async <T>(act: () => Promise<T>): Promise<T> => {
    isPeoples = true;
    try {
      return await recorder.asPeople(act);
    } finally {
      isPeoples = false;
    }
  };
  const manifest = await readManifest();
  const github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: Object.entries(story.roles).map(([login, role]) => ({ login, role })),
    app: {
      slug: "dakor",
      appId: 7,
      webhookSecret: SECRET,
      permissions: manifest.permissions,
      events: [...ROUTED_EVENTS],
    },
    now: () => now,
    fault: (request: ApiRequest) => {
      // What a dead process has sent may still arrive; here it never does, so that the point is exact.
      if (!isPeoples && app.isDead()) return { kind: "cut-before" };
      if (!isPeoples) app.note(request.path);
      return recorder.fault(request);
    },
    observe: (exchange) => {
      recorder.observe(exchange);
      hearing.observe(exchange);
    },
    answered: ({ index }) => {
      if (index === dying) kill();
    },
    deliver: () => "hold",
  });
  const app = keepAlive({
    environment: {
      ...appEnvironment(github, SECRET),
      ...engine.environment,
      ...outside?.environment,
    },
    engine,
    github,
    now: () => now,
    moveTo: (to) => {
      now = Math.max(now, to);
    },
  });
  try {
    await asPeople(async () => {
      await addFile(github, CONFIG_PATH, story.config);
      await addFile(github, TEMPLATE_PATH, story.template);
    });
    github.release(() => []);
    const people = connectPeople(github);
    const look = async (): Promise<void> => {
      const { get } = people;
      states.push(await asPeople(() => readEndState({ get, origin: github.url })));
    };
    await app.start();
    await app.liveUntil(now + MINUTE / 2);
    for (const { at, step } of moments) {
      await app.liveUntil(at);
      await look();
      recorder.nextStep();
      past += 1;
      await asPeople(() => happen(people, story, step));
    }
    await app.liveUntil(now + AFTERWARDS);
    await look();
    const dead = await app.dead();
    return {
      states,
      asked: recorder.asked(),
      effects: recorder.effects(),
      dead,
      heard: hearing.heard(),
      needless: hearing.needless(),
      told,
      killed,
    };
  } finally {
    await app.end();
    await github.close();
    await engine.close();
  }
}
