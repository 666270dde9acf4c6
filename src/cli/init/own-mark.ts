import { createHash } from "node:crypto";

/** How a file says that init wrote it, and whether anybody changed it since. */
const MARK = /^(?:# |<!-- )Written by dakor init \(([0-9a-f]{12})\)/;

export function marked(text: string, comment: "#" | "<!--"): string {
  const mark = `Written by dakor init (${hashOf(text)}). Change what you like: it is yours then.`;
  return `${comment === "#" ? `# ${mark}` : `<!-- ${mark} -->`}\n${text}`;
}

/** Whether init wrote it once, whatever became of it since. */
export function hasMark(file: string): boolean {
  return MARK.test(file);
}

/** The first line has the hash of all that follows. */
export function isUntouched(file: string): boolean {
  const text = plainEnds(file);
  const end = text.indexOf("\n") + 1;
  return MARK.exec(text.slice(0, end))?.[1] === hashOf(text.slice(end));
}

/** Git for Windows may have changed the ends of lines. */
export function plainEnds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
