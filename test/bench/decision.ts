import type { GateFiles, GateInput } from "../../src/core/gate/gate-input.ts";
import { decideGate } from "../../src/core/gate/decide-gate.ts";
import { compileGlob } from "../../src/core/gate/glob.ts";
import { incident, input } from "../core/gate/gate-case.ts";

/** Milliseconds of one piece of work, and what they should be. */
export type Measured = { readonly name: string; readonly ms: number; readonly most: number };

const FILES = 3000;
const GLOBS = 1000;
const MOST_DECISION = 100;
const MOST_PATTERN = 5;
const ROUNDS = 15;

/** Folders, files, and names that may be anywhere, as people write them in configurations. */
const PATTERNS: readonly ((index: number) => string)[] = [
  (index) => `packages/p${index % 50}/src/mod${index}/**`,
  (index) => `packages/p${index % 50}/src/mod${index}/`,
  (index) => `packages/p${index % 50}/src/**/*.ts${index}`,
  (index) => `packages/*/src/mod${index}/*.ts`,
  (index) => `packages/p${index % 50}/src/mod${index % 200}/file${index}.ts`,
  (index) => `**/mod${index}/**`,
  (index) => `**/*-${index}.sql`,
  (index) => `**/file${index}.*`,
];

/** No name that rules a path out: each is compared with each. */
const WILD: readonly ((index: number) => string)[] = [
  (index) => `**/*${index}?.*`,
  (index) => `*/*/*/*/*${index}.*`,
  (index) => `**/*a*/**/*${index}*`,
];

const ADVERSARIAL: readonly (readonly [string, string, string])[] = [
  ["**/a thirteen times", `${"**/a/".repeat(13)}b`, "a/".repeat(2000)],
  ["*a eight times", "*a".repeat(8), `${"a".repeat(4000)}b`],
  ["*a 127 times", `${"*a".repeat(127)}b`, "a".repeat(4000)],
  ["*? 127 times", `${"*?".repeat(127)}b`, "a".repeat(4000)],
  ["a long piece that nearly fits", `*${"a".repeat(250)}b*`, "a".repeat(4000)],
  ["question marks that nearly fit", `*${"?".repeat(250)}b*`, "a".repeat(4000)],
  ["folders and stars", `${"**/*a*/".repeat(36)}b`, "a/".repeat(2000)],
];

/** The decision alone, without GitHub: 3,000 files against 1,000 globs, and single patterns that are meant to hurt. */
export function benchDecision(): readonly Measured[] {
  return [
    measured(`${FILES} files, ${GLOBS} globs`, MOST_DECISION, decisionOf(PATTERNS)),
    measured(`${FILES} files, ${GLOBS} globs of stars only`, 5 * MOST_DECISION, decisionOf(WILD)),
    measured(`${FILES} files, 1 glob`, MOST_PATTERN, decisionOf(PATTERNS, 1)),
    ...ADVERSARIAL.map(([name, pattern, path]) =>
      measured(name, MOST_PATTERN, () => compileGlob(pattern)(path)),
    ),
  ];
}

function decisionOf(makers: readonly ((index: number) => string)[], count = GLOBS): () => unknown {
  const patterns = Array.from(
    { length: count },
    (_, index) => makers[index % makers.length]?.(index) ?? "",
  );
  const asked: GateInput = {
    ...input,
    incidents: Array.from({ length: Math.ceil(count / 200) }, (_, index) => ({
      ...incident,
      number: index + 1,
      paths: patterns.slice(index * 200, (index + 1) * 200),
    })),
  };
  const listed: GateFiles = {
    files: Array.from({ length: FILES }, (_, index) => ({
      path: `packages/p${index % 50}/src/mod${index % 200}/file${index}.${["ts", "css", "md"][index % 3]}`,
    })),
    isComplete: true,
  };
  return () => decideGate(asked, listed);
}

/** The middle one of some rounds, after a warm-up. */
function measured(name: string, most: number, work: () => unknown): Measured {
  for (let round = 0; round < 3; round += 1) work();
  const times = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  }).toSorted((one, other) => one - other);
  return { name, ms: times[Math.floor(ROUNDS / 2)] ?? 0, most };
}

if (import.meta.main) {
  for (const { name, ms, most } of benchDecision()) {
    process.stdout.write(
      `${name.padEnd(44)} ${ms.toFixed(2).padStart(9)} ms  ${ms <= most ? "below" : "ABOVE"} ${most} ms\n`,
    );
  }
}
