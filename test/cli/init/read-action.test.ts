import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findAction } from "../../../src/cli/init/read-action.ts";
import { createRepository } from "../repository.ts";

const SHA = "c".repeat(40);

test("a clone says its remote and its commit, and whether the remote has it", async () => {
  using clone = createRepository();
  clone.write("package.json", "{}");
  clone.git("remote", "add", "origin", "https://github.com/acme/dakor.git");
  clone.git("add", ".");
  clone.git("commit", "--quiet", "--message", "One");
  const sha = clone.git("rev-parse", "HEAD");
  const found = { repository: "acme/dakor", sha };
  expect(await findAction(clone.path)).toEqual({ ...found, isUnknownThere: true });
  clone.git("update-ref", "refs/remotes/origin/main", sha);
  expect(await findAction(clone.path)).toEqual(found);
});

test.each([
  ["from GitHub", `git+ssh://git@github.com/acme/dakor.git#${SHA}`, "acme/dakor"],
  ["over HTTPS", `git+https://github.com/acme/dakor.git#${SHA}`, "acme/dakor"],
  ["from a registry", "https://registry.npmjs.org/dakor/-/dakor-0.1.0.tgz", undefined],
  ["from a branch", "git+ssh://git@github.com/acme/dakor.git#main", undefined],
])("what npm installed %s says it in npm's own notes", async (_, resolved, repository) => {
  // In somebody's clone, which must not be taken for it.
  using shop = createRepository();
  shop.git("remote", "add", "origin", "https://github.com/acme/shop.git");
  shop.write("a.txt", "1");
  shop.git("add", ".");
  shop.git("commit", "--quiet", "--message", "One");
  const lock = { packages: { "node_modules/dakor": { resolved } } };
  shop.write("node_modules/.package-lock.json", JSON.stringify(lock));
  const root = join(shop.path, "node_modules", "dakor");
  mkdirSync(root, { recursive: true });
  const found = repository === undefined ? undefined : { repository, sha: SHA };
  expect(await findAction(root)).toEqual(found);
});

test("a folder of neither kind says nothing", async () => {
  using folder = createRepository();
  expect(await findAction(folder.path)).toBeUndefined();
});
