import { spawn, type ChildProcess } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";

const PEM = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const GOOD = {
  APP_ID: "1",
  PRIVATE_KEY: PEM,
  WEBHOOK_SECRET: "c0ffee".repeat(8),
  PORT: "0",
  HOST: "127.0.0.1",
  FAKE_MS: "1",
};

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
});

type Started = {
  readonly output: () => string;
  /** Resolves when the output has these words. */
  readonly says: (words: string) => Promise<void>;
  readonly kill: (signal: "SIGTERM" | "SIGINT") => void;
  /** The exit code. */
  readonly ended: Promise<unknown>;
};

function startApp(environment: Readonly<Record<string, string>>): Started {
  const script = fileURLToPath(new URL("start-fake.ts", import.meta.url));
  const child = spawn(process.execPath, [script], { env: environment });
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += String(text);
    });
  }
  return {
    output: () => output,
    says: async (words) => {
      while (!output.includes(words)) {
        if (child.exitCode !== null) throw new Error(`Ended without "${words}": ${output}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    kill: (signal) => void child.kill(signal),
    ended: once(child, "close").then(([code]) => code as unknown),
  };
}

describe("the App as a process", () => {
  test("says what is missing and ends with 1, without a word of the rest", async () => {
    const { ended, output } = startApp({ ...GOOD, WEBHOOK_SECRET: "development" });
    expect(await ended).toBe(1);
    expect(output()).toMatch(/^WEBHOOK_SECRET is a sample value .*openssl rand -hex 32.*\n$/);
  });

  test("sweeps at the start; SIGTERM lets the running look end, and ends with 0", async () => {
    const { ended, output, says, kill } = startApp({ ...GOOD, FAKE_MS: "400" });
    await says("issue begun");
    kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(output()).toContain("issue done");
    expect(output()).toContain('"unfinished":[]');
    expect(output()).not.toMatch(/c0ffee|PRIVATE KEY/);
  });

  test("a second signal ends it at once", async () => {
    const { ended, output, says, kill } = startApp({ ...GOOD, FAKE_MS: "60000" });
    await says("issue begun");
    kill("SIGINT");
    await says("stopping");
    kill("SIGINT");
    expect(await ended).toBe(1);
    expect(output()).not.toContain("issue done");
  });

  test("what nobody caught is logged, and ends it with 1", async () => {
    const { ended, output } = startApp({ ...GOOD, FAKE_STRAY: "yes" });
    expect(await ended).toBe(1);
    expect(output()).toContain('"msg":"unhandledRejection"');
    expect(output()).toContain("stray");
  });
});
