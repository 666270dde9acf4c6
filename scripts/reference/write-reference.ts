import { writeFileSync } from "node:fs";
import { readReferences } from "./references.ts";

for (const { url, path, now, should } of readReferences()) {
  if (now === should) continue;
  writeFileSync(url, should);
  process.stdout.write(`wrote ${path}\n`);
}
