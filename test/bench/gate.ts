import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startStub } from "./gate-stub.ts";
import type { Stub } from "./gate-stub.ts";

const ACTION = fileURLToPath(new URL("../../dist/action.js", import.meta.url));
const FLOOR = fileURLToPath(new URL("gate-floor.mjs", import.meta.url));
const PEAK = fileURLToPath(new URL("gate-peak.mjs", import.meta.url));
const LATENCY = 50;
const ROUNDS = 9;
const PEAK_ROUNDS = 5;

export type GateRow = {
  readonly files: number;
  readonly incidents: number;
  /** Milliseconds of the whole process, the middle one of some. */
  readonly wall: number;
  readonly floor: number;
  readonly ratio: number;
  /** Milliseconds from the process's start to its first request. */
  readonly first: number;
  readonly requests: number;
  readonly parallel: number;
  /** Megabytes. */
  readonly peak: number;
};

/** The Action as a process beside bare requests, at 50 ms for each answer. */
export async function benchGate(
  files: readonly number[] = [30, 300, 3000],
  incidents: readonly number[] = [0, 1, 20],
): Promise<readonly GateRow[]> {
  const folder = await mkdtemp(join(tmpdir(), "dakor-bench-"));
  const rows: GateRow[] = [];
  try {
    for (const most of files) {
      for (const unreported of incidents) {
        rows.push(await benchOne(folder, most, unreported));
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return rows;
}

async function benchOne(folder: string, files: number, incidents: number): Promise<GateRow> {
  const stub = await startStub({ files, incidents, latency: LATENCY });
  const event = join(folder, "event.json");
  await writeFile(event, JSON.stringify({ pull_request: { number: 12 } }));
  const environment = environmentOf(stub, event);
  const pages = Math.ceil(files / 100);
  // The role of the one person who matters is asked for with the files.
  const rounds = incidents === 0 ? ["1"] : ["1", String(pages + 1), "1"];
  const walls: number[] = [];
  const floors: number[] = [];
  const firsts: number[] = [];
  try {
    // In turn, so that a busy moment of the machine hits both alike.
    for (let round = 0; round < ROUNDS; round += 1) {
      floors.push(await timed([FLOOR, stub.url, ...rounds], {}));
      stub.reset();
      const begun = performance.now();
      walls.push(await timed([ACTION], environment));
      firsts.push(stub.firstAt() - begun);
    }
    const report = join(folder, "peak");
    const peaks: number[] = [];
    for (let round = 0; round < PEAK_ROUNDS; round += 1) {
      stub.reset();
      await timed(["--import", PEAK, ACTION], { ...environment, PEAK_FILE: report });
      peaks.push(Number(await readFile(report, "utf8")) / 1024);
    }
    const wall = middle(walls);
    const floor = middle(floors);
    return {
      files,
      incidents,
      wall,
      floor,
      ratio: wall / floor,
      first: middle(firsts),
      requests: stub.requests(),
      parallel: stub.parallel(),
      peak: middle(peaks),
    };
  } finally {
    await stub.close();
  }
}

/** Milliseconds from the start of a process to its end. */
async function timed(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, { env: environment, stdio: "ignore" });
  await once(child, "exit");
  return performance.now() - begun;
}

function environmentOf(stub: Stub, event: string): Readonly<Record<string, string>> {
  return {
    GITHUB_API_URL: stub.url,
    GITHUB_GRAPHQL_URL: `${stub.url}/graphql`,
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: event,
    GITHUB_OUTPUT: "/dev/null",
    GITHUB_STEP_SUMMARY: "/dev/null",
    INPUT_TOKEN: "token",
  };
}

function middle(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}

/** `npm run bench gate` */
export async function printGateBench(): Promise<void> {
  const folder = dirname(ACTION);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  process.stdout.write(`${names.join(" + ")}: ${(total / 1000).toFixed(0)} kB\n`);
  process.stdout.write(
    "files  incidents  wall ms  floor ms  ratio  first request ms  requests  at once  peak MB\n",
  );
  for (const row of await benchGate()) {
    const cells = [
      String(row.files).padStart(5),
      String(row.incidents).padStart(10),
      row.wall.toFixed(0).padStart(8),
      row.floor.toFixed(0).padStart(9),
      row.ratio.toFixed(2).padStart(6),
      row.first.toFixed(0).padStart(17),
      String(row.requests).padStart(9),
      String(row.parallel).padStart(8),
      row.peak.toFixed(0).padStart(8),
    ];
    process.stdout.write(`${cells.join(" ")}\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printGateBench();
