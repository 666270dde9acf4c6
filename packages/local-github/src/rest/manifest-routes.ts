import { generateKeyPairSync, randomBytes } from "node:crypto";
import { refuse } from "../failure.ts";
import type { Json } from "../model.ts";
import { isRecord, parseJson, recordOf, textOf } from "../narrow.ts";
import { showApp } from "../show/show-app.ts";
import type { World } from "../world.ts";
import type { RestContext, Routes } from "./route.ts";
import { textIn } from "./route.ts";

/** Registers Apps from manifests: the page that asks whether to, answered with yes, and the exchange of its code. */
export function addManifestRoutes(app: Routes, world: World): void {
  const waiting = new Map<string, Json>();
  const register = async (c: RestContext): Promise<Response> => {
    const form = new URLSearchParams(await c.req.text());
    const manifest = parseJson(form.get("manifest") ?? "");
    const hook = isRecord(manifest) ? recordOf(manifest["hook_attributes"]) : {};
    if (!isRecord(manifest) || textOf(manifest["url"]) === "" || textOf(hook["url"]) === "") {
      return refuse(422, "Error: the manifest needs url and hook_attributes.url");
    }
    const code = randomBytes(20).toString("hex");
    waiting.set(code, manifest);
    const back = new URL(textOf(manifest["redirect_url"]));
    back.searchParams.set("code", code);
    const state = c.req.query("state");
    if (state !== undefined) back.searchParams.set("state", state);
    return c.redirect(back.href);
  };
  app.post("/settings/apps/new", register);
  app.post("/organizations/:org/settings/apps/new", register);
  app.post("/app-manifests/:code/conversions", (c) => {
    const manifest = waiting.get(textIn(c, "code")) ?? refuse(404, "Not Found");
    waiting.delete(textIn(c, "code"));
    return c.json(showConversion(world, manifest), 201);
  });
}

function showConversion(world: World, manifest: Json): Json {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const name = textOf(manifest["name"]);
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return {
    ...showApp(world),
    id: world.nextId(),
    name,
    slug,
    external_url: manifest["url"],
    html_url: `${world.origin}/apps/${slug}`,
    permissions: manifest["default_permissions"] ?? {},
    events: manifest["default_events"] ?? [],
    client_secret: randomBytes(20).toString("hex"),
    webhook_secret: randomBytes(20).toString("hex"),
    pem: privateKey.export({ type: "pkcs1", format: "pem" }),
  };
}
