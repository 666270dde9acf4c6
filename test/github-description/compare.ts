/**
 * Prints what an older schema lacks of the part of GitHub's that is kept here:
 *   node test/github-description/compare.ts <older schema.graphql>
 */
import { readFile } from "node:fs/promises";
import type { GraphQLNamedType } from "graphql";
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from "graphql";
import { githubSchema } from "@dakor/local-github/github-schema";

const sdl = await readFile(process.argv[2] ?? "schema.graphql", "utf8");
const older = buildSchema(sdl, { assumeValidSDL: true });
for (const type of Object.values(githubSchema().getTypeMap())) {
  if (type.name.startsWith("__")) continue;
  const had = new Set(membersOf(older.getType(type.name)));
  for (const member of membersOf(type)) if (!had.has(member)) console.info(member);
}

/** "Type.field", "Type.field.argument", "Enum.VALUE". */
function membersOf(type: GraphQLNamedType | undefined): readonly string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
  if (isInputObjectType(type)) {
    return Object.keys(type.getFields()).map((name) => `${type.name}.${name}`);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap(({ name, args }) => [
    `${type.name}.${name}`,
    ...args.map((argument) => `${type.name}.${name}.${argument.name}`),
  ]);
}
