import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { at, text } from "../../src/github/client/narrow.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const action: unknown = parse(readFileSync(`${ROOT}action.yml`, "utf8"));

/** https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#brandingcolor */
const COLOURS = [
  "white",
  "black",
  "yellow",
  "blue",
  "green",
  "orange",
  "red",
  "purple",
  "gray-dark",
];
/** Of Feather 4.28.0, as GitHub's page lists them under branding.icon: those that could stand for this Action. */
const ICONS = ["alert-octagon", "alert-triangle", "life-buoy", "shield", "shield-off"];
/** What the Marketplace cuts off. */
const LONGEST_DESCRIPTION = 125;

test("the repository has one Action, at its root", () => {
  const found = globSync("**/action.{yml,yaml}", {
    cwd: ROOT,
    exclude: (name) => /node_modules|npm-package|release$/.test(name),
  });
  expect(found).toEqual(["action.yml"]);
});

test("its name says what it is, and is no word that a person or a feature of GitHub may have", () => {
  const name = text(at(action, "name"));
  expect(name).toMatch(/^DAKOR [a-z ]+$/);
  expect(name.split(" ").length).toBeGreaterThan(1);
});

test("it is described in one line that the Marketplace shows whole", () => {
  const description = text(at(action, "description"));
  expect(description).toMatch(/^\S.+\.$/);
  expect(description).not.toContain("\n");
  expect(description.length).toBeLessThanOrEqual(LONGEST_DESCRIPTION);
});

test("it has an author, an icon and a colour that GitHub knows", () => {
  expect(text(at(action, "author"))).toMatch(/\w/);
  expect(ICONS).toContain(at(action, "branding", "icon"));
  expect(COLOURS).toContain(at(action, "branding", "color"));
});

test.each(["inputs", "outputs"])("each of its %s says what it is for", (kind) => {
  const entries = Object.entries(at(action, kind) ?? {});
  expect(entries.length).toBeGreaterThan(3);
  const undescribed = entries.filter(
    ([, about]) => !/\w.*[.`]$/.test(text(at(about, "description"))),
  );
  expect(undescribed.map(([name]) => name)).toEqual([]);
});
