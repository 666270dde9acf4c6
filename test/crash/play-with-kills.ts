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
import type { KillPlan, KillPoint } from "./kill-point.ts";
import { keepAlive } from "./keep-alive.ts";

export type PlayedWithKills = {
  /** What people see before each next step, and in the end. */
  readonly states: readonly EndState[];
  readonly asked: readonly Asked[];
  readonly effects: readonly string[];
  readonly dead: number;
  /** Points that were met. */
  readonly killed: readonly KillPoint[];
};

const SECRET = "c0ffee".repeat(8);

/** Plays a story with the real App process, which dies at each of these points and starts again. */
export async function playWithKills(
  story: Story,
  engine: Engine,
  plan: KillPlan = [],
): Promise<PlayedWithKills> {
  const moments = momentsOf(story);
  const points = new Map(plan.map((point) => [textOf(point.asked), point]));
  const killed: KillPoint[] = [];
  const states: EndState[] = [];
  let now = (moments[0]?.at ?? 0) - MINUTE;
  let dying: number | undefined;
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
      app.kill();
      return { kind: point.moment === "before its answer" ? "cut-after" : "cut-before" };
    },
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
    observe: recorder.observe,
    answered: ({ index }) => {
      if (index === dying) app.kill();
    },
    deliver: () => "hold",
  });
  const app = keepAlive({
    environment: { ...appEnvironment(github, SECRET), ...engine.environment },
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
      await asPeople(() => happen(people, story, step));
    }
    await app.liveUntil(now + AFTERWARDS);
    await look();
    const dead = await app.dead();
    return { states, asked: recorder.asked(), effects: recorder.effects(), dead, killed };
  } finally {
    await app.end();
    await github.close();
    await engine.close();
  }
}
