import type { Screen } from "./screen.ts";

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

/** What stands in code, or is escaped, is shown as it is: `<how to see it>` is no tag, and `**` makes nothing bold. */
function plain(line: string): string {
  const kept: string[] = [];
  return line
    .replace(/\p{Cc}/gu, "")
    .replace(/^```.*/, "")
    .replace(KEPT, (found) => {
      kept.push(found.startsWith("\\") ? found.slice(1) : found.replace(/^`+ ?| ?`+$/g, ""));
      return `\0${kept.length - 1}\0`;
    })
    .replace(/^\s*(?:#{1,6}|>|[-*])\s+/, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<(https?:[^>\s]*)>/g, "$1")
    .replace(/<[^>]*>/g, "")
    .replace(/\*\*|`/g, "")
    .replace(/&(?:#(\d{1,4})|(lt|gt|amp));/g, (_, code: string | undefined, name = "") =>
      code === undefined ? (ENTITIES[name] ?? "") : String.fromCharCode(Number(code)),
    )
    .replace(/\0(\d+)\0/g, (_, index: string) => kept[Number(index)] ?? "")
    .replace(/\p{Cc}/gu, "")
    .trim();
}

/** Code has as many backticks at its end as at its start. */
const KEPT = /(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|\\[\\`*_{}[\]()#+.!|<>~-]/g;

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
  let last = lines[most - 1] ?? "";
  while (last.length > columns - 2 && last.includes(" "))
    last = last.slice(0, last.lastIndexOf(" "));
  return [...lines.slice(0, most - 1), `${last} …`];
}

/** A comment's Markdown for a terminal: its own lines, headings marked, and nothing of what only a page shows. Code is as it is. */
export function terminalLines(body: string, { paint }: Pick<Screen, "paint">): readonly string[] {
  let fence = "";
  const lines = body
    .replace(/<!--[\s\S]*?-->\n?/g, "")
    .split("\n")
    .map((line) => {
      const [mark = ""] = /^`{3,}/.exec(line) ?? [];
      if (fence !== "" && line !== fence) return line.replace(/\p{Cc}/gu, "");
      if (fence === "" && mark === "") return terminalLine(line, paint);
      fence = fence === "" ? mark : "";
      return "";
    });
  return lines.filter((line, index) => line !== "" || (lines[index - 1] ?? "") !== "");
}

function terminalLine(line: string, paint: Screen["paint"]): string {
  const [shown = ""] = plainLines(line, 1);
  if (/^#{1,6} /.test(line) || line.startsWith("<summary>")) return paint("bold", shown);
  if (/^> \[!\w+\]$/.test(line)) return "";
  if (line.startsWith("> ")) return shown === "" ? "" : `  ${paint("yellow", shown)}`;
  const [, indent, item] = /^(\s*)[-*] (?:\[[ x]\] )?(.*)$/.exec(line) ?? [];
  return item === undefined ? shown : `  ${indent ?? ""}- ${shown}`;
}
