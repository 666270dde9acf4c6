import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleAction } from "./build-bundle.ts";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const { files, modules } = await bundleAction();
for (const [name, text] of Object.entries(files)) {
  await writeFile(join(dist, name), text);
  process.stdout.write(`dist/${name}: ${text.length} characters\n`);
}
process.stdout.write(`${modules.length} modules\n`);
