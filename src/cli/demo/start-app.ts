import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { WEBHOOK_PATH } from "../../app/webhook/routes.ts";
import { createServer } from "node:net";
import { parse } from "yaml";

export type AppProcess = {
  readonly url: string;
  readonly webhookUrl: string;
  readonly pid: number | undefined;
  /** Aborted when the process has ended, whoever ended it. */
  readonly ended: AbortSignal;
  /** Resolves when the process has taken the story's clock. */
  readonly shiftClock: (offset: number) => Promise<void>;
  /** Whether its queue has nothing to do right now. */
  readonly isIdle: () => Promise<boolean>;
  readonly stop: () => Promise<void>;
};

type AppOptions = {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** "localhost:4000" */
  readonly githubHost: string;
  readonly logPath: string;
  readonly signal: AbortSignal;
  /** Whom it tells outside GitHub. */
  readonly outside?: Readonly<Record<string, string>>;
};

const main = fileURLToPath(new URL("../../app/main.ts", import.meta.url));
const clock = new URL("../../demo/shift-clock.ts", import.meta.url).href;
const patience = 15_000;

type Quiet = {
  /** Resolves when all webhooks are delivered. */
  readonly settled: () => Promise<void>;
  readonly isIdle: () => Promise<boolean>;
  readonly signal: AbortSignal;
};

const PATIENCE = 60_000;

type Manifest = {
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
};

const path = new URL("../../../app.yml", import.meta.url);

/** The App as it runs in production, except for its clock, which is the story's. */
export async function startApp(options: AppOptions): Promise<AppProcess> {
  const { logPath, signal } = options;
  const port = await freePort(0);
  const log = await open(logPath, "w");
  const child = spawn(process.execPath, ["--import", clock, main], {
    env: { ...essentials(), ...settingsOf(options, port) },
    stdio: ["ignore", log.fd, log.fd, "ipc"],
  });
  await log.close();
  const ending = new AbortController();
  child.once("exit", () => ending.abort(new Error("The App has ended.")));
  const url = `http://127.0.0.1:${port}`;
  const stop = (): Promise<void> => stopChild(child);
  try {
    await untilHealthy({ child, url, signal, logPath });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    webhookUrl: `${url}${WEBHOOK_PATH}`,
    pid: child.pid,
    ended: ending.signal,
    shiftClock: async (clockOffset) => {
      ending.signal.throwIfAborted();
      const within = AbortSignal.any([signal, ending.signal, AbortSignal.timeout(patience)]);
      const taken = once(child, "message", { signal: within });
      child.send({ clockOffset });
      await taken;
    },
    isIdle: () => hasNoWork(url),
    stop,
  };
}

function settingsOf(options: AppOptions, port: number): Readonly<Record<string, string>> {
  return {
    APP_ID: String(options.appId),
    PRIVATE_KEY: options.privateKey,
    WEBHOOK_SECRET: options.webhookSecret,
    GHE_HOST: options.githubHost,
    GHE_PROTOCOL: "http",
    HOST: "127.0.0.1",
    PORT: String(port),
    METRICS_PORT: process.env["METRICS_PORT"] ?? "off",
    WRITE_PACE_MS: "0",
    LOG_LEVEL: "info",
    ...options.outside,
  };
}

/** What any process needs; somebody's real App settings stay out. */
function essentials(): NodeJS.ProcessEnv {
  const kept = ["PATH", "HOME", "TMPDIR", "TEMP", "SystemRoot"];
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.includes(name)));
}

type Start = {
  readonly child: ChildProcess;
  readonly url: string;
  readonly signal: AbortSignal;
  readonly logPath: string;
};

async function untilHealthy({ child, url, signal, logPath }: Start): Promise<void> {
  const end = performance.now() + patience;
  for (;;) {
    signal.throwIfAborted();
    if (hasEnded(child))
      throw new Error(`The App did not start:\n${await readFile(logPath, "utf8")}`);
    if ((await health(url)) !== undefined) return;
    if (performance.now() > end)
      throw new Error(`The App did not start in time; its log is ${logPath}.`);
    await sleep(30, undefined, { signal });
  }
}

async function health(url: string): Promise<unknown> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2000) });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

async function hasNoWork(url: string): Promise<boolean> {
  const state = await health(url);
  if (typeof state !== "object" || state === null || !("queue" in state)) return false;
  const { queue } = state;
  if (typeof queue !== "object" || queue === null) return false;
  return "waiting" in queue && queue.waiting === 0 && "running" in queue && queue.running === 0;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Asks it to end, and ends it when it doesn't. */
async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 3000);
  await ended;
  clearTimeout(timer);
}

/** The port itself if nobody listens there; for 0, one that is free. */
export function freePort(wanted: number): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", () => reject(new Error(`Port ${wanted} is taken; --port takes another.`)));
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : wanted;
      server.close(() => resolve(port));
    });
  });
}

/** Until the App has seen every webhook and has nothing more to do: twice in a row, since its writes send webhooks. */
export async function untilQuiet({ settled, isIdle, signal }: Quiet): Promise<void> {
  const end = performance.now() + PATIENCE;
  let times = 0;
  while (times < 2) {
    signal.throwIfAborted();
    if (performance.now() > end) throw new Error("The App does not come to rest.");
    await settled();
    times = (await isIdle()) ? times + 1 : 0;
    if (times < 2) await sleep(15, undefined, { signal });
  }
}

/** What app.yml asks GitHub for: in the demo the App gets exactly this, no more. */
export async function readManifest(): Promise<Manifest> {
  const manifest: unknown = parse(await readFile(path, "utf8"));
  if (typeof manifest !== "object" || manifest === null) throw new Error("app.yml is empty.");
  const permissions = "default_permissions" in manifest ? manifest.default_permissions : undefined;
  const events = "default_events" in manifest ? manifest.default_events : undefined;
  return { permissions: textsByName(permissions), events: texts(events) };
}

function textsByName(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, level]) =>
      typeof level === "string" ? [[name, level] as const] : [],
    ),
  );
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
