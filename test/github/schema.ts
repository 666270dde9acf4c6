import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, getOperationAST, getVariableValues, parse, validate } from "graphql";

const schema = buildSchema(
  readFileSync(join(import.meta.dirname, "../../src/demo/local-github/schema.graphql"), "utf8"),
);

/** What GitHub's own schema says against a request: nothing, if GitHub will understand it. */
export function objections(
  query: string,
  variables: Readonly<Record<string, unknown>>,
): readonly string[] {
  const document = parse(query);
  const invalid = validate(schema, document).map((error) => error.message);
  const operation = getOperationAST(document);
  if (invalid.length > 0 || operation === null || operation === undefined) return invalid;
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], { ...variables });
  const declared = (operation.variableDefinitions ?? []).map((one) => one.variable.name.value);
  const unknown = Object.keys(variables).filter((name) => !declared.includes(name));
  return [
    ...(values.errors ?? []).map((error) => error.message),
    ...unknown.map((name) => `No variable is called ${name}`),
  ];
}
