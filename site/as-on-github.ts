import { dirname, join, normalize } from "node:path";
import type { MarkdownRenderer } from "vitepress";

/** What a page links to that is no page (a workflow, a schema, a folder) is read in the repository. */
export function toRepository(markdown: MarkdownRenderer, base: string): void {
  markdown.core.ruler.push("to-repository", ({ tokens, env }) => {
    const page: unknown = env.relativePath;
    if (typeof page !== "string") return;
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === "link_open" ? token.attrGet("href") : null;
      if (href === null || /^(?:[a-z]+:|#|\/)/.test(href)) continue;
      const path = normalize(join("docs", dirname(page), href));
      const isPage = path.startsWith("docs/") && /\.md(?:#|$)/.test(path);
      if (!isPage) token.attrSet("href", `${base}/${path}`);
    }
  });
}

/** A picture for light pages has one for dark pages beside it; pages.css shows one of them. */
export function inBothSchemes(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push("in-both-schemes", ({ tokens, Token }) => {
    for (const token of tokens) {
      token.children &&= token.children.flatMap((child) => {
        const source = child.type === "image" ? (child.attrGet("src") ?? "") : "";
        if (!source.endsWith("-light.png")) return [child];
        const dark = Object.assign(new Token("image", "img", 0), child, {
          attrs: [...(child.attrs ?? [])],
        });
        child.attrJoin("class", "on-light");
        dark.attrJoin("class", "on-dark");
        dark.attrSet("src", source.replace("-light.png", "-dark.png"));
        return [child, dark];
      });
    }
  });
}

/** A block by four spaces is the same as one between fences, which scrolls and can be copied. */
export function asFences(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push("as-fences", ({ tokens }) => {
    for (const token of tokens) if (token.type === "code_block") token.type = "fence";
  });
}

/** Blocks that our tests know by these words are no language: people read a terminal, or a comment. */
export function asPlainText(markdown: MarkdownRenderer, words: readonly string[]): void {
  markdown.core.ruler.push("as-plain-text", ({ tokens }) => {
    for (const token of tokens) {
      const [word = ""] = token.info.split(" ", 1);
      if (token.type === "fence" && words.includes(word)) token.info = "";
    }
  });
}

/** GitHub's own signs in code, like ${{ github.token }}, are no template of the page's. */
export function withoutTemplates(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push("without-templates", ({ tokens }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type === "code_inline") token.attrSet("v-pre", "");
    }
  });
}

/** As GitHub names headings, so that one link serves in both places. */
export function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}
