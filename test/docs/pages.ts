import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export type Page = { readonly path: string; readonly url: URL; readonly text: string };
export type Block = { readonly page: string; readonly line: number; readonly text: string };

const ROOT = new URL("../../", import.meta.url);

/** The README and everything in docs. */
export function markdownPages(): readonly Page[] {
  const paths = ["README.md", ...globSync("docs/**/*.md", { cwd: fileURLToPath(ROOT) }).toSorted()];
  return paths.map((path) => {
    const url = new URL(path, ROOT);
    return { path, url, text: readFileSync(url, "utf8") };
  });
}

/** Fenced blocks of a language. */
export function blocksIn({ path, text }: Page, language: string): readonly Block[] {
  const fences = text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"));
  return [...fences].map(({ index, 1: block = "" }) => ({
    page: path,
    line: text.slice(0, index).split("\n").length,
    text: block,
  }));
}
