import { askGate } from "./ask-gate.ts";
import type { Asked } from "./ask-gate.ts";
import { escapeWorkflowCommand } from "./escape-workflow-command.ts";
import { readContext } from "./context.ts";
import type { ActionContext } from "./context.ts";

// Closed until it is known to be done: whatever ends this process early must not look like a verdict.
process.exitCode = 1;

process.on("uncaughtException", stop);
process.on("unhandledRejection", stop);

start().catch(stop);

async function start(): Promise<void> {
  if (await run(await readOrMistake())) process.exitCode = 0;
}

async function run(asked: Asked | ActionContext | { readonly mistake: unknown }): Promise<boolean> {
  if ("mistake" in asked) {
    const { reportMisuse } = await import("./report-decision.ts");
    return reportMisuse(asked.mistake);
  }
  if ("payload" in asked) {
    const { runBot } = await import("./run-bot.ts");
    return runBot(asked);
  }
  // The first question is on its way while the rest of the program is loaded.
  const { runGate } = await import("./run-gate.ts");
  return runGate(asked);
}

async function readOrMistake(): Promise<Asked | ActionContext | { readonly mistake: unknown }> {
  try {
    const context = await readContext();
    return context.inputs.mode === "gate" ? askGate(context) : context;
  } catch (thrown) {
    return { mistake: thrown };
  }
}

function stop(thrown: unknown): void {
  const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  const line = escapeWorkflowCommand(
    `dakor stopped at a mistake of its own. Please report it with these lines: ${message}`,
  ).replaceAll("%", "%25");
  // Not before it is said, where a pipe takes its time.
  process.stdout.write(`::error::${line}\n`, () => process.exit(1));
}
