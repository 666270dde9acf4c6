import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ErrorObject, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as formats from "ajv-formats";
import { allowed } from "./allowed.ts";
import type { Schema } from "./json-schema.ts";
import { isSchema, schemaOf } from "./json-schema.ts";

export interface RestExchange {
  readonly method: string;
  /** Without /api/v3 and query. */
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  readonly status: number;
  readonly responseBody: unknown;
}

export interface Webhook {
  readonly event: string;
  readonly action: string | null;
  readonly payload: unknown;
}

export interface GitHubDescription {
  /** What GitHub's description says against a request and its answer; nothing when they agree. */
  readonly problemsOfExchange: (exchange: RestExchange) => readonly string[];
  readonly problemsOfWebhook: (webhook: Webhook) => readonly string[];
}

/** GitHub's published description of its REST API and webhooks, pruned by prune.ts. */
export function readGitHubDescription(): GitHubDescription {
  const rest = readLines("rest.jsonl");
  const webhooks = readLines("webhooks.jsonl");
  const ajv = new Ajv2020({ strict: false, allErrors: true, inlineRefs: false });
  formats.default.default(ajv);
  ajv.addFormat("repo.nwo", true);
  ajv.addSchema({ $id: "rest", ...rest });
  ajv.addSchema({ $id: "webhooks", ...webhooks });
  const operations = Object.entries(schemaOf(rest["operations"])).map(([id, operation]) =>
    readOperation(id, schemaOf(operation)),
  );
  const compiled = new Map<string, ValidateFunction>();
  const problemsAt = (reference: string, value: unknown): readonly string[] => {
    const validate = compiled.get(reference) ?? ajv.compile({ $ref: reference });
    compiled.set(reference, validate);
    return validate(value) ? [] : (validate.errors ?? []).map(problemOf);
  };
  return {
    problemsOfExchange: (exchange) => {
      const operation = findOperation(operations, exchange);
      if (operation === undefined)
        return [`${exchange.method} ${exchange.path}: not in the description`];
      if (exchange.status >= 400 || exchange.status === 0) return [];
      const at = `rest#/operations/${escapePointer(operation.id)}`;
      const problems = [
        ...unknownQuery(operation, exchange),
        ...requestProblems(operation, exchange),
        ...(operation.body === undefined || !isSchema(exchange.body)
          ? []
          : problemsAt(`${at}/body`, exchange.body)),
        ...responseProblems(operation, exchange),
        ...(isSchema(operation.responses[String(exchange.status)])
          ? problemsAt(`${at}/responses/${exchange.status}`, exchange.responseBody)
          : []),
      ];
      return remaining(operation.id, problems);
    },
    problemsOfWebhook: ({ event, action, payload }) => {
      const name = [event, action]
        .filter((part) => part !== null)
        .join("-")
        .replaceAll("_", "-");
      if (schemaOf(webhooks["webhooks"])[name] === undefined)
        return [`${name}: not in the description`];
      return remaining(name, problemsAt(`webhooks#/webhooks/${name}`, payload));
    },
  };
}

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: RegExp;
  readonly literals: number;
  readonly query: Schema;
  readonly body: unknown;
  readonly responses: Schema;
}

/** Paths may be matched by several templates: the one with most literal parts is meant. */
function findOperation(
  operations: readonly Operation[],
  exchange: RestExchange,
): Operation | undefined {
  return operations
    .filter((one) => one.method === exchange.method && one.path.test(exchange.path))
    .toSorted((a, b) => b.literals - a.literals)[0];
}

const longParameters = ["{path}", "{ref}", "{basehead}"];

function readOperation(id: string, operation: Schema): Operation {
  const template = String(operation["path"]);
  const pattern = template.replaceAll(/\{\w+\}/g, (name) =>
    longParameters.includes(name) ? ".+" : "[^/]+",
  );
  return {
    id,
    method: String(operation["method"]),
    path: new RegExp(`^${pattern}$`),
    literals: template.split("/").filter((part) => !part.startsWith("{")).length,
    query: schemaOf(operation["query"]),
    body: operation["body"],
    responses: schemaOf(operation["responses"]),
  };
}

function unknownQuery(operation: Operation, exchange: RestExchange): readonly string[] {
  return [...new URLSearchParams(exchange.query).keys()]
    .filter((name) => !(name in operation.query))
    .map((name) => `query ${name} is unknown`);
}

/** GitHub's descriptions allow any further property, so misspelt ones are looked for here. */
function requestProblems(operation: Operation, exchange: RestExchange): readonly string[] {
  const { properties } = schemaOf(operation.body);
  if (!isSchema(properties) || !isSchema(exchange.body)) return [];
  return Object.keys(exchange.body)
    .filter((name) => !(name in properties))
    .map((name) => `body /${name} is unknown`);
}

function responseProblems(operation: Operation, exchange: RestExchange): readonly string[] {
  return String(exchange.status) in operation.responses
    ? []
    : [`status ${exchange.status} is unknown`];
}

function remaining(name: string, problems: readonly string[]): readonly string[] {
  return [...new Set(problems)]
    .filter((problem) => !allowed(name, problem))
    .map((problem) => `${name}: ${problem}`);
}

function problemOf(error: ErrorObject): string {
  const details = Object.values(schemaOf(error.params)).map(String).join(" ");
  return `${error.instancePath} ${error.message ?? ""} ${details}`.trim();
}

function escapePointer(name: string): string {
  return name.replaceAll("/", "~1");
}

function readLines(name: string): Schema {
  const groups: Record<string, Record<string, unknown>> = {};
  const text = readFileSync(join(import.meta.dirname, name), "utf8");
  for (const line of text.split("\n").filter((one) => one !== "")) {
    const entry: unknown = JSON.parse(line);
    if (!Array.isArray(entry)) continue;
    const [group, key, schema]: readonly unknown[] = entry;
    groups[String(group)] = { ...groups[String(group)], [String(key)]: schema };
  }
  return groups;
}
