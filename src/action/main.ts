import { readAsked } from "./asked.ts";
import type { Asked } from "./asked.ts";
import { harmless } from "./harmless.ts";

// Closed until a verdict opens it: whatever ends this process early must not look like one.
process.exitCode = 1;

process.on("uncaughtException", stop);
process.on("unhandledRejection", stop);

start().catch(stop);

/** The first question is sent before the rest of the program is loaded, which takes as long as the answer. */
async function start(): Promise<void> {
  const asked = readOrMistake();
  if (!("mistake" in asked)) await asked.sent;
  const { runGate, tellMisuse } = await import("./run-gate.ts");
  const isOpen = "mistake" in asked ? await tellMisuse(asked.mistake) : await runGate(asked);
  if (isOpen) process.exitCode = 0;
}

function readOrMistake(): Asked | { readonly mistake: unknown } {
  try {
    return readAsked();
  } catch (thrown) {
    return { mistake: thrown };
  }
}

function stop(thrown: unknown): void {
  const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  const line = harmless(`The merge gate broke: ${message}`).replaceAll("%", "%25");
  // Not before it is said, where a pipe takes its time.
  process.stdout.write(`::error::${line}\n`, () => process.exit(1));
}
