import { Liquid } from "liquidjs";
import { err, ok } from "../core/model/result.ts";
import type { Result } from "../core/model/result.ts";
import { defined } from "../core/model/defined.ts";

/** Everything that a template can show, by name; where one is left out, nothing stands for it. */
type LiquidValues = Readonly<Record<string, string | undefined>>;

export type LiquidProblem = {
  /** From 1, within the template. */
  readonly line?: number;
  readonly message: string;
};

/** A name that a template asks for, and the line of the first time. */
type LiquidName = { readonly name: string; readonly line: number };

export const MOST_TEMPLATE = 256 * 1024;
export const MOST_MILLISECONDS = 500;
export const MOST_STEPS = 100_000;
const MOST_MEMORY = 10_000_000;

/** Tags that would read other files. */
const FORBIDDEN = ["include", "render", "layout", "block"] as const;

/** Fills a team's own template in, in one pass: values stay as they are, whatever they look like. No files, no prototypes. */
export function fillLiquid(
  template: string,
  values: LiquidValues,
  globals?: object,
): Result<string, LiquidProblem> {
  if (template.length > MOST_TEMPLATE) return err({ message: "it is larger than 256 KiB" });
  try {
    const engine = createEngine();
    // Without a prototype: a name that nobody knows means nothing else either.
    const known: LiquidValues = Object.assign(Object.create(null), values);
    const text: unknown = engine.renderSync(engine.parse(template), known, {
      ...defined({ globals }),
      templateLimit: MOST_STEPS,
    });
    return ok(String(text));
  } catch (error) {
    return err(problemOf(error));
  }
}

/** The names that a template takes from outside. */
export function liquidNames(template: string): Result<readonly LiquidName[], LiquidProblem> {
  try {
    const engine = createEngine();
    const { globals } = engine.analyzeSync(engine.parse(template), { partials: false });
    return ok(
      Object.entries(globals).map(([name, uses]) => ({ name, line: uses[0]?.location.row ?? 1 })),
    );
  } catch (error) {
    return err(problemOf(error));
  }
}

function createEngine(): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    templates: {},
    parseLimit: MOST_TEMPLATE,
    renderLimit: MOST_MILLISECONDS,
    memoryLimit: MOST_MEMORY,
  });
  for (const tag of FORBIDDEN) {
    engine.registerTag(tag, {
      parse(): void {
        throw new Error(`the tag "${tag}" can't be used here`);
      },
      render(): string {
        return "";
      },
    });
  }
  return engine;
}

function problemOf(error: unknown): LiquidProblem {
  const message = error instanceof Error ? error.message : String(error);
  const [, line] = /line:(\d+)/.exec(message) ?? [];
  const short = message.replace(/,?\s*line:\d+.*$/s, "");
  return line === undefined ? { message: short } : { line: Number(line), message: short };
}
