import { setTimeout as sleep } from "node:timers/promises";
import { ROUTED_EVENTS, WEBHOOK_PATH } from "../../src/app/webhook/routes.ts";
import { readManifest } from "../../src/cli/demo/start-app.ts";
import { parseJson, recordOf } from "@dakor/local-github/narrow";
import type { ApiRequest, Fault } from "@dakor/local-github";
import { startLocalGitHub } from "@dakor/local-github";
import { APP_MAIN, appEnvironment } from "../e2e/app-process.ts";
import { readEndState } from "../faults/end-state.ts";
import type { Thread } from "../faults/end-state.ts";
import { readStory } from "../faults/play.ts";
import { seededRandom } from "./seeded-random.ts";
import { startServer } from "./start-server.ts";
import type { Server } from "./start-server.ts";

export type PlayedKills = {
  readonly threads: readonly Thread[];
  readonly kills: number;
  /** Commands that people wrote. */
  readonly said: number;
  /** Webhooks that nobody took when they came. */
  readonly retold: number;
};

const SECRET = "c0ffee".repeat(8);
const SEED = 20_260_215;
const INCIDENTS = 8;
/** Requests to GitHub that a process lives for. */
const LONGEST_LIFE = 30;
/** Commands between one start and the next. */
const PER_LIFE = 3;
/** Whoever has not come that far by then (ms) dies all the same. */
const LONGEST_WAIT = 600;
const PATIENCE = 90_000;
/** How old what a process tells of its queue may be, ms. */
const AGE = 1500;
const WAYS = ["cut-before", "cut-after", "answered"] as const;
const INCIDENT = readStory("happy-path").issue;

/** People go on writing while one App process after the other dies, each at some request to GitHub. */
export async function playKills(
  wanted: number,
  environment: Readonly<Record<string, string>>,
): Promise<PlayedKills> {
  const random = seededRandom(SEED);
  const upTo = (most: number): number => Math.floor(random() * most);
  const { permissions } = await readManifest();
  let left = Infinity;
  let dying: number | undefined;
  let app: Server | undefined;
  let death: Promise<void> | undefined;
  let kills = 0;
  let said = 0;

  function kill(): void {
    if (death !== undefined || app === undefined) return;
    kills += 1;
    death = app.kill("SIGKILL");
  }

  const github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [{ login: "lea", role: "admin" }],
    app: {
      slug: "dakor",
      appId: 7,
      webhookSecret: SECRET,
      permissions,
      events: [...ROUTED_EVENTS],
    },
    fault: (request): Fault | undefined => {
      if (isPeoples(request)) return undefined;
      if (death !== undefined) return { kind: "cut-before" };
      left -= 1;
      if (left !== 0) return undefined;
      const way = WAYS[upTo(WAYS.length)];
      if (way === "cut-before" || way === "cut-after") {
        kill();
        return { kind: way };
      }
      dying = request.index;
      return undefined;
    },
    answered: ({ index }) => {
      if (index === dying) kill();
    },
  });

  async function call(path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${github.url}/api/v3/repos/acme/shop${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${github.tokenOf("lea")}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return parseJson(await response.text());
  }

  async function say(): Promise<void> {
    said += 1;
    const commands = [`/works Part ${said}`, "/alert next 45m", `/note Look ${said}`];
    const body = commands[upTo(commands.length)];
    await call(`/issues/${1 + upTo(INCIDENTS)}/comments`, { body });
  }

  async function live(): Promise<Server> {
    death = undefined;
    left = Infinity;
    const started = await startServer(APP_MAIN, {
      ...appEnvironment(github, SECRET),
      ...environment,
    });
    app = started;
    github.sendWebhooksTo(`${started.url}${WEBHOOK_PATH}`);
    return started;
  }

  try {
    const { title, body, labels } = INCIDENT;
    for (let made = 0; made < INCIDENTS; made += 1) await call("/issues", { title, body, labels });
    while (kills < wanted) {
      await live();
      left = 1 + upTo(LONGEST_LIFE);
      for (let count = 0; count < PER_LIFE; count += 1) await say();
      const end = performance.now() + LONGEST_WAIT;
      await until(async () => death !== undefined || performance.now() > end);
      kill();
      await death;
      await say();
      await github.settled();
    }
    const { url } = await live();
    await until(async () => {
      await github.settled();
      if (!(await isIdle(url))) return false;
      await sleep(AGE);
      return isIdle(url);
    });
    const { threads } = await readEndState({ get: call, origin: github.url });
    const failed = github.deliveries().filter(({ statusCode }) => statusCode !== 202);
    return { threads, kills, said, retold: failed.length };
  } finally {
    kill();
    await death;
    await github.close();
  }
}

/** Only people open issues and comment with REST. */
function isPeoples({ method, path }: ApiRequest): boolean {
  return (
    /\/issues(?:\/\d+\/comments)?$/.test(path) || (method === "GET" && path.includes("/labels"))
  );
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error("The App does not come to rest.");
    await sleep(20);
  }
}

/** Nothing runs or is to be run; asked of a process that may be dead by now. */
async function isIdle(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`);
    const { queue } = recordOf(await response.json());
    const { waiting, running } = recordOf(queue);
    return waiting === 0 && running === 0;
  } catch {
    return false;
  }
}
