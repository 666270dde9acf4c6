import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { WEBHOOK_PATH } from "../../src/app/webhook/routes.ts";
import type { LocalGitHub } from "@dakor/local-github";

export type AppProcess = {
  readonly terminate: () => void;
  /** The exit code, when it has ended. */
  readonly ended: () => Promise<number | null>;
  readonly output: () => string;
};

export const APP_MAIN = fileURLToPath(new URL("../../src/app/main.ts", import.meta.url));

export function appEnvironment(
  github: Pick<LocalGitHub, "appId" | "privateKey" | "host">,
  secret: string,
): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: secret,
    PORT: "0",
    HOST: "127.0.0.1",
    METRICS_PORT: "0",
    WRITE_PACE_MS: "0",
    GHE_HOST: github.host,
    GHE_PROTOCOL: "http",
  };
}

/** The App as `npm start` runs it; webhooks of this GitHub go to it. */
export async function startAppProcess(
  github: LocalGitHub,
  secret: string,
  more: Readonly<Record<string, string>> = {},
): Promise<AppProcess> {
  const child = spawn(process.execPath, [APP_MAIN], {
    env: { ...appEnvironment(github, secret), ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const listen = (part: Buffer): void => {
    output += part.toString("utf8");
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const ended = once(child, "close").then(([code]: readonly unknown[]) =>
    typeof code === "number" ? code : null,
  );
  const port = await until(() => {
    if (child.exitCode !== null) throw new Error(`The App did not start:\n${output}`);
    return /"port":(\d+)/.exec(output)?.[1];
  });
  github.sendWebhooksTo(`http://127.0.0.1:${port}${WEBHOOK_PATH}`);
  return {
    terminate: () => void child.kill("SIGTERM"),
    ended: () => ended,
    output: () => output,
  };
}

const PATIENCE = 8000;

/** Asks again and again until there is an answer. */
export async function until<T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`It did not happen in ${PATIENCE} ms.`);
    await sleep(20);
  }
}
