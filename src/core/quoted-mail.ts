/** Where a mail client begins to quote, sign, or repeat the header of what is answered. */
const QUOTED = [
  /^on\b.{4,200}\bwrote:\s*$/i,
  /^am\b.{4,200}\bschrieb\b.{0,100}:\s*$/i,
  /^le\b.{4,200}\ba écrit\s*:\s*$/i,
  /^el\b.{4,200}\bescribió\s*:\s*$/i,
  /^il\b.{4,200}\bha scritto\s*:\s*$/i,
  /^-- ?$/,
  /^_{5,}\s*$/,
  /^-{3,}\s*(?:original message|forwarded message|ursprüngliche nachricht)/i,
  /^(?:from|von|de):\s.{0,100}(?:@|mailto:)/i,
  /^(?:sent from my|get outlook for|reply to this email directly)\b/i,
  /^>/,
];

/** "On Mon, 2 Feb 2026 at 10:00, Lea <lea@…>" goes on with "wrote:" on the next line. */
const BEGUN = /^(?:on|am|le|el|il)\b.{4,200}(?:<[^<>\s]*@[^<>\s]*>|\d{4}.{0,60},?)\s*$/i;
const ENDED = /^.{0,100}\b(?:wrote|schrieb|a écrit|escribió|ha scritto)\s*:\s*$/i;

/** The lines that somebody typed, without those that their mail client added below. */
export function withoutQuotedMail(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line, index) => {
    const text = line.trim().slice(0, 400);
    if (QUOTED.some((pattern) => pattern.test(text))) return true;
    return BEGUN.test(text) && ENDED.test((lines[index + 1] ?? "").trim().slice(0, 400));
  });
  return end === -1 ? lines : lines.slice(0, end);
}
