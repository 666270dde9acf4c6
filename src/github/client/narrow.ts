import type { Person } from "../../core/model/timeline.ts";

/** What came from outside: nothing is known of it but that it's an object. */
export type Json = Readonly<Record<string, unknown>>;

const NOTHING: Json = {};

export function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object, empty where there is none. */
export function record(value: unknown): Json {
  return isRecord(value) ? value : NOTHING;
}

/** The value at a path of keys, undefined as soon as one is missing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (!isRecord(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found;
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function textOrNone(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function count(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The nodes of a connection that may be seen: GitHub answers null for the others. */
export function nodes(connection: unknown): readonly Json[] {
  return list(at(connection, "nodes")).filter(isRecord);
}

/** Where a connection goes on, if it does. */
export function nextPage(connection: unknown): string | undefined {
  const isMore = at(connection, "pageInfo", "hasNextPage") === true;
  return isMore ? textOrNone(at(connection, "pageInfo", "endCursor")) : undefined;
}

/** What has a login without being anybody: another account may have the same, and its role. */
const NOBODIES: readonly unknown[] = ["Mannequin", "Organization", "EnterpriseUserAccount"];

/** Somebody; an account that was deleted, or that nobody can sign in with, is "ghost", as on GitHub's pages. */
export function person(actor: unknown): Person {
  const login = textOrNone(at(actor, "login"));
  const isNobody = NOBODIES.includes(at(actor, "__typename"));
  if (login === undefined || isNobody) return { login: "ghost", isBot: false };
  const isBot = at(actor, "__typename") === "Bot" || login.endsWith("[bot]");
  return { login: bareLogin(login), isBot };
}

/** REST and `viewer` write "dakor[bot]" where the other fields of GraphQL write "dakor". */
export function bareLogin(login: string): string {
  return login.replace(/\[bot\]$/, "");
}

export function labelNames(labels: unknown): readonly string[] {
  return nodes(labels).map((label) => text(label["name"]));
}
