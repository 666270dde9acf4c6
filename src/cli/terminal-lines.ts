import { plainLines } from "./plain-lines.ts";
import type { Screen } from "./screen.ts";

/** A comment's Markdown for a terminal: its own lines, headings marked, and nothing of what only a page shows. */
export function terminalLines(body: string, { paint }: Pick<Screen, "paint">): readonly string[] {
  const lines = body
    .replace(/<!--[\s\S]*?-->\n?/g, "")
    .split("\n")
    .map((line) => terminalLine(line, paint));
  return lines.filter((line, index) => line !== "" || (lines[index - 1] ?? "") !== "");
}

function terminalLine(line: string, paint: Screen["paint"]): string {
  const [plain = ""] = plainLines(line, 1);
  if (/^#{1,6} /.test(line) || line.startsWith("<summary>")) return paint("bold", plain);
  if (/^> \[!\w+\]$/.test(line)) return "";
  if (line.startsWith("> ")) return plain === "" ? "" : `  ${paint("yellow", plain)}`;
  const [, indent, item] = /^(\s*)[-*] (?:\[[ x]\] )?(.*)$/.exec(line) ?? [];
  return item === undefined ? plain : `  ${indent ?? ""}- ${plain}`;
}
