import { readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../src/core/config/config.ts";
import { parseConfig } from "../../src/core/config/parse-config.ts";
import { configKeys, defaultsYaml } from "../../scripts/reference/config-keys.ts";
import { CONFIG_WORDS } from "../../scripts/reference/config-words.ts";
import { markdownPages } from "./pages.ts";
import { readReferences } from "../../scripts/reference/references.ts";

test.each(readReferences())("$path is what the tables say: npm run docs", ({ now, should }) => {
  expect(now).toBe(should);
});

test("every key of the configuration is told, and no other", () => {
  const keys = configKeys().map(([key]) => key);
  expect(Object.keys(CONFIG_WORDS)).toEqual(keys);
});

test("the defaults are the defaults", () => {
  expect(parseConfig(defaultsYaml())).toEqual({
    status: "valid",
    config: DEFAULT_CONFIG,
    problems: [],
  });
});

test.each(markdownPages())("the links of $path lead somewhere", ({ url, text }) => {
  const targets = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(
    ([, target = ""]) => target,
  );
  const lost = targets.filter((target) => {
    const [path = "", part] = target.split("#");
    const page = path === "" ? text : read(new URL(path, url));
    const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => slugOf(title));
    return part !== undefined && !headings.includes(part);
  });
  expect(lost).toEqual([]);
});

function read(url: URL): string {
  return statSync(url).isDirectory() ? "" : readFileSync(url, "utf8");
}

/** As GitHub makes it. */
function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\d _-]/gu, "")
    .replaceAll(" ", "-");
}
