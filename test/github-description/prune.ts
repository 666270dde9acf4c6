/**
 * Writes the parts of GitHub's published descriptions that the tests use:
 *   node test/github-description/prune.ts <folder>
 * The folder holds schema.graphql (npm @octokit/graphql-schema 15.26.1), api.github.com.json (@octokit/openapi 23.0.2)
 * and webhooks.json (@octokit/openapi-webhooks 12.1.0, its generated/api.github.com.json).
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { announced } from "./announced.ts";
import { graphqlKept } from "./graphql-kept.ts";
import { schemaOf } from "./json-schema.ts";
import type { Schema } from "./json-schema.ts";
import { keptOperations, keptWebhooks } from "./kept-operations.ts";
import { pruneGraphql } from "./prune-graphql.ts";
import { pruneOperations, pruneWebhooks } from "./prune-openapi.ts";

const source = process.argv[2] ?? misused();
const here = import.meta.dirname;

const sdl = await readFile(join(source, "schema.graphql"), "utf8");
const licence = [
  "# Part of GitHub's public GraphQL schema, from npm @octokit/graphql-schema 15.26.1.",
  "# Copyright (c) GitHub 2025 - Licensed as MIT: test/github-description/LICENSES.md",
];
await writeFile(
  join(here, "../../packages/local-github/src/schema.graphql"),
  `${licence.join("\n")}\n\n${pruneGraphql(sdl, graphqlKept, announced)}`,
);
await write("rest.jsonl", pruneOperations(await read("api.github.com.json"), keptOperations));
await write("webhooks.jsonl", pruneWebhooks(await read("webhooks.json"), keptWebhooks));

async function read(name: string): Promise<Schema> {
  const value: unknown = JSON.parse(await readFile(join(source, name), "utf8"));
  return schemaOf(value);
}

/** A line for each definition, `[group, name, schema]`: small, and still readable as a diff. */
async function write(name: string, document: Schema): Promise<void> {
  const lines = Object.entries(document).flatMap(([group, entries]) =>
    Object.entries(schemaOf(entries)).map(([key, value]) => JSON.stringify([group, key, value])),
  );
  await writeFile(join(here, name), `${lines.join("\n")}\n`);
}

function misused(): never {
  throw new Error("Expected the folder with the descriptions: see the top of this file.");
}
