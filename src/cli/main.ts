import { HELP, parseArguments } from "./parse-arguments.ts";

const parsed = parseArguments(process.argv.slice(2));
if (!parsed.ok) {
  process.stderr.write(`${parsed.error}\n\n${HELP}`);
  process.exitCode = 2;
} else if (parsed.value.kind === "help") {
  process.stdout.write(HELP);
} else if (parsed.value.kind === "gate") {
  const { runGate } = await import("./gate.ts");
  process.exitCode = await runGate(parsed.value.options, process.env);
} else {
  // The demo's packages are there for development only.
  const { runDemo } = await import("./run-demo.ts");
  process.exitCode = await runDemo(parsed.value.options);
}
