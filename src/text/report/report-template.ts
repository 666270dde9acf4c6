import { Drop, Liquid } from "liquidjs";
import { err, ok } from "../../core/model/result.ts";
import type { Result } from "../../core/model/result.ts";

/** Everything that a template can show, by name. */
export type TemplateValues = Readonly<Record<string, string>>;

type TemplateProblem = { readonly line?: number; readonly message: string };

export const MOST_TEMPLATE = 256 * 1024;
const MOST_REPORT = 1_000_000;
export const MOST_MILLISECONDS = 500;
export const MOST_STEPS = 100_000;
const MOST_MEMORY = 10_000_000;

/** Tags that would read other files. */
const FORBIDDEN = ["include", "render", "layout", "block"] as const;

/** A team's own template: one pass, no files, and a visible TODO for what it asks for and we don't know. */
export function fillTemplate(
  template: string,
  values: TemplateValues,
): Result<string, TemplateProblem> {
  if (template.length > MOST_TEMPLATE) return err({ message: "it is larger than 256 KiB" });
  try {
    const engine = createEngine();
    const parsed = engine.parse(template);
    // Without a prototype: a name that nobody knows means nothing else either.
    const known: TemplateValues = Object.assign(Object.create(null), values);
    const text: unknown = engine.renderSync(parsed, known, {
      globals: todo(""),
      templateLimit: MOST_STEPS,
    });
    const filled = String(text);
    return filled.length > MOST_REPORT
      ? err({ message: "the report becomes too long" })
      : ok(filled);
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

/** Whatever is asked for of it, by whatever name, is again one: nothing has to be known before it is asked for. */
function todo(path: string): Drop {
  const drop: Drop = Object.create(Drop.prototype);
  return new Proxy(drop, {
    get: (_, key) => {
      if (typeof key === "symbol") return undefined;
      if (key === "valueOf" && path !== "") return () => `TODO(${path})`;
      return todo(path === "" ? key : `${path}.${key}`);
    },
  });
}

function problemOf(error: unknown): TemplateProblem {
  const message = error instanceof Error ? error.message : String(error);
  const [, line] = /line:(\d+)/.exec(message) ?? [];
  const short = message.replace(/,?\s*line:\d+.*$/s, "");
  return line === undefined ? { message: short } : { line: Number(line), message: short };
}
