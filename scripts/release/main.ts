// Prepares the release of a tag in the folder `release`; without one it is a rehearsal. Publishes nothing.
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findAction } from "../../src/cli/init/read-action.ts";
import { ROOT } from "../package/package-files.ts";
import manifest from "../../package.json" with { type: "json" };
import { prepareRelease } from "./prepare-release.ts";

const OWNED = [".github/CODEOWNERS", ".github/dakor.yml"];
const [tag] = process.argv.slice(2);
try {
  const { files, version, npmTag, movingTag } = await prepareRelease({
    tag,
    version: manifest.version,
    changelog: readFileSync(join(ROOT, "CHANGELOG.md"), "utf8"),
    owners: Object.fromEntries(
      OWNED.map((path) => [path, readFileSync(join(ROOT, path), "utf8")] as const),
    ),
    source: await findAction(ROOT),
    dist: join(ROOT, "dist"),
    out: join(ROOT, "release"),
  });
  const outputs = { version, "npm-tag": npmTag, "moving-tag": movingTag ?? "" };
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`);
  process.stdout.write([...files.map((name) => `release/${name}\n`), ...lines].join(""));
  const file = process.env["GITHUB_OUTPUT"];
  if (file) appendFileSync(file, lines.join(""));
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exitCode = 1;
}
