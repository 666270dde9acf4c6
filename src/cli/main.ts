import { CommanderError } from "commander";
import type { CommandEnvironment } from "./command-definition.ts";
import { exitCode } from "./exit-code.ts";
import { explainFailure } from "./explain-failure.ts";
import { createProgram } from "./program.ts";

// `dakor lint | head` reads no further: that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

process.exitCode = await runProgram(process.argv.slice(2), process.env);

/** Does what was typed; the exit code. */
async function runProgram(
  argv: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  let code = exitCode("done");
  const program = createProgram(async (definition, given) => {
    code = await definition.run(given, environment);
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (thrown) {
    // Its words are written already: help, or what was wrong and what was probably meant.
    if (thrown instanceof CommanderError)
      return exitCode(thrown.exitCode === 0 && argv.length > 0 ? "done" : "usage");
    const { name, message } = explainFailure(thrown);
    process.stderr.write(`${message}\n`);
    return exitCode(name);
  }
}
