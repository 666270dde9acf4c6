import { mkdir, open, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** The whole file or nothing, also when it is stopped halfway; a later run takes the same name for its draft. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${basename(path)}.dakor-init`);
  const file = await open(draft, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
