import { Drop } from "liquidjs";
import { err } from "../../core/model/result.ts";
import type { Result } from "../../core/model/result.ts";
import { fillLiquid } from "../liquid.ts";
import type { LiquidProblem } from "../liquid.ts";

/** Everything that a template can show, by name. */
export type TemplateValues = Readonly<Record<string, string>>;

const MOST_REPORT = 1_000_000;

/** A team's own template, with a visible TODO for what it asks for and we don't know. */
export function fillTemplate(
  template: string,
  values: TemplateValues,
): Result<string, LiquidProblem> {
  const filled = fillLiquid(template, values, todo(""));
  return filled.ok && filled.value.length > MOST_REPORT
    ? err({ message: "the report becomes too long" })
    : filled;
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
