/** The first lines of a comment as plain words, for a terminal. */
export function plainLines(body: string, most: number): readonly string[] {
  return body
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replace(/&#8203;|\u200B/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .split("\n")
    .map(plain)
    .filter((line) => line !== "")
    .slice(0, most);
}

function plain(line: string): string {
  return line
    .replace(/^\s*(?:#{1,6}|>|[-*])\s+/, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<[^>]*>/g, "")
    .replace(/\\([\\`*_{}[\]()#+.!|>~-])/g, "$1")
    .replace(/\*\*|`/g, "")
    .replace(/^```.*/, "")
    .trim();
}

/** At most so many columns; emoji count double. */
export function clip(text: string, columns: number): string {
  let width = 0;
  let kept = "";
  for (const letter of text) {
    width += /\p{Extended_Pictographic}/u.test(letter) ? 2 : 1;
    if (width > columns - 1) return `${kept.trimEnd()}…`;
    kept += letter;
  }
  return kept;
}
