// `npm version` calls it between the new number and the commit.
import { readFileSync, writeFileSync } from "node:fs";
import { cutRelease } from "./changelog.ts";

const path = new URL("../../CHANGELOG.md", import.meta.url);
const version = process.env["npm_package_version"] ?? "";
const today = new Date().toISOString().slice(0, 10);
const changelog = cutRelease(readFileSync(path, "utf8"), { version, date: today });
if (changelog === undefined) {
  process.stderr.write("CHANGELOG.md says nothing under Unreleased: what would a reader miss?\n");
  process.exitCode = 1;
} else {
  writeFileSync(path, changelog);
}
