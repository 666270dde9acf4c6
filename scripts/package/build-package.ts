import { rm } from "node:fs/promises";
import { join } from "node:path";
import { findAction } from "../../src/cli/init/read-action.ts";
import { packageFiles, ROOT } from "./package-files.ts";
import { writePackage } from "./write-package.ts";

const FOLDER = "npm-package";

const source = await findAction(ROOT);
const files = await packageFiles(source);
await rm(join(ROOT, FOLDER), { recursive: true, force: true });
await writePackage(join(ROOT, FOLDER), files);
for (const [name, text] of Object.entries(files)) {
  process.stdout.write(`${FOLDER}/${name}: ${text.length} characters\n`);
}
if (source === undefined) {
  process.stderr.write(
    "This clone has no remote origin on GitHub, so init of this package will ask for --action.\n",
  );
} else if (source.isUnknownThere === true) {
  process.stderr.write(`Push ${source.sha.slice(0, 7)} before you publish: init names it.\n`);
}
process.stdout.write(`Look at it: npm pack ./${FOLDER}. Publish it: npm publish ./${FOLDER}\n`);
