import { spawn, type ChildProcess } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { WEBHOOK_PATH } from "../../src/app/webhook/routes.ts";
import { headersFor, HOOK, SECRET } from "./webhook/receiver.ts";

const PEM = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

/** What the App needs, on any free ports. */
export const GOOD = {
  APP_ID: "1",
  PRIVATE_KEY: PEM,
  WEBHOOK_SECRET: SECRET,
  PORT: "0",
  HOST: "127.0.0.1",
  METRICS_PORT: "0",
  WRITE_PACE_MS: "0",
  FAKE_MS: "1",
};

export type FakeProcess = AsyncDisposable & {
  readonly output: () => string;
  /** Resolves when the output has these words. */
  readonly says: (words: string) => Promise<void>;
  readonly kill: (signal: "SIGTERM" | "SIGINT") => void;
  /** The exit code. */
  readonly ended: Promise<unknown>;
  /** Where it listens, once it does. */
  readonly url: () => Promise<string>;
  readonly metricsUrl: () => Promise<string>;
  /** Posts a signed webhook; the answer's status. */
  readonly post: () => Promise<number>;
};

/** The App as a process, with a GitHub of its own (start-fake.ts). */
export function startFake(environment: Readonly<Record<string, string>>): FakeProcess {
  const script = fileURLToPath(new URL("start-fake.ts", import.meta.url));
  const child = spawn(process.execPath, [script], { env: environment });
  const heard = listenTo(child);
  const ended = once(child, "close").then(([code]): unknown => code);
  const url = async (): Promise<string> => {
    const port = await heard.until((output) => /"port":(\d+)/.exec(output)?.[1]);
    return `http://127.0.0.1:${port}`;
  };
  return {
    output: heard.output,
    says: async (words) => {
      await heard.until((output) => output.includes(words) || undefined);
    },
    kill: (signal) => void child.kill(signal),
    ended,
    url,
    metricsUrl: () => heard.until((output) => /"metrics":"([^"]+)"/.exec(output)?.[1]),
    post: async () => {
      const options = { method: "POST", body: HOOK, headers: headersFor(HOOK) };
      return (await fetch(`${await url()}${WEBHOOK_PATH}`, options)).status;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

type Heard = {
  readonly output: () => string;
  /** What this finds in the output, as soon as it finds something. */
  readonly until: <T>(find: (output: string) => T | undefined) => Promise<T>;
};

function listenTo(child: ChildProcess): Heard {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => {
      output += String(text);
    });
  }
  return {
    output: () => output,
    until: async (find) => {
      for (;;) {
        const found = find(output);
        if (found !== undefined) return found;
        if (child.exitCode !== null) throw new Error(`Ended before it said it: ${output}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}
