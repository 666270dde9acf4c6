import { getOperationAST, getVariableValues, parse, validate } from "graphql";
import { githubSchema } from "@dakor/local-github/github-schema";
import { withdrawn } from "@dakor/local-github/refuse-query";
import { OLDEST_SERVER_LACKS } from "../github-description/oldest-server.ts";

const schema = githubSchema();
const oldest = githubSchema(OLDEST_SERVER_LACKS);

/**
 * What GitHub's own schema says against a request: nothing, if GitHub will understand it, also when all that it announced
 * to take away is gone, and if the oldest Enterprise Server will.
 */
export function objections(
  query: string,
  variables: Readonly<Record<string, unknown>>,
): readonly string[] {
  const document = parse(query);
  const invalid = [
    ...validate(schema, document),
    ...withdrawn(schema, document),
    ...validate(oldest, document),
  ].map((error) => error.message);
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
