import { parseMarkdown } from "../src/core/markdown/markdown.ts";

/** More texts than any memory of texts keeps, so that a measurement pays for every text. */
const OTHERS = 400;

let texts = 0;

export function forgetTrees(): void {
  for (let turn = 0; turn < OTHERS; turn += 1) {
    texts += 1;
    parseMarkdown(`${texts}`, () => true);
  }
}
