/** `npm run bench`, or one of them by name: `npm run bench gate`. Ratios, for reading: nothing fails here. */
const BENCHES: Readonly<Record<string, () => Promise<unknown>>> = {
  core: () => import("./core.ts"),
  decision: async () => {
    const { benchDecision } = await import("./decision.ts");
    for (const { name, ms, most } of benchDecision()) {
      process.stdout.write(`${name}: ${ms.toFixed(1)} ms (target ${most} ms)\n`);
    }
  },
  engine: async () => {
    const { benchEngine } = await import("./engine.ts");
    await benchEngine();
  },
  gate: async () => {
    const { printGateBench } = await import("./gate.ts");
    await printGateBench();
  },
  learning: async () => {
    const { benchLearning } = await import("./learning.ts");
    benchLearning();
  },
};

const [asked] = process.argv.slice(2);
const names = asked === undefined ? Object.keys(BENCHES) : [asked];
for (const name of names) {
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (bench === undefined) {
    process.stderr.write(`no bench named ${name}: ${Object.keys(BENCHES).join(", ")}\n`);
    process.exitCode = 2;
  } else {
    await bench();
  }
}
