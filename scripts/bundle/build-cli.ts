import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleCli } from "./bundle-cli.ts";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const { files, modules } = await bundleCli();
for (const [name, text] of Object.entries(files)) {
  await writeFile(join(dist, name), text);
  process.stdout.write(`dist/${name}: ${text.length} characters\n`);
}
await chmod(join(dist, "cli.js"), 0o755);
process.stdout.write(`${modules.length} modules\n`);
