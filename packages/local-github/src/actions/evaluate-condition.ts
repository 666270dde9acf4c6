import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import type { ExpressionData } from "@actions/expressions/data/index";
import type { Json } from "../model.ts";
import { isRecord } from "../narrow.ts";

/** What a job's `if:` comes to, by GitHub's own reading of expressions; `github` is the context of that name. */
export function isTrue(condition: string, github: Json): boolean {
  const expression = condition.trim().replace(/^\$\{\{([\s\S]*)\}\}$/, "$1");
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, ["github"], []).parse();
  const result = new Evaluator(tree, context({ github })).evaluate();
  if (result instanceof data.StringData) return result.value !== "";
  return !["", "false", "0", "NaN"].includes(result.coerceString());
}

function context(values: Json): data.Dictionary {
  return new data.Dictionary(
    ...Object.entries(values).map(([key, value]) => ({ key, value: dataOf(value) })),
  );
}

function dataOf(value: unknown): ExpressionData {
  if (typeof value === "string") return new data.StringData(value);
  if (typeof value === "number") return new data.NumberData(value);
  if (typeof value === "boolean") return new data.BooleanData(value);
  if (Array.isArray(value)) return new data.Array(...value.map(dataOf));
  return isRecord(value) ? context(value) : new data.Null();
}
