import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { validate } from "dockerfile-utils";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { manifestOf } from "../../src/app/webhook/app-manifest.ts";
import { SETTINGS } from "../../src/app/environment.ts";
import { startLocalGitHub } from "@dakor/local-github";
import { appEnvironment, until } from "../e2e/app-process.ts";
import { DOCKERFILE, wordsOf } from "./image.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const ignored = readFileSync(join(ROOT, ".dockerignore"), "utf8").split("\n");

const Locked = v.object({
  dev: v.optional(v.boolean()),
  devOptional: v.optional(v.boolean()),
  optional: v.optional(v.boolean()),
  peer: v.optional(v.boolean()),
  hasInstallScript: v.optional(v.boolean()),
});
const { packages } = v.parse(
  v.object({ packages: v.record(v.string(), Locked) }),
  JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")),
);
/** Folders that `npm ci` makes with the words of the Dockerfile. */
const installed = Object.entries(packages).filter(
  ([path, { dev, devOptional, optional, peer }]) =>
    path !== "" && !(dev ?? devOptional ?? optional ?? peer),
);

describe("the Dockerfile", () => {
  test("is right, says its linter", () => {
    expect(validate(DOCKERFILE).map(({ message }) => message)).toEqual([]);
  });

  test("runs the Node that the tests run on, as nobody special", () => {
    expect(wordsOf("FROM")).toEqual([[`node:${manifest.devDependencies.node}-alpine`]]);
    expect(wordsOf("USER")).toEqual([["node"]]);
    expect(wordsOf("EXPOSE")).toEqual([[SETTINGS.PORT.default]]);
    expect(wordsOf("RUN")).toEqual([]);
  });

  test("copies what is there and not ignored, and starts it as npm start does", () => {
    const copied = wordsOf("COPY").filter(([first = ""]) => !first.startsWith("/"));
    for (const path of copied.flatMap((words) => words.slice(0, -1))) {
      expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
      expect(ignored).toContain(`!${path}`);
    }
    expect(ignored).toContain("*");
    expect(JSON.parse(wordsOf("CMD")[0]?.join(" ") ?? "")).toEqual(
      manifest.scripts.start.split(" "),
    );
  });

  test("needs no package's install script, and asks npm for what the other stage copies", () => {
    expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
    expect(DOCKERFILE).toContain("npm ci --omit=dev --omit=peer --omit=optional --ignore-scripts");
  });
});

describe("from exactly the files of the image", () => {
  const folder = mkdtempSync(join(tmpdir(), "dakor-image-"));

  beforeAll(() => {
    for (const name of ["package.json", "packages/probot-pino", "src"]) {
      cpSync(join(ROOT, name), join(folder, name), {
        recursive: true,
        filter: (path) => !isIgnored(path),
      });
    }
    for (const [path] of installed) {
      if (!path.startsWith("node_modules/")) continue;
      cpSync(join(ROOT, path), join(folder, path), {
        recursive: true,
        // What lies deeper in node_modules is a package of its own; what the Dockerfile deletes isn't there.
        filter: (file) =>
          !/\.map$|\.d\.[mc]?ts$/.test(file) &&
          !/\/node_modules\//.test(file.slice(join(ROOT, path).length)),
      });
    }
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }), 60_000);

  test("the App starts, is ready, and ends when it is told to", async () => {
    const github = await startLocalGitHub({
      owner: "acme",
      repo: "shop",
      users: [{ login: "lea", role: "admin" }],
      app: {
        slug: "dakor",
        appId: 4242,
        webhookSecret: "secret",
        webhookUrl: "http://127.0.0.1:9",
        ...manifestOf("full"),
      },
    });
    const [program = "", ...words] = manifest.scripts.start.split(" ");
    expect(program).toBe("node");
    const child = spawn(process.execPath, words, {
      cwd: folder,
      env: {
        ...appEnvironment(github, "0123456789abcdef0123456789abcdef"),
        NODE_ENV: "production",
      },
    });
    const closed = once(child, "close");
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (part: Buffer) => (output += part.toString("utf8")));
    }
    try {
      const port = await until(() => {
        if (child.exitCode !== null) throw new Error(output);
        return /"port":(\d+)/.exec(output)?.[1];
      });
      await until(async () => {
        const { ok } = await fetch(`http://127.0.0.1:${port}/readyz`);
        return ok || undefined;
      });
      expect(checkHealth(port)).toBe(0);
    } finally {
      child.kill("SIGTERM");
      await closed;
      await github.close();
    }
    expect(child.exitCode).toBe(0);
  }, 60_000);

  test.each([
    [200, 0],
    [503, 1],
  ])("the health check asks /readyz: %i ends with %i", async (status, code) => {
    const asked: unknown[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.writeHead(status).end("{}");
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const address = server.address();
    const port = String(typeof address === "object" ? address?.port : "");
    const child = spawn(process.execPath, healthWords(), { cwd: folder, env: { PORT: port } });
    expect((await once(child, "exit"))[0]).toBe(code);
    expect(asked).toEqual(["/readyz"]);
    server.close();
  });

  test("the health check fails where nothing listens", () => {
    expect(checkHealth("9")).toBe(1);
  });

  function checkHealth(port: string): number | null {
    return spawnSync(process.execPath, healthWords(), { cwd: folder, env: { PORT: port } }).status;
  }
});

function isIgnored(path: string): boolean {
  return ignored.some((line) => line !== "" && path === join(ROOT, line));
}

/** Of the instruction's `CMD ["node", …]`, without the program. */
function healthWords(): readonly string[] {
  const [line = ""] = /\[.*\]$/m.exec(DOCKERFILE.slice(DOCKERFILE.indexOf("HEALTHCHECK"))) ?? [];
  const [program, ...words] = v.parse(v.array(v.string()), JSON.parse(line));
  expect(program).toBe("node");
  return words;
}
