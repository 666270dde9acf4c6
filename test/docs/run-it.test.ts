import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import manifest from "../../package.json" with { type: "json" };
import { SETTINGS } from "../../src/app/environment.ts";
import { METRICS } from "../../src/app/metrics-table.ts";
import { blocksIn, markdownPages, type Block } from "./pages.ts";

const ROOT = new URL("../../", import.meta.url);
const DOCKER = new URL("docs/how-to/docker/", ROOT);
/** What others read: Node, PostgreSQL's image. */
const FOREIGN = new Set(["NODE_ENV", "POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB"]);

function page(name: string, language: string): readonly Block[] {
  return markdownPages()
    .filter(({ path }) => path === `docs/how-to/${name}.md`)
    .flatMap((one) => blocksIn(one, language));
}

function unknown(names: readonly string[]): readonly string[] {
  return names.filter((name) => !(name in SETTINGS) && !FOREIGN.has(name));
}

describe("the Dockerfile", () => {
  const text = readFileSync(new URL("Dockerfile", DOCKER), "utf8");
  const lines = text
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [instruction = "", ...rest] = line.split(/\s+/);
      return { instruction, rest };
    });
  const of = (name: string): readonly (readonly string[])[] =>
    lines.filter(({ instruction }) => instruction === name).map(({ rest }) => rest);

  test("has the instructions that it needs, in their order", () => {
    expect(lines.map(({ instruction }) => instruction)).toEqual([
      "FROM",
      "ENV",
      "WORKDIR",
      "COPY",
      "RUN",
      "COPY",
      "USER",
      "EXPOSE",
      "CMD",
    ]);
  });

  test("runs the Node that the tests run on, as nobody special", () => {
    expect(of("FROM")).toEqual([[`node:${manifest.devDependencies.node}-slim`]]);
    expect(of("USER")).toEqual([["node"]]);
    expect(of("EXPOSE")).toEqual([[SETTINGS.PORT.default]]);
  });

  test("copies what is there, and starts it as npm start does", () => {
    const sources = of("COPY").flatMap((paths) => paths.slice(0, -1));
    expect(sources.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
    const command: unknown = JSON.parse(of("CMD")[0]?.join(" ") ?? "");
    expect(command).toEqual(manifest.scripts.start.split(" "));
    const started = manifest.scripts.start.split(" ");
    expect(
      sources.some((path) => started.some((word) => word.startsWith(path.replace("./", "")))),
    ).toBe(true);
  });

  test("sets nothing that nobody reads", () => {
    expect(
      unknown(
        of("ENV")
          .flat()
          .map((pair) => pair.split("=", 1).join()),
      ),
    ).toEqual([]);
  });

  test("needs no package's install script", () => {
    const lock: unknown = JSON.parse(readFileSync(new URL("package-lock.json", ROOT), "utf8"));
    const { packages } = v.parse(Lock, lock);
    const withScript = Object.entries(packages).filter(
      ([, { dev, hasInstallScript }]) => hasInstallScript && !dev,
    );
    expect(withScript).toEqual([]);
  });
});

const Lock = v.object({
  packages: v.record(
    v.string(),
    v.object({ dev: v.optional(v.boolean()), hasInstallScript: v.optional(v.boolean()) }),
  ),
});

const Service = v.looseObject({
  env_file: v.string(),
  environment: v.record(v.string(), v.string()),
  ports: v.optional(v.array(v.string()), []),
  read_only: v.literal(true),
  cap_drop: v.tuple([v.literal("ALL")]),
  security_opt: v.tuple([v.literal("no-new-privileges:true")]),
  restart: v.literal("unless-stopped"),
  healthcheck: v.looseObject({ test: v.array(v.string()) }),
});
const Compose = v.looseObject({ services: v.record(v.string(), Service) });

describe("the compose file", () => {
  const text = readFileSync(new URL("compose.yaml", DOCKER), "utf8");
  const { services } = v.parse(Compose, parse(text, { merge: true }));
  const { database, ...apps } = services;

  test("has two replicas and a database that only they reach", () => {
    expect(Object.keys(apps)).toHaveLength(2);
    expect(database?.ports).toEqual([]);
    const ports = Object.values(apps).flatMap((app) => app.ports);
    expect(new Set(ports).size).toBe(2);
    for (const port of ports) {
      expect(port).toMatch(new RegExp(`^127\\.0\\.0\\.1:\\d+:${SETTINGS.PORT.default}$`));
    }
  });

  test.each(Object.entries(apps))("builds %s from the Dockerfile", (_, app) => {
    const { build } = v.parse(
      v.looseObject({ build: v.object({ context: v.string(), dockerfile: v.string() }) }),
      app,
    );
    const context = new URL(`${build.context}/`, DOCKER);
    expect(context.href).toBe(ROOT.href);
    expect(existsSync(new URL(build.dockerfile, context))).toBe(true);
    expect(app).toMatchObject({ depends_on: { database: { condition: "service_healthy" } } });
  });

  test("holds no secret: they are in files that the page shows and git ignores", () => {
    const named = Object.values(services).map(({ env_file }) => env_file);
    const shown = markdownPages().find(({ path }) => path.endsWith("run-the-app.md"))?.text ?? "";
    expect(named.filter((name) => !shown.includes(`\`${name}\``))).toEqual([]);
    expect(named.every((name) => name.endsWith(".env"))).toBe(true);
    expect(readFileSync(new URL(".gitignore", DOCKER), "utf8")).toBe("*.env\n");
    expect(text).not.toMatch(/PASSWORD|SECRET|KEY/);
  });

  test("sets nothing that nobody reads", () => {
    const names = Object.values(services).flatMap(({ environment }) => Object.keys(environment));
    expect(unknown(names)).toEqual([]);
  });

  test.each([
    [200, 0],
    [503, 1],
  ])("is healthy by /readyz: %i ends with %i", async (status, code) => {
    const asked: unknown[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.writeHead(status).end("{}");
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const address = server.address();
    const PORT = String(typeof address === "object" ? address?.port : "");
    const [kind, program, ...args] = apps["app-1"]?.healthcheck.test ?? [];
    expect([kind, program]).toEqual(["CMD", "node"]);
    const child = spawn(process.execPath, args, { env: { PORT } });
    expect((await once(child, "exit"))[0]).toBe(code);
    expect(asked).toEqual(["/readyz"]);
    server.close();
  });
});

describe("the pages", () => {
  test.each(page("run-the-app", "sh"))("set only what is read: $page:$line", ({ text }) => {
    const names = [...text.matchAll(/^(\w+)=/gm)].map(([, name = ""]) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(unknown(names)).toEqual([]);
  });

  test("show a unit of systemd that starts what is there", () => {
    const [unit] = page("run-the-app", "ini");
    const values = (key: string): readonly string[] =>
      [...(unit?.text.matchAll(new RegExp(`^${key}=(.*)$`, "gm")) ?? [])].map(
        ([, value = ""]) => value,
      );
    const [started = ""] = values("ExecStart");
    expect(existsSync(new URL(started.split(" ")[1] ?? "", ROOT))).toBe(true);
    const names = values("Environment").flatMap((line) =>
      line.split(" ").map((pair) => pair.split("=", 1).join()),
    );
    expect(unknown(names)).toEqual([]);
    expect(Number(values("TimeoutStopSec")[0])).toBeGreaterThan(29);
  });

  test("alert on metrics that exist, with values that they can have", () => {
    const [block] = page("operate", "yaml");
    const { groups } = v.parse(Alerts, parse(block?.text ?? ""));
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(4);
    const series = Object.entries(METRICS).flatMap(([name, { kind }]) =>
      kind === "histogram" ? [`${name}_count`, `${name}_sum`, `${name}_bucket`] : [name],
    );
    const used = rules.flatMap(({ expr }) => expr.match(/dakor_\w+/g) ?? []);
    expect(used.filter((name) => !series.includes(name))).toEqual([]);
  });

  test("all commands name files that are there", () => {
    const commands = ["run-the-app", "scale-out", "operate"].flatMap((name) => {
      const text = markdownPages().find(({ path }) => path.endsWith(`/${name}.md`))?.text ?? "";
      return [...text.matchAll(/^(?: {4}| {7})(\S.*)$/gm)].map(([, line = ""]) => line);
    });
    const paths = commands.flatMap((line) => line.match(/(?:(?:src|docs)\/\S+|dakor\.js)/g) ?? []);
    expect(paths.length).toBeGreaterThan(1);
    expect(paths.filter((path) => !existsSync(fileURLToPath(new URL(path, ROOT))))).toEqual([]);
  });
});

const Alerts = v.object({
  groups: v.array(
    v.object({
      name: v.string(),
      rules: v.array(
        v.object({ alert: v.string(), expr: v.string(), for: v.optional(v.string()) }),
      ),
    }),
  ),
});
