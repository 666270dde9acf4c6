import type { DocumentNode } from "graphql";
import { Kind, parse } from "graphql";
import { recordOf, textOf, textOrNull } from "../narrow.ts";

/** What a GraphQL request is called: its operation's name, or its first field. */
export function operationName(body: unknown): string | undefined {
  const { query, operationName: name } = recordOf(body);
  if (textOrNull(name) !== null) return textOf(name);
  const document = parseQuery(textOf(query));
  for (const definition of document?.definitions ?? []) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const [first] = definition.selectionSet.selections;
    if (definition.name !== undefined) return definition.name.value;
    return first?.kind === Kind.FIELD ? first.name.value : undefined;
  }
  return undefined;
}

function parseQuery(query: string): DocumentNode | undefined {
  try {
    return parse(query, { noLocation: true });
  } catch {
    return undefined;
  }
}
