import {
  isSchema,
  jsonSchemaOf,
  reachableDefinitions,
  schemaOf,
  shareRepeated,
} from "./json-schema.ts";
import type { Schema } from "./json-schema.ts";

/** The kept REST operations: { operations: { id: { method, path, query, body, responses } }, $defs } */
export function pruneOperations(openapi: Schema, kept: readonly string[]): Schema {
  const components = schemaOf(openapi["components"]);
  const operations: Record<string, Schema> = {};
  for (const [path, methods] of Object.entries(schemaOf(openapi["paths"]))) {
    for (const [method, operation] of Object.entries(schemaOf(methods))) {
      const id = schemaOf(operation)["operationId"];
      if (typeof id !== "string" || !kept.includes(id)) continue;
      operations[id] = {
        method: method.toUpperCase(),
        path,
        ...pruneOperation(schemaOf(operation), components),
      };
    }
  }
  requireAll(kept, operations);
  return withDefinitions({ operations }, components);
}

function pruneOperation(operation: Schema, components: Schema): Schema {
  const parameters = listOf(operation["parameters"]).map((one) =>
    schemaOf(dereference(one, components)),
  );
  const query = parameters
    .filter((one) => one["in"] === "query")
    .map((one) => [one["name"], jsonSchemaOf(one["schema"])]);
  const body = contentSchema(operation["requestBody"]);
  const responses = Object.entries(schemaOf(operation["responses"]))
    .filter(([status]) => status.startsWith("2"))
    .map(([status, response]) => [
      status,
      contentSchema(dereference(response, components)) ?? null,
    ]);
  return {
    query: Object.fromEntries(query),
    ...(body === undefined ? {} : { body }),
    responses: Object.fromEntries(responses),
  };
}

/** The payloads of the kept webhooks: { webhooks: { name: schema }, $defs } */
export function pruneWebhooks(openapi: Schema, kept: readonly string[]): Schema {
  const all = schemaOf(openapi["webhooks"]);
  const webhooks = Object.fromEntries(
    kept.map((name) => [name, contentSchema(schemaOf(schemaOf(all[name])["post"])["requestBody"])]),
  );
  requireAll(kept, webhooks);
  return withDefinitions({ webhooks }, schemaOf(openapi["components"]));
}

function withDefinitions(roots: Schema, components: Schema): Schema {
  const $defs = reachableDefinitions(roots, schemaOf(components["schemas"]));
  return shareRepeated({ ...roots, $defs });
}

function contentSchema(holder: unknown): unknown {
  const content = schemaOf(schemaOf(holder)["content"]);
  const json = content["application/json"];
  return isSchema(json) ? jsonSchemaOf(json["schema"]) : undefined;
}

function dereference(value: unknown, components: Schema): unknown {
  const reference = schemaOf(value)["$ref"];
  if (typeof reference !== "string") return value;
  const [group = "", name = ""] = reference.split("/").slice(2);
  return schemaOf(components[group])[name];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function requireAll(kept: readonly string[], found: Schema): void {
  const missing = kept.filter((name) => found[name] === undefined);
  if (missing.length > 0) throw new Error(`Not in GitHub's description: ${missing.join(", ")}`);
}
