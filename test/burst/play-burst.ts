import { setTimeout as sleep } from "node:timers/promises";
import { WEBHOOK_PATH } from "../../src/app/webhook/routes.ts";
import { numberOf, parseJson, recordOf } from "@dakor/local-github/narrow";
import type { Exchange } from "@dakor/local-github";
import type { LocalGitHub } from "@dakor/local-github";
import { APP_MAIN, appEnvironment } from "../e2e/app-process.ts";
import { readStory } from "../faults/play.ts";
import { readEndState } from "../faults/end-state.ts";
import type { Thread } from "../faults/end-state.ts";
import { startManyInstallations } from "./many-installations.ts";
import type { Answered } from "./send-burst.ts";
import { sendInProcess } from "./send-in-process.ts";
import { startServer } from "./start-server.ts";

export type BurstOptions = {
  readonly installations: number;
  /** Each has five webhooks. */
  readonly incidents: number;
  /** Milliseconds. */
  readonly within: number;
  readonly environment: Readonly<Record<string, string>>;
};

export type PlayedBurst = {
  readonly answers: readonly Answered[];
  /** Every incident, without its number. */
  readonly threads: readonly Thread[];
  /** Milliseconds from the first webhook to the last write. */
  readonly settledAfter: number;
  readonly writes: number;
  /** The most writes of one installation in any `window` (ms). */
  readonly mostWrites: number;
  readonly window: number;
};

const SECRET = "c0ffee".repeat(8);
const WINDOW = 10_000;
/** Nothing was written for this long (ms), and every command has its reaction: it is over. */
const CALM = 6000;
const PATIENCE = 300_000;
/** Nothing was asked for this long (ms): the sweep at the start is over. */
const SWEPT = 1500;
const INCIDENT = readStory("happy-path").issue;
const COMMANDS = ["/checking", "/works All but saved cards", "/alert next 45m"];

/** People are busy on many installations while nobody listens; then all their webhooks come at once. */
export async function playBurst(options: BurstOptions): Promise<PlayedBurst> {
  const { installations, incidents, within, environment } = options;
  const writes = new Map<number, number[]>();
  let lastAsked = Infinity;
  const many = await startManyInstallations({
    count: installations,
    secret: SECRET,
    observe: (installation, exchange) => {
      lastAsked = performance.now();
      if (!isWrite(exchange)) return;
      writes.set(installation, [...(writes.get(installation) ?? []), performance.now()]);
    },
  });
  const app = await startServer(APP_MAIN, {
    ...appEnvironment(many, SECRET),
    WRITE_PACE_MS: "1000",
    ...environment,
  });
  try {
    // Or the sweep at its start would find what only the webhooks should tell.
    const hasSwept = (): boolean => performance.now() - lastAsked > SWEPT;
    while (!hasSwept()) await sleep(50);
    for (let index = 0; index < incidents; index += 1) {
      // One of them has many, so that the pace of its writes matters.
      const github = many.githubs[index % 4 === 0 ? 0 : index % many.githubs.length];
      if (github !== undefined) await happen(github);
    }
    const deliveries = interleaved(many.githubs).map(({ request, payload }) => ({
      headers: request.headers,
      body: JSON.stringify(payload),
    }));
    const begun = performance.now();
    const answers = await sendInProcess({ url: `${app.url}${WEBHOOK_PATH}`, within, deliveries });
    const last = (): number => Math.max(begun, ...[...writes.values()].flat());
    const isOver = async (): Promise<boolean> =>
      performance.now() - last() > CALM && (await isIdle(app.url));
    while (!(await isOver()) && performance.now() - begun < PATIENCE) await sleep(250);
    const threads = await Promise.all(many.githubs.map(readThreads));
    return {
      answers,
      threads: threads.flat(),
      settledAfter: last() - begun,
      writes: [...writes.values()].flat().length,
      mostWrites: Math.max(...[...writes.values()].map(mostInWindow)),
      window: WINDOW,
    };
  } finally {
    await app.kill("SIGKILL");
    await many.close();
  }
}

async function happen(github: LocalGitHub): Promise<void> {
  const { title, body: words } = INCIDENT;
  const issue = { title, body: words, labels: ["incident"] };
  const made = recordOf(await call(github, "/issues", issue));
  for (const body of COMMANDS) {
    await call(github, `/issues/${numberOf(made["number"])}/comments`, { body });
  }
}

async function call(github: LocalGitHub, path: string, body?: object): Promise<unknown> {
  const owner = `acme-${github.installationId - 100}`;
  const response = await fetch(`${github.url}/api/v3/repos/${owner}/shop${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${github.tokenOf("lea")}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return parseJson(await response.text());
}

/** The first of each installation, then the second of each, … */
function interleaved(githubs: readonly LocalGitHub[]): ReturnType<LocalGitHub["deliveries"]> {
  const lists = githubs.map((github) => github.deliveries());
  const most = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: most }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat();
}

function isWrite({ actorName, method, body }: Exchange): boolean {
  if (actorName !== "dakor[bot]" || method === "GET") return false;
  const { query } = recordOf(body);
  return typeof query !== "string" || /^\s*mutation/.test(query);
}

function mostInWindow(times: readonly number[]): number {
  return Math.max(
    ...times.map((from) => times.filter((time) => time >= from && time < from + WINDOW).length),
  );
}

async function isIdle(url: string): Promise<boolean> {
  const response = await fetch(`${url}/healthz`);
  const { queue } = recordOf(await response.json());
  const { waiting, running } = recordOf(queue);
  return waiting === 0 && running === 0;
}

async function readThreads(github: LocalGitHub): Promise<readonly Thread[]> {
  const get = (path: string): Promise<unknown> => call(github, path);
  const { threads } = await readEndState({ get, origin: github.url });
  const owner = `acme-${github.installationId - 100}`;
  return threads.map((thread) => {
    const numberless = (text: string): string =>
      text
        // Its own ids and instants, for nobody's eyes.
        .replace(/^<!-- dakor record .*\n/m, "")
        .replaceAll(owner, "acme")
        .replaceAll(/\bIC_\w+/g, "COMMENT")
        .replaceAll(/#issuecomment-\d+/g, "#comment")
        .replaceAll(new RegExp(`(#|issues/)${thread.number}\\b`, "g"), "$1N");
    return {
      ...thread,
      number: 0,
      own: thread.own.map(numberless),
      reactions: thread.reactions.map(numberless),
    };
  });
}
