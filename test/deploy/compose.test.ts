import { existsSync, readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { SETTINGS } from "../../src/app/environment.ts";
import { markdownPages } from "../docs/pages.ts";

const ROOT = new URL("../../", import.meta.url);
/** What others read: PostgreSQL's image. */
const FOREIGN = new Set(["POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB"]);

const Service = v.looseObject({
  env_file: v.string(),
  environment: v.record(v.string(), v.string()),
  ports: v.optional(v.array(v.string()), []),
  read_only: v.literal(true),
  cap_drop: v.tuple([v.literal("ALL")]),
  security_opt: v.tuple([v.literal("no-new-privileges:true")]),
  restart: v.literal("unless-stopped"),
});
const Compose = v.looseObject({ services: v.record(v.string(), Service) });

describe("the compose file", () => {
  const text = readFileSync(new URL("compose.yaml", ROOT), "utf8");
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

  test.each(Object.entries(apps))("builds %s from the Dockerfile beside it", (_, app) => {
    expect(app).toMatchObject({
      build: ".",
      depends_on: { database: { condition: "service_healthy" } },
    });
    // Its health check is the image's own.
    expect(app).not.toHaveProperty("healthcheck");
    expect(existsSync(new URL("Dockerfile", ROOT))).toBe(true);
  });

  test("holds no secret: they are in files that the page shows and git ignores", () => {
    const named = Object.values(services).map(({ env_file }) => env_file);
    const shown = markdownPages().find(({ path }) => path.endsWith("run-the-app.md"))?.text ?? "";
    expect(named.filter((name) => !shown.includes(`\`${name}\``))).toEqual([]);
    expect(named.every((name) => name.endsWith(".env"))).toBe(true);
    expect(readFileSync(new URL(".gitignore", ROOT), "utf8").split("\n")).toContain("*.env");
    expect(text).not.toMatch(/PASSWORD|SECRET|KEY/);
  });

  test("sets nothing that nobody reads", () => {
    const names = Object.values(services).flatMap(({ environment }) => Object.keys(environment));
    expect(names.filter((name) => !(name in SETTINGS) && !FOREIGN.has(name))).toEqual([]);
  });
});
