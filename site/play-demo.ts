import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// Plays the guided incident, and lays its page where the site has it. Needs the packages of the project itself.
const launch = fileURLToPath(new URL("../src/cli/launch.js", import.meta.url));
const target = fileURLToPath(new URL("public/demo/index.html", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "dakor-site-"));
const { status } = spawnSync(process.execPath, [launch, "demo", "--fast"], {
  cwd: folder,
  stdio: "inherit",
});
if (status === 0) cpSync(join(folder, "demo-out", "index.html"), target);
rmSync(folder, { recursive: true, force: true });
process.exitCode = status ?? 1;
