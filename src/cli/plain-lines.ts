/** The first lines of a comment as plain words, for a terminal. */
export function plainLines(body: string, most: number): readonly string[] {
  return body
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replace(/&#8203;|\u200B/g, "")
    .split("\n")
    .map(plain)
    .filter((line) => line !== "")
    .slice(0, most);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&" };

function plain(line: string): string {
  return line
    .replace(/^```.*/, "")
    .replace(/^\s*(?:#{1,6}|>|[-*])\s+/, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<(https?:[^>\s]*)>/g, "$1")
    .replace(/<[^>]*>/g, "")
    .replace(/\\([\\`*_{}[\]()#+.!|>~-])/g, "$1")
    .replace(/\*\*|`/g, "")
    .replace(/&(?:#(\d{1,4})|(lt|gt|amp));/g, (_, code: string | undefined, name = "") =>
      code === undefined ? (ENTITIES[name] ?? "") : String.fromCharCode(Number(code)),
    )
    .replace(/\p{Cc}/gu, "")
    .trim();
}

/** Breaks between words; at most so many lines, the last of which then ends in "…". */
export function wrap(
  text: string,
  { columns, most }: { readonly columns: number; readonly most: number },
): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= columns || line === "") {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1] ?? ""} …`];
}
