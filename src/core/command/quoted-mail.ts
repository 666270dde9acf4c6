/** "… wrote:", as mail clients write it in the languages that they are set to. */
const WROTE = String.raw`(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|napisał\(?a?\)?|skrev|kirjoitti|написал(?:\(а\)|а)?)`;

const WROTE_LINE = new RegExp(
  String.raw`^(?:on|am|le|el|il|em|op|den|dnia)(?!\p{L}).{4,200}(?<!\p{L})${WROTE}(?!\p{L}).{0,100}:\s*$`,
  "iu",
);
/** Whatever the language: a date or a time, an address, and a colon. */
const DATED_LINE = /^(?=.{0,200}\d{1,2}:\d\d).{4,200}<[^<>\s]*@[^<>\s]*>.{0,30}:\s*$/;

/** Where a mail client begins to quote, sign, or repeat the header of what is answered. */
const QUOTED = [
  WROTE_LINE,
  DATED_LINE,
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

/** A mail's head names who wrote it, and then says at least one thing more about it. */
const HEAD_FIRST = /^\**(?:from|von|de|van|från|da|od|от)\** ?:/iu;
const HEAD_MORE =
  /^\**(?:sent|date|to|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado|fecha|para|asunto|inviato|data|oggetto|verzonden|aan|onderwerp|skickat|till|ämne|wysłano|do|temat|дата|кому|тема)\** ?:/iu;
const DASHED = /^-{3,}\s*(?:original message|forwarded message|ursprüngliche nachricht)/i;
const FORWARDED = /^begin forwarded message:$/i;
/** A person's sentence ends with "wrote:", too; a mail's says when, or from which address. */
const DATED = /<[^<>\s]*@[^<>\s]*>|\d{1,2}:\d\d|\d{4}/;

/** Whether this line may begin an answered mail: cheap, and true too often. */
export function mayQuoteMail(line: string): boolean {
  const text = line.trim().slice(0, 400);
  return (
    HEAD_FIRST.test(text) ||
    DASHED.test(text) ||
    FORWARDED.test(text) ||
    ENDED.test(text) ||
    WROTE_LINE.test(text) ||
    DATED_LINE.test(text)
  );
}

/** The line from which a paragraph is the mail that is answered, quoted without any mark; -1 without one. */
export function quotedMailIn(lines: readonly string[]): number {
  const texts = lines.map((line) => line.trim().slice(0, 400));
  return texts.findIndex((text, index) => {
    if (DASHED.test(text) || FORWARDED.test(text) || DATED_LINE.test(text)) return true;
    if (HEAD_FIRST.test(text)) return HEAD_MORE.test(texts[index + 1] ?? "");
    if (WROTE_LINE.test(text)) return DATED.test(text);
    return BEGUN.test(text) && ENDED.test(texts[index + 1] ?? "");
  });
}
