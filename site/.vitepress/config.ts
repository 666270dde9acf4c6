import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import {
  asFences,
  asPlainText,
  inBothSchemes,
  slugOf,
  toRepository,
  withoutTemplates,
} from "../as-on-github.ts";

const DOCS = fileURLToPath(new URL("../../docs", import.meta.url));
const REPOSITORY = `https://github.com/${process.env["GITHUB_REPOSITORY"] ?? "OWNER/dakor"}`;

/** The pages of a folder with their own headings, in the order of their names. */
function pagesOf(folder: string): { text: string; link: string }[] {
  return readdirSync(`${DOCS}/${folder}`)
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .toSorted()
    .map((file) => ({
      text: headingOf(readFileSync(`${DOCS}/${folder}/${file}`, "utf8")),
      link: `/${folder}/${file.replace(/\.md$/, "")}`,
    }));
}

function headingOf(page: string): string {
  return /^# (.+)$/m.exec(page)?.[1]?.replaceAll("`", "") ?? "";
}

export default defineConfig({
  title: "DAKOR",
  description: "Incident response for teams that live in GitHub.",
  lang: "en",
  // A copy of docs/: from a folder above, no page finds its packages.
  srcDir: "pages",
  outDir: "dist",
  cacheDir: "cache",
  // On GitHub's pages a project has its name in the address.
  base: process.env["SITE_BASE"] ?? "/",
  cleanUrls: false,
  vite: { publicDir: fileURLToPath(new URL("../public", import.meta.url)) },
  markdown: {
    anchor: { slugify: slugOf },
    config: (markdown) => {
      toRepository(markdown, `${REPOSITORY}/blob/HEAD`);
      withoutTemplates(markdown);
      inBothSchemes(markdown);
      asFences(markdown);
      asPlainText(markdown, ["dakor", "practice", "shows"]);
    },
  },
  themeConfig: {
    search: { provider: "local" },
    outline: "deep",
    nav: [
      { text: "First incident", link: "/tutorial/first-incident" },
      { text: "Commands", link: "/reference/commands" },
      { text: "The demo", link: "/demo/index.html", target: "_self" },
    ],
    sidebar: [
      { text: "Start", items: pagesOf("tutorial") },
      { text: "How to", items: pagesOf("how-to") },
      { text: "Reference", items: pagesOf("reference") },
      { text: "Inside", items: [{ text: "Architecture", link: "/architecture" }] },
      { text: "Decisions", collapsed: true, items: pagesOf("adr") },
    ],
    socialLinks: [{ icon: "github", link: REPOSITORY }],
  },
});
