import { runProgram } from "./program.ts";

// `dakor lint | head` reads no further: that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

process.exitCode = await runProgram(process.argv.slice(2), process.env);
