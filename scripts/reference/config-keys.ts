import { EXPECTED, choicesIn } from "../../src/core/config/schema-part.ts";
import type { ConfigProblem } from "../../src/core/config/config.ts";
import { parseConfig } from "../../src/core/config/parse-config.ts";
import { CONFIG_WORDS } from "./config-words.ts";

const NO_KEY = "no-such-key";

/** Sections whose keys people choose. */
const OF_ANY_NAME: ReadonlySet<string> = new Set(["components", "notify", "people", "wording"]);

/** Every key that the parser knows, with what it expects: asked from the parser, by mistakes. */
export function configKeys(section = ""): readonly (readonly [key: string, expected: string])[] {
  const path = section === "" ? NO_KEY : `${section}.${NO_KEY}`;
  return choicesIn(problemWith(path, "1")?.expected ?? "").flatMap((name) => {
    const key = section === "" ? name : `${section}.${name}`;
    // A section complains about the key in it, anything else about itself.
    const isSection = problemWith(`${key}.${NO_KEY}`, "1")?.path.endsWith(NO_KEY) === true;
    return isSection && !OF_ANY_NAME.has(key) ? configKeys(key) : [[key, expectedAt(key)] as const];
  });
}

function expectedAt(key: string): string {
  const expected = problemWith(key, "0.5")?.expected ?? "";
  if (expected !== EXPECTED.list) return expected;
  return `a list, each ${problemWith(key, "[0.5]")?.expected ?? ""}`;
}

function problemWith(key: string, value: string): ConfigProblem | undefined {
  const lines = key.split(".").map((name, depth) => `${"  ".repeat(depth)}${name}:`);
  return parseConfig(`${lines.join("\n")} ${value}\n`).problems[0];
}

/** The configuration with every default written out. */
export function defaultsYaml(): string {
  const lines: string[] = [];
  let open: readonly string[] = [];
  for (const [key, [value]] of Object.entries(CONFIG_WORDS)) {
    const path = key.split(".");
    const sections = path.slice(0, -1);
    for (const [depth, name] of sections.entries()) {
      if (sections.slice(0, depth + 1).join(".") === open.slice(0, depth + 1).join(".")) continue;
      lines.push(`${"  ".repeat(depth)}${name}:`);
    }
    open = sections;
    lines.push(`${"  ".repeat(sections.length)}${path.at(-1) ?? ""}: ${value}`);
  }
  return lines.join("\n");
}
