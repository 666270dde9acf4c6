import { readFileSync } from "node:fs";
import type { Logger } from "pino";
import { createLog } from "../app/observe/log.ts";
import { openEngine } from "../app/jobs/open-engine.ts";
import { notifySecrets } from "../notify/environment.ts";
import { readSettings, secretsOf, type Settings } from "../app/settings.ts";
import { sweepOnce, type SweptOnce } from "../app/sweep/sweep-once.ts";
import { enqueueSweep } from "../app/jobs/worker.ts";
import type { CommandEnvironment } from "./command-definition.ts";
import { exitCode } from "./exit-code.ts";

/** Sweeps once, or where a running App shares its queue with us, asks that one to. */
export async function runSweep(
  options: { readonly json: boolean },
  environment: CommandEnvironment,
): Promise<number> {
  const settings = readSettings(environment, (path) => readFileSync(path, "utf8"));
  if (!settings.ok) {
    for (const problem of settings.error) process.stderr.write(`${problem}\n`);
    return exitCode("usage");
  }
  const log = createLog({
    level: "warn",
    secrets: [...secretsOf(settings.value), ...notifySecrets(environment)],
    to: { write: (line) => void process.stderr.write(line) },
  });
  if (settings.value.databaseUrl !== undefined) {
    const isAsked = await askApp(settings.value, log);
    process.stdout.write(options.json ? `${JSON.stringify({ isAsked })}\n` : isAsked ? ASKED : "");
    return exitCode(isAsked ? "done" : "found");
  }
  const swept = await sweepOnce({ settings: settings.value, log });
  process.stdout.write(options.json ? `${JSON.stringify(swept)}\n` : showSwept(swept));
  return exitCode(swept.givenUp.length === 0 ? "done" : "found");
}

const ASKED =
  "The App that works on this database was asked to sweep; its log tells what it finds.\n";

/** Only a trigger: a second worker here would be one more than the App's owner decided to have. */
async function askApp(settings: Settings, log: Logger): Promise<boolean> {
  const { databaseUrl: url, writePace: paceMs } = settings;
  const engine = await openEngine({ url, paceMs, log });
  try {
    const queue = await engine.openQueue(async () => undefined);
    const isAsked = await enqueueSweep(queue, "dakor sweep");
    await queue.stop({ within: 0 });
    return isAsked;
  } catch (error) {
    log.error({ err: error }, "DATABASE_URL is set, but the database does not take the request");
    return false;
  } finally {
    await engine.close();
  }
}

/** For people. */
export function showSwept(swept: SweptOnce): string {
  const { installations, repositories, incidents, comments, pulls, deliveries } = swept;
  const { changed, givenUp, requests } = swept;
  const each = (requests / Math.max(1, repositories)).toFixed(1);
  return [
    `Looked at ${of(repositories, "repository", "repositories")} of ${of(installations, "installation")}:`,
    `  ${of(incidents, "incident")} open or not reported`,
    `  ${of(comments, "other issue")} with an unanswered command`,
    `  ${of(pulls, "pull request")} without a check`,
    `  ${of(deliveries, "webhook")} that had failed`,
    changed.length === 0 ? "Nothing had to be changed." : "Changed:",
    ...changed.map(({ where, what }) => `  ${where} (${what})`),
    ...(givenUp.length === 0 ? [] : ["Given up:"]),
    ...givenUp.map(({ key, why }) => `  ${key}: ${why}`),
    `${of(requests, "request")}, ${each} for each repository.`,
    "",
  ].join("\n");
}

function of(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
