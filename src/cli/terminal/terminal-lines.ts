import { plainLines } from "./plain-lines.ts";
import type { Screen } from "./screen.ts";

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
  const [plain = ""] = plainLines(line, 1);
  if (/^#{1,6} /.test(line) || line.startsWith("<summary>")) return paint("bold", plain);
  if (/^> \[!\w+\]$/.test(line)) return "";
  if (line.startsWith("> ")) return plain === "" ? "" : `  ${paint("yellow", plain)}`;
  const [, indent, item] = /^(\s*)[-*] (?:\[[ x]\] )?(.*)$/.exec(line) ?? [];
  return item === undefined ? plain : `  ${indent ?? ""}- ${plain}`;
}
