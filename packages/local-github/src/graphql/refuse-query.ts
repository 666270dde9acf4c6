import type { DocumentNode, GraphQLError, GraphQLSchema } from "graphql";
import { NoDeprecatedCustomRule, validate } from "graphql";
import type { Json } from "../model.ts";

/** What GitHub announced to take away is refused here already: it may be gone tomorrow. */
export function withdrawn(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  return validate(schema, document, [NoDeprecatedCustomRule]);
}

type Refusal = {
  readonly code?: string;
  readonly words: (found: Readonly<Record<string, string>>) => string;
};

/** The library's words, and GitHub's for the same. */
const REFUSALS: readonly (readonly [RegExp, Refusal])[] = [
  [
    /^Cannot query field "(?<field>\w+)" on type "(?<type>\w+)"/,
    {
      code: "undefinedField",
      words: ({ field, type }) => `Field '${field}' doesn't exist on type '${type}'`,
    },
  ],
  [
    /^The field (?<type>\w+)\.(?<field>\w+) is deprecated/,
    {
      code: "undefinedField",
      words: ({ field, type }) => `Field '${field}' doesn't exist on type '${type}'`,
    },
  ],
  [
    /^(?:Unknown argument "(?<argument>\w+)" on field "\w+\.(?<field>\w+)"|Field "\w+\.(?<field2>\w+)" argument "(?<argument2>\w+)" is deprecated)/,
    {
      code: "argumentNotAccepted",
      words: ({ field, field2, argument, argument2 }) =>
        `Field '${field ?? field2}' doesn't accept argument '${argument ?? argument2}'`,
    },
  ],
  [
    /^Variable "\$(?<name>\w+)" got invalid value .*Field "(?<field>\w+)" is not defined by type "(?<type>\w+)"/s,
    {
      words: ({ name, field, type }) =>
        `Variable $${name} of type ${type}! was provided invalid value for ${field} (Field is not defined on ${type})`,
    },
  ],
  [
    /^Variable "\$(?<name>\w+)" got invalid value "(?<value>\w+)" at "\w+\.(?<field>\w+)"; Value "\w+" does not exist in "(?<type>\w+)" enum/,
    {
      words: ({ name, value, field, type }) =>
        `Variable $${name} was provided invalid value for ${field} (Expected "${value}" to be one of the values of ${type})`,
    },
  ],
];

/**
 * A request that the schema doesn't allow, as GitHub refuses it: with HTTP 200, without data and type, and with what was
 * broken in `extensions`.
 */
export function showRefusedQuery({ message, locations, extensions }: GraphQLError): Json {
  const isVariable = message.startsWith("Variable ");
  for (const [pattern, { code, words }] of REFUSALS) {
    const found = pattern.exec(message);
    if (found === null) continue;
    const said = words(found.groups ?? {});
    return { message: said, locations, extensions: code === undefined ? problems(said) : { code } };
  }
  const code = typeof extensions["code"] === "string" ? extensions["code"] : "invalidQuery";
  return { message, locations, extensions: isVariable ? problems(message) : { code } };
}

function problems(explanation: string): Json {
  return { problems: [{ path: [], explanation }] };
}
