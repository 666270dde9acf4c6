import { spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { WEBHOOK_PATH } from "../../src/app/webhook/routes.ts";
import { freePort } from "../../src/cli/demo/start-app.ts";
import { listOf, numberOf, recordOf } from "@dakor/local-github/narrow";
import { startLocalGitHub } from "@dakor/local-github";
import { startServer, type Server } from "../burst/start-server.ts";
import { APP_MAIN, appEnvironment } from "../e2e/app-process.ts";
import { startPostgres } from "../postgres/start-postgres.ts";
import type { Load } from "./servers/load.ts";

const SECRET = "c0ffee".repeat(8);
const ROUNDS = 7;
const COUNT = 3000;
const CONNECTIONS = 32;
const KEYS = 200;
const STARTS = 5;
/** Milliseconds from its start until a server has come to rest. */
const REST = 1500;
const LOAD = fileURLToPath(new URL("servers/load.ts", import.meta.url));
const script = (name: string): string =>
  fileURLToPath(new URL(`servers/${name}.ts`, import.meta.url));

type Contender = { readonly name: string; readonly start: () => Promise<Server> };

type Measured = {
  readonly perSecond: number[];
  readonly p50: number[];
  readonly p99: number[];
  readonly started: number[];
  readonly restMB: number[];
  loadedMB: number;
};

/** What a webhook costs until it is answered: ours against what it is made of. */
export async function benchIntake(): Promise<void> {
  const silent = await startSilentGitHub();
  const postgres = await startPostgres();
  const environment = { ...appEnvironment(silent, SECRET), WRITE_PACE_MS: "1000" };
  const contenders: readonly Contender[] = [
    { name: "bare node:http", start: () => startServer(script("bare-node"), environment) },
    {
      name: "bare Probot",
      start: async () => {
        const PORT = String(await freePort(0));
        return startServer(script("bare-probot"), { ...environment, PORT, LOG_FORMAT: "json" });
      },
    },
    { name: "ours, memory", start: () => startServer(APP_MAIN, environment) },
    {
      name: "ours, PostgreSQL",
      start: () => startServer(APP_MAIN, { ...environment, DATABASE_URL: postgres.url }),
    },
  ];
  try {
    const requests = await signedRequests();
    const measured = new Map<string, Measured>();
    for (const { name } of contenders) {
      measured.set(name, {
        perSecond: [],
        p50: [],
        p99: [],
        started: [],
        restMB: [],
        loadedMB: 0,
      });
    }
    // In turn, so that a busy moment of the machine hits all alike.
    for (let round = 0; round < STARTS; round += 1) {
      for (const { name, start } of contenders) {
        const server = await start();
        await sleep(REST);
        measured.get(name)?.started.push(server.startedIn);
        measured.get(name)?.restMB.push(await residentMB(server.pid));
        await server.kill("SIGKILL");
      }
    }
    const servers = new Map<string, Server>();
    for (const { name, start } of contenders) servers.set(name, await start());
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const [name, server] of servers) {
        const port = Number(new URL(server.url).port);
        const loaded = await sendLoad({ port, count: COUNT, connections: CONNECTIONS, requests });
        const into = measured.get(name);
        // The first round is for the compiler.
        if (round < 0 || into === undefined) continue;
        into.perSecond.push(COUNT / loaded.seconds);
        into.p50.push(loaded.times[Math.floor(COUNT * 0.5)] ?? 0);
        into.p99.push(loaded.times[Math.floor(COUNT * 0.99)] ?? 0);
        into.loadedMB = await residentMB(server.pid);
        if (loaded.failed > 0) process.stdout.write(`${name}: ${loaded.failed} not taken\n`);
      }
    }
    for (const server of servers.values()) await server.kill("SIGKILL");
    print(measured);
  } finally {
    await silent.close();
    await postgres.stop();
  }
}

function print(measured: ReadonlyMap<string, Measured>): void {
  const floor = measured.get("bare Probot");
  write(
    "                  webhooks/s  x Probot   p50 ms   p99 ms  start ms  x Probot   MB  x Probot  MB after load",
  );
  for (const [name, own] of measured) {
    const share = (of: (one: Measured) => number): string =>
      (of(own) / (floor === undefined ? 1 : of(floor))).toFixed(2);
    write(
      [
        name.padEnd(17),
        middle(own.perSecond).toFixed(0).padStart(10),
        share((one) => middle(one.perSecond)).padStart(9),
        middle(own.p50).toFixed(1).padStart(8),
        middle(own.p99).toFixed(1).padStart(8),
        middle(own.started).toFixed(0).padStart(9),
        share((one) => middle(one.started)).padStart(9),
        middle(own.restMB).toFixed(0).padStart(4),
        share((one) => middle(one.restMB)).padStart(9),
        own.loadedMB.toFixed(0).padStart(14),
      ].join(" "),
    );
  }
  write(
    "targets, x bare Probot: webhooks/s 0.9 in memory, 0.5 on PostgreSQL; start and MB 1.3 at most",
  );
}

/** A GitHub that asks everybody to wait: webhooks are taken, and nothing else is worked on meanwhile. */
async function startSilentGitHub(): Promise<SilentGitHub> {
  const { privateKey, close } = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [],
    app: { slug: "dakor", appId: 7, webhookSecret: SECRET, permissions: {}, events: [] },
  });
  await close();
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(429, { "content-type": "application/json", "retry-after": "3600" });
    response.end('{"message":"You have exceeded a secondary rate limit."}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    appId: 7,
    privateKey,
    host: `localhost:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

type SilentGitHub = {
  readonly appId: number;
  readonly privateKey: string;
  readonly host: string;
  readonly close: () => Promise<void>;
};

/** A comment's webhook as GitHub sends it, for so many incidents. */
async function signedRequests(): Promise<readonly string[]> {
  const github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [{ login: "lea", role: "admin" }],
    app: { slug: "dakor", appId: 7, webhookSecret: SECRET, permissions: {}, events: ["*"] },
    deliver: () => "drop",
  });
  const post = async (path: string, body: object): Promise<void> => {
    await fetch(`${github.url}/api/v3/repos/acme/shop${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${github.tokenOf("lea")}` },
      body: JSON.stringify(body),
    });
  };
  await post("/labels", { name: "incident", color: "b60205" });
  const body = "We look at the token format, _still_. ".repeat(40);
  await post("/issues", { title: "Saved cards are refused", body, labels: ["incident"] });
  await post("/issues/1/comments", { body: `/note ${body}` });
  const sent = github.deliveries().find(({ event }) => event === "issue_comment");
  await github.close();
  const payload = recordOf(sent?.payload);
  return Array.from({ length: KEYS }, (_, index) => {
    const issue = { ...recordOf(payload["issue"]), number: index + 1 };
    return wire(JSON.stringify({ ...payload, issue }));
  });
}

function wire(body: string): string {
  const signature = createHmac("sha256", SECRET).update(body).digest("hex");
  return [
    `POST ${WEBHOOK_PATH} HTTP/1.1`,
    "host: localhost",
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    "user-agent: GitHub-Hookshot/0000000",
    `x-github-delivery: ${randomUUID()}`,
    "x-github-event: issue_comment",
    `x-hub-signature-256: sha256=${signature}`,
    "",
    body,
  ].join("\r\n");
}

async function sendLoad(load: Load): Promise<{
  readonly seconds: number;
  readonly times: readonly number[];
  readonly failed: number;
}> {
  const child = spawn(process.execPath, [LOAD], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(load));
  const { seconds, times, failed } = recordOf(JSON.parse(await text(child.stdout)));
  return {
    seconds: numberOf(seconds),
    times: listOf(times).map(numberOf),
    failed: numberOf(failed),
  };
}

async function residentMB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (import.meta.main) await benchIntake();
