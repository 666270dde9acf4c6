import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { parseRemote } from "../../src/cli/read-repo-address.ts";
import { withProgress } from "../../src/cli/terminal/progress.ts";
import { MAIN, runCli } from "./run-cli.ts";
import { isDeep } from "../depth.ts";

test.each<readonly [string, readonly string[], number]>([
  ["help is no mistake", ["--help"], 0],
  ["help for one command", ["help", "gate"], 0],
  ["the version", ["--version"], 0],
  ["nothing at all", [], 2],
  ["an unknown command", ["dmeo"], 2],
  ["an unknown option", ["demo", "--fats"], 2],
  ["no token", ["gate", "--pr", "1", "--repo", "acme/shop"], 2],
])("%s", async (_, args, code) => {
  const said = await runCli(args);
  expect(said.code).toBe(code);
  expect(code === 0 ? said.out : said.errors).not.toBe("");
  expect(said.out + said.errors).not.toContain("\u001B");
});

test("without a token it names the three ways to give one", async () => {
  const { errors } = await runCli(["show", "1", "--repo", "acme/shop"]);
  for (const way of ["GITHUB_TOKEN", "GH_TOKEN", "gh auth login"]) expect(errors).toContain(way);
});

test("GitHub that can't be reached is 3, and says so", async () => {
  const environment = { GH_TOKEN: "x", GITHUB_API_URL: "http://127.0.0.1:9" };
  const said = await runCli(["show", "1", "--repo", "acme/shop"], { environment });
  expect(said.code).toBe(3);
  expect(said.errors).toContain("GitHub could not be reached");
});

test("a pipe that closes early is no failure", async () => {
  const child = spawn(process.execPath, [MAIN, "--help"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => (errors += part));
  await once(child, "close");
  expect([child.exitCode, errors]).toEqual([0, ""]);
});

test.each([
  ["git@github.com:acme/shop.git", "github.com", "acme", "shop"],
  ["https://github.com/acme/shop", "github.com", "acme", "shop"],
  ["https://GitHub.com/acme/shop.js.git", "github.com", "acme", "shop.js"],
  ["https://x-access-token:secret@github.com/acme/shop.git", "github.com", "acme", "shop"],
  ["ssh://git@github.example.com:2222/acme/shop.git", "github.example.com", "acme", "shop"],
  ["git+ssh://git@github.com/acme/dakor.git", "github.com", "acme", "dakor"],
])("the remote %s is understood", (...[url, host, owner, repo]) => {
  expect(parseRemote(url)).toEqual({ host, owner, repo });
});

test.each(["", "/srv/git/shop.git", "../shop", "https://github.com/acme"])(
  "%j is no repository on GitHub",
  (url) => {
    expect(parseRemote(url)).toBeUndefined();
  },
);

test.runIf(isDeep)(
  "what takes long says so once in a log, and goes away on a terminal",
  async () => {
    for (const isTTY of [false, true]) {
      let written = "";
      const out = { isTTY, write: (text: string) => ((written += text), true) };
      const { promise, resolve } = Promise.withResolvers<string>();
      const work = withProgress(promise, { says: "Reading", out, after: 0 });
      await expect.poll(() => written).toContain("Reading");
      resolve("done");
      expect(await work).toBe("done");
      expect(written).toBe(isTTY ? "\rReading … 0 s\r\u001B[K" : "Reading …\n");
    }
  },
);
