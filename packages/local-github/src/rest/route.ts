import type { Context } from "hono";
import { Hono } from "hono";
import type { Account, Actor, Json } from "../model.ts";
import { isRecord, parseJson } from "../narrow.ts";
import { refuse } from "../failure.ts";
import type { World } from "../world.ts";
import { accountOf, findAccount } from "../world.ts";

export interface RestEnvironment {
  readonly Bindings: { readonly actor: Actor };
}

export type RestContext = Context<RestEnvironment>;
export type Routes = Hono<RestEnvironment>;

export function createRoutes(): Routes {
  return new Hono<RestEnvironment>({ strict: false });
}

export const repoPath = "/repos/:owner/:repo";

export async function readBody(c: RestContext): Promise<Json> {
  const text = await c.req.text();
  if (text === "") return {};
  const body = parseJson(text);
  return isRecord(body) ? body : refuse(400, "Problems parsing JSON");
}

export function numberIn(c: RestContext, name: string): number {
  const value = Number(c.req.param(name));
  return Number.isSafeInteger(value) ? value : refuse(404, "Not Found");
}

export function textIn(c: RestContext, name: string): string {
  return c.req.param(name) ?? refuse(404, "Not Found");
}

/** One page of a list, with GitHub's Link header. */
export function page<T>(c: RestContext, items: readonly T[]): readonly T[] {
  const size = Math.min(Math.max(Number(c.req.query("per_page") ?? 30) || 30, 1), 100);
  const current = Math.max(Number(c.req.query("page") ?? 1) || 1, 1);
  const last = Math.max(Math.ceil(items.length / size), 1);
  const links = [
    ...(current > 1 ? [linkTo(c, current - 1, "prev")] : []),
    ...(current < last ? [linkTo(c, current + 1, "next"), linkTo(c, last, "last")] : []),
    ...(current > 1 ? [linkTo(c, 1, "first")] : []),
  ];
  if (links.length > 0) c.header("link", links.join(", "));
  return items.slice((current - 1) * size, current * size);
}

function linkTo(c: RestContext, number: number, relation: string): string {
  const url = new URL(c.req.url);
  url.pathname = `/api/v3${url.pathname}`;
  url.searchParams.set("page", String(number));
  return `<${url.href}>; rel="${relation}"`;
}

export function accountsNamed(world: World, logins: readonly string[]): readonly Account[] {
  return logins.flatMap((login) => findAccount(world, login) ?? []);
}

export function signedIn(actor: Actor): Account {
  return accountOf(actor) ?? refuse(401, "Requires authentication");
}
