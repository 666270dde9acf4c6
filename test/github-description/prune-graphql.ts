import type {
  ConstDirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  NamedTypeNode,
  TypeDefinitionNode,
  TypeNode,
} from "graphql";
import { isTypeDefinitionNode, Kind, parse, print } from "graphql";

/** "Type.field" or "Type.field.argument", and the day from which GitHub may take it away. */
export type Announced = Readonly<Record<string, string>>;

/**
 * The part of a schema that `kept` names ("Type" -> "field field"), without descriptions. Of the directives it keeps
 * `@deprecated`, which it gives to what is `announced` too; inputs that are deprecated are left out.
 */
export function pruneGraphql(
  sdl: string,
  kept: Readonly<Record<string, string>>,
  announced: Announced,
): string {
  const types = new Map(
    parse(sdl, { noLocation: true })
      .definitions.filter(isTypeDefinitionNode)
      .map((type) => [type.name.value, type]),
  );
  const missing = Object.keys(kept).filter((name) => !types.has(name));
  if (missing.length > 0) throw new Error(`Not in GitHub's schema: ${missing.join(", ")}`);
  const reached = reach(types, kept);
  const definitions = [...reached]
    .toSorted()
    .flatMap((name) => types.get(name) ?? [])
    .map((type) => prunedType(type, { kept, reached, announced }));
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  return `${print(document)}\n`;
}

interface Selection {
  readonly kept: Readonly<Record<string, string>>;
  readonly reached: ReadonlySet<string>;
  readonly announced: Announced;
}

function reach(
  types: ReadonlyMap<string, TypeDefinitionNode>,
  kept: Readonly<Record<string, string>>,
): Set<string> {
  const reached = new Set(Object.keys(kept));
  const queue = [...reached];
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    const type = types.get(name);
    const isComposite =
      type?.kind === Kind.OBJECT_TYPE_DEFINITION || type?.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (type === undefined || isComposite) return;
    reached.add(name);
    queue.push(name);
  };
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const type = types.get(name);
    if (type === undefined) continue;
    if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      for (const field of type.fields ?? []) visit(nameOf(field.type));
    }
    for (const field of fieldsOf(type, kept)) {
      visit(nameOf(field.type));
      for (const argument of field.arguments ?? []) visit(nameOf(argument.type));
    }
  }
  return reached;
}

function fieldsOf(
  type: TypeDefinitionNode,
  kept: Readonly<Record<string, string>>,
): readonly FieldDefinitionNode[] {
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION)
    return [];
  const interfaces = (type.interfaces ?? []).flatMap((one) => kept[one.name.value] ?? []);
  const names = new Set([kept[type.name.value] ?? "", ...interfaces].join(" ").split(" "));
  const fields = (type.fields ?? []).filter((field) => names.has(field.name.value));
  const unknown = (kept[type.name.value] ?? "")
    .split(" ")
    .filter((name) => !fields.some((field) => field.name.value === name));
  if (unknown.length > 0) throw new Error(`${type.name.value} has no ${unknown.join(", ")}`);
  return fields;
}

function prunedType(type: TypeDefinitionNode, selection: Selection): TypeDefinitionNode {
  const { description: _, directives: __, ...bare } = type;
  const isReached = (one: NamedTypeNode): boolean => selection.reached.has(one.name.value);
  switch (bare.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return {
        ...bare,
        interfaces: (bare.interfaces ?? []).filter(isReached),
        fields: fieldsOf(type, selection.kept)
          .filter(
            (field) => selection.reached.has(nameOf(field.type)) || isBuiltIn(nameOf(field.type)),
          )
          .map((field) => bareField(field, `${type.name.value}.${field.name.value}`, selection)),
      };
    case Kind.UNION_TYPE_DEFINITION:
      return { ...bare, types: (bare.types ?? []).filter(isReached) };
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return {
        ...bare,
        fields: (bare.fields ?? []).filter((field) => !isDeprecated(field)).map(bareInput),
      };
    case Kind.ENUM_TYPE_DEFINITION:
      return {
        ...bare,
        values: (bare.values ?? []).map(({ description: _text, ...value }) => ({
          ...value,
          directives: (value.directives ?? []).filter(isDeprecation),
        })),
      };
    case Kind.SCALAR_TYPE_DEFINITION:
      return bare;
  }
}

function bareField(
  field: FieldDefinitionNode,
  location: string,
  { announced }: Selection,
): FieldDefinitionNode {
  const { kind, name, type } = field;
  return {
    kind,
    name,
    type,
    arguments: (field.arguments ?? []).map((argument) => ({
      ...bareInput(argument),
      directives: deprecations(argument, announced[`${location}.${argument.name.value}`]),
    })),
    directives: deprecations(field, announced[location]),
  };
}

function bareInput(input: InputValueDefinitionNode): InputValueDefinitionNode {
  const { kind, name, type, defaultValue } = input;
  return defaultValue === undefined ? { kind, name, type } : { kind, name, type, defaultValue };
}

type Described = { readonly directives?: readonly ConstDirectiveNode[] | undefined };

function deprecations(node: Described, announced: string | undefined): ConstDirectiveNode[] {
  const own = (node.directives ?? []).filter(isDeprecation);
  return own.length > 0 || announced === undefined
    ? own
    : [deprecation(`Announced for removal: ${announced}.`)];
}

function isDeprecated(node: Described): boolean {
  return (node.directives ?? []).some(isDeprecation);
}

function isDeprecation({ name }: ConstDirectiveNode): boolean {
  return name.value === "deprecated";
}

function deprecation(reason: string): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: "deprecated" },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: "reason" },
        value: { kind: Kind.STRING, value: reason },
      },
    ],
  };
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

function isBuiltIn(name: string): boolean {
  return ["ID", "Int", "Float", "String", "Boolean"].includes(name);
}
