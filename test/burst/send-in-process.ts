import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { listOf, numberOf, recordOf } from "@dakor/local-github/narrow";
import type { Answered, Burst } from "./send-burst.ts";

const SENDER = fileURLToPath(new URL("send-burst.ts", import.meta.url));

export async function sendInProcess(burst: Burst): Promise<readonly Answered[]> {
  const child = spawn(process.execPath, [SENDER], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(burst));
  const answered: unknown = JSON.parse(await text(child.stdout));
  return listOf(answered)
    .map(recordOf)
    .map(({ status, ms }) => ({ status: numberOf(status), ms: numberOf(ms) }));
}

/** The time (ms) that this share of all answers took at most. */
export function percentile(answers: readonly Answered[], share: number): number {
  const times = answers.map(({ ms }) => ms).toSorted((one, other) => one - other);
  return times[Math.min(Math.ceil(times.length * share), times.length) - 1] ?? 0;
}
