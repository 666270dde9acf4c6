/** "… wrote:", as mail clients write it in the languages that they are set to. */
const WROTE = String.raw`(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|napisał\(?a?\)?|skrev|kirjoitti|написал(?:\(а\)|а)?)`;

/** Where a mail client begins to quote, sign, or repeat the header of what is answered. */
const QUOTED = [
  new RegExp(
    String.raw`^(?:on|am|le|el|il|em|op|den|dnia)(?!\p{L}).{4,200}(?<!\p{L})${WROTE}(?!\p{L}).{0,100}:\s*$`,
    "iu",
  ),
  // Whatever the language: a date or a time, an address, and a colon.
  /^(?=.{0,200}\d{1,2}:\d\d).{4,200}<[^<>\s]*@[^<>\s]*>.{0,30}:\s*$/,
  /^-- ?$/,
  /^_{5,}\s*$/,
  /^-{3,}\s*(?:original message|forwarded message|ursprüngliche nachricht)/i,
  /^(?:from|von|de|van|från|da) ?:\s.{0,100}(?:@|mailto:)/i,
  /^(?:sent from my|get outlook for|reply to this email directly)\b/i,
  /^(?:von meinem .{2,40} gesendet|envoyé de(?:puis)? mon|enviado desde mi|inviato da|enviado do meu|verzonden vanaf mijn)(?!\p{L})/iu,
  /^>/,
];

/** "On Mon, 2 Feb 2026 at 10:00, Lea <lea@…>" goes on with "wrote:" on the next line. */
const BEGUN =
  /^(?:on|am|le|el|il|em|op|den|dnia)(?!\p{L}).{4,200}(?:<[^<>\s]*@[^<>\s]*>|\d{4}.{0,60},?)\s*$/iu;
const ENDED = new RegExp(String.raw`^.{0,100}(?<!\p{L})${WROTE}\s*:\s*$`, "iu");

/** The lines that somebody typed, without those that their mail client added below. */
export function withoutQuotedMail(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line, index) => {
    const text = line.trim().slice(0, 400);
    if (QUOTED.some((pattern) => pattern.test(text))) return true;
    return BEGUN.test(text) && ENDED.test((lines[index + 1] ?? "").trim().slice(0, 400));
  });
  return end === -1 ? lines : lines.slice(0, end);
}
