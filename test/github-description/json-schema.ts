export type Schema = Readonly<Record<string, unknown>>;

export function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function schemaOf(value: unknown): Schema {
  return isSchema(value) ? value : {};
}

const prose = ["description", "example", "examples", "title", "externalDocs", "x-github"];

/** An OpenAPI schema as JSON Schema 2020-12: no `nullable`, no prose, references into `$defs`. */
export function jsonSchemaOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonSchemaOf);
  if (!isSchema(value)) return value;
  const { nullable, properties, ...rest } = value;
  const entries = Object.entries(rest)
    .filter(([key]) => !prose.includes(key))
    .map(([key, child]) => [key, key === "$ref" ? localRef(child) : jsonSchemaOf(child)]);
  const schema: Schema = { ...Object.fromEntries(entries), ...propertiesOf(properties) };
  return nullable === true ? orNull(schema) : schema;
}

/** Properties may be called "title" or "description": these are not prose. */
function propertiesOf(properties: unknown): Schema {
  if (!isSchema(properties)) return {};
  const converted = Object.entries(properties).map(([name, schema]) => [
    name,
    jsonSchemaOf(schema),
  ]);
  return { properties: Object.fromEntries(converted) };
}

function orNull(schema: Schema): Schema {
  const { type, enum: values } = schema;
  if (typeof type !== "string") return { anyOf: [schema, { type: "null" }] };
  const choices = Array.isArray(values) ? { enum: [...values, null] } : {};
  return { ...schema, type: [type, "null"], ...choices };
}

function localRef(reference: unknown): string {
  return String(reference).replace("#/components/schemas/", "#/$defs/");
}

/** The definitions that `roots` reach. */
export function reachableDefinitions(roots: unknown, definitions: Schema): Schema {
  const reached = new Map<string, unknown>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isSchema(value)) return;
    const reference = value["$ref"];
    if (typeof reference === "string") {
      const name = reference.replace("#/$defs/", "");
      if (!reached.has(name)) {
        const definition = jsonSchemaOf(definitions[name]);
        reached.set(name, definition);
        visit(definition);
      }
    }
    Object.values(value).forEach(visit);
  };
  visit(roots);
  return Object.fromEntries(reached);
}

const worthSharing = 120;

/** GitHub writes the same user, label or repository into many schemas: each is kept once. */
export function shareRepeated(document: Schema): Schema {
  const counts = new Map<string, number>();
  const count = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const text = JSON.stringify(value);
    if (text.length >= worthSharing && isShareable(value)) {
      const seen = counts.get(text) ?? 0;
      counts.set(text, seen + 1);
      if (seen > 0) return;
    }
    Object.values(value).forEach(count);
  };
  count(document);
  const shared = new Map<string, { readonly name: string; readonly schema: unknown }>();
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace);
    if (!isSchema(value)) return value;
    const text = JSON.stringify(value);
    const inner = (): Schema =>
      Object.fromEntries(Object.entries(value).map(([key, child]) => [key, replace(child)]));
    if ((counts.get(text) ?? 0) < 2) return inner();
    const known = shared.get(text) ?? { name: `shared-${shared.size + 1}`, schema: undefined };
    if (!shared.has(text)) {
      shared.set(text, known);
      shared.set(text, { ...known, schema: inner() });
    }
    return { $ref: `#/$defs/${known.name}` };
  };
  const replaced = schemaOf(replace(document));
  const added = [...shared.values()].map(({ name, schema }) => [name, schema]);
  return { ...replaced, $defs: { ...schemaOf(replaced["$defs"]), ...Object.fromEntries(added) } };
}

function isShareable(value: object): boolean {
  return (
    isSchema(value) &&
    (typeof value["type"] === "string" ||
      Array.isArray(value["type"]) ||
      "anyOf" in value ||
      "oneOf" in value ||
      "allOf" in value)
  );
}
