import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ASTNode, ASTVisitFn, GraphQLSchema } from "graphql";
import { buildASTSchema, Kind, parse, visit } from "graphql";

const schemas = new Map<string, GraphQLSchema>();

/**
 * A part of GitHub's public schema: a query that is valid here is valid there. An older Enterprise Server `lacks` some
 * of it: "Type.field", "Type.field.argument", "Enum.VALUE".
 */
export function githubSchema(lacks: readonly string[] = []): GraphQLSchema {
  const key = lacks.join(" ");
  const known = schemas.get(key);
  if (known !== undefined) return known;
  const document = parse(readFileSync(join(import.meta.dirname, "../schema.graphql"), "utf8"));
  const schema = buildASTSchema(visit(document, { enter: leaveOut(lacks) }));
  schemas.set(key, schema);
  return schema;
}

const MEMBERS: readonly string[] = [
  Kind.FIELD_DEFINITION,
  Kind.INPUT_VALUE_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
];

/** `null` takes a node out of the document. */
function leaveOut(lacks: readonly string[]): ASTVisitFn<ASTNode> {
  return (...[node, , , , ancestors]) => {
    if (!MEMBERS.includes(node.kind)) return undefined;
    const names = [...ancestors, node].flatMap(nameOf);
    return lacks.includes(names.join(".")) ? null : undefined;
  };
}

function nameOf(node: unknown): readonly string[] {
  const isNamed = typeof node === "object" && node !== null && "name" in node;
  if (!isNamed || typeof node.name !== "object" || node.name === null) return [];
  return "value" in node.name && typeof node.name.value === "string" ? [node.name.value] : [];
}
