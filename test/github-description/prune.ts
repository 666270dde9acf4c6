/**
 * Writes the parts of GitHub's published descriptions that the tests use:
 *   node test/github-description/prune.ts <folder with schema.graphql, api.github.com.json and webhooks.json>
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { graphqlKept } from "./graphql-kept.ts";
import { pruneGraphql } from "./prune-graphql.ts";

const source = process.argv[2] ?? "/tmp/github-description";
const root = join(import.meta.dirname, "../..");

const sdl = await readFile(join(source, "schema.graphql"), "utf8");
const licence = "# Part of GitHub's public GraphQL schema, from npm @octokit/graphql-schema 15.26.1.\n# Copyright (c) GitHub 2025 - Licensed as MIT: test/github-description/LICENSES.md\n";
await writeFile(
  join(root, "src/demo/local-github/schema.graphql"),
  `${licence}\n${pruneGraphql(sdl, graphqlKept)}`,
);
