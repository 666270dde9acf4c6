import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A server as a process of its own, which logs where it listens. */
export type Server = {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from its start until it listened. */
  readonly startedIn: number;
  readonly kill: (signal: "SIGKILL" | "SIGTERM") => Promise<void>;
};

/** `"port":1234` in a line that says "listening". */
const LISTENING = /"port":(\d+).*"listening"/;

export async function startServer(
  script: string,
  environment: NodeJS.ProcessEnv,
  args: readonly string[] = [],
): Promise<Server> {
  const begun = performance.now();
  const child = spawn(process.execPath, [script, ...args], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  const lines: string[] = [];
  const listening = Promise.withResolvers<string>();
  const read = (line: string): void => {
    const port = LISTENING.exec(line)?.[1];
    if (port !== undefined) listening.resolve(port);
    lines.push(line);
    if (lines.length > 20) lines.shift();
  };
  createInterface(child.stdout).on("line", read);
  createInterface(child.stderr).on("line", read);
  void ended.then(() =>
    listening.reject(new Error(`${script} did not start:\n${lines.join("\n")}`)),
  );
  const port = await listening.promise;
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    startedIn: performance.now() - begun,
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}
