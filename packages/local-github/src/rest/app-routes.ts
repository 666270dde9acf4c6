import { refuse } from "../failure.ts";
import type { Json, Permissions } from "../model.ts";
import { isRecord, parseJson, recordOf, textOf } from "../narrow.ts";
import type { Relay } from "../relay.ts";
import { showApp, showInstallation } from "../show/show-app.ts";
import { showRepository } from "../show/show-repository.ts";
import type { World } from "../world.ts";
import type { Tokens } from "../actor.ts";
import { showDelivery, showFullDelivery } from "../show/show-delivery.ts";
import { numberIn, page, readBody, repoPath, textIn } from "./route.ts";
import type { RestContext, Routes } from "./route.ts";
import { generateKeyPairSync, randomBytes } from "node:crypto";

export interface AppBackend {
  readonly world: World;
  readonly tokens: Tokens;
  readonly relay: Relay;
}

/** What an App does as itself, with its JWT: emulate checks the signature and makes the installation tokens. */
export function addAppRoutes(app: Routes, { world, tokens, relay }: AppBackend): void {
  const permitApp = async (c: RestContext): Promise<void> => {
    const answer = await forward(c, "/app", undefined);
    if (!answer.ok) refuse(401, "A JSON web token could not be decoded");
  };
  const permitInstallation = (id: number): void => {
    const isThere = id === world.installationId && !world.installation.current.isUninstalled;
    if (!isThere) refuse(404, "Not Found");
  };
  const forward = (c: RestContext, path: string, body: string | undefined): Promise<Response> =>
    fetch(`${world.git.origin}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: c.req.header("authorization") ?? "" },
      ...(body === undefined ? {} : { body }),
    });

  app.get("/app", async (c) => {
    await permitApp(c);
    return c.json({ ...showApp(world), installations_count: 1 });
  });
  app.get("/app/installations", async (c) => {
    await permitApp(c);
    const { isUninstalled } = world.installation.current;
    return c.json(page(c, isUninstalled ? [] : [showInstallation(world)]));
  });
  app.get("/app/installations/:id", async (c) => {
    await permitApp(c);
    permitInstallation(numberIn(c, "id"));
    return c.json(showInstallation(world));
  });
  app.post("/app/installations/:id/access_tokens", async (c) => {
    permitInstallation(numberIn(c, "id"));
    const asked = recordOf(parseJson(await c.req.text()));
    permitToken(world, asked);
    // emulate numbers the repository differently; there is only this one anyway.
    const { repository_ids: _, repositories: __, permissions: ___, ...rest } = asked;
    const answer = await forward(c, new URL(c.req.url).pathname, JSON.stringify(rest));
    const body = recordOf(parseJson(await answer.text()));
    if (!answer.ok) return refuse(answer.status, textOf(body["message"]));
    const permissions = permissionsOf(
      asked["permissions"] ?? world.installation.current.permissions,
    );
    tokens.addInstallation(textOf(body["token"]), {
      login: `${world.app.slug}[bot]`,
      permissions,
    });
    const isLimited = "repository_ids" in asked || "repositories" in asked;
    const repositories = isLimited ? { repositories: [showRepository(world)] } : {};
    const repository_selection = isLimited ? "selected" : "all";
    const { token, expires_at } = body;
    return c.json({ token, expires_at, permissions, repository_selection, ...repositories }, 201);
  });
  for (const path of [
    `${repoPath}/installation`,
    "/orgs/:org/installation",
    "/users/:user/installation",
  ]) {
    app.get(path, async (c) => {
      await permitApp(c);
      const { isUninstalled, hasRepository } = world.installation.current;
      const isThere = !isUninstalled && (hasRepository || path !== `${repoPath}/installation`);
      return isThere ? c.json(showInstallation(world)) : refuse(404, "Not Found");
    });
  }
  app.get("/installation/repositories", (c) => {
    if (c.env.actor.kind !== "installation") return refuse(403, "Resource not accessible");
    const repositories = world.installation.current.hasRepository ? [showRepository(world)] : [];
    return c.json({
      total_count: repositories.length,
      repository_selection: "all",
      repositories,
    });
  });
  const showHook = (): Json => ({
    content_type: "json",
    insecure_ssl: "0",
    secret: "********",
    url: relay.address() ?? "",
  });
  app.get("/app/hook/config", async (c) => {
    await permitApp(c);
    return c.json(showHook());
  });
  app.patch("/app/hook/config", async (c) => {
    await permitApp(c);
    const { url } = await readBody(c);
    if (typeof url === "string") relay.sendTo(url);
    return c.json(showHook());
  });
  app.get("/app/hook/deliveries", async (c) => {
    await permitApp(c);
    const sent = relay.deliveries().filter((one) => one.isDropped !== true);
    const newestFirst = sent.toReversed();
    const cursor = Number(c.req.query("cursor") ?? Number.MAX_SAFE_INTEGER);
    const size = Math.min(Number(c.req.query("per_page") ?? 30), 100);
    const status = c.req.query("status");
    const rest = newestFirst.filter(
      (one) => one.id < cursor && (status === undefined || isOf(status, one.statusCode)),
    );
    const shown = rest.slice(0, size);
    const last = shown.at(-1);
    if (last !== undefined && rest.length > size) {
      const next = new URL(`${world.origin}/api/v3/app/hook/deliveries`);
      next.search = new URL(c.req.url).search;
      next.searchParams.set("cursor", String(last.id));
      c.header("link", `<${next.href}>; rel="next"`);
    }
    return c.json(shown.map((one) => showDelivery(world, one)));
  });
  app.get("/app/hook/deliveries/:id", async (c) => {
    await permitApp(c);
    const found = relay.deliveries().find((one) => one.id === numberIn(c, "id"));
    return found === undefined ? refuse(404, "Not Found") : c.json(showFullDelivery(world, found));
  });
  app.post("/app/hook/deliveries/:id/attempts", async (c) => {
    await permitApp(c);
    return relay.redeliver(numberIn(c, "id")) ? c.json({}, 202) : refuse(404, "Not Found");
  });
}

/** What nobody answered has no status that either of them would name. */
function isOf(status: string, code = 0): boolean {
  return status === "failure" ? code >= 400 && code < 600 : code >= 200 && code < 400;
}

/** A token can do no more than the installation may, and only where it may. */
function permitToken(world: World, asked: Json): void {
  const { permissions, isSuspended, hasRepository } = world.installation.current;
  if (isSuspended) refuse(403, "This installation has been suspended");
  const ids = asked["repository_ids"];
  if (Array.isArray(ids) && !(hasRepository && ids.every((id) => id === world.repo.id))) {
    const what = "There is at least one repository that does not exist or is not accessible";
    refuse(422, `${what} to the parent installation.`);
  }
  const isGranted = Object.entries(permissionsOf(asked["permissions"])).every(
    ([name, level]) =>
      name === "metadata" ||
      permissions[name] === "write" ||
      (level === "read" && permissions[name] !== undefined),
  );
  if (!isGranted) refuse(422, "The permissions requested are not granted to this installation.");
}

function permissionsOf(value: unknown): Permissions {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, level]) => [name, textOf(level)]));
}

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
