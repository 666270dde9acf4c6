/** Well-formed Unicode without control characters; lines end with "\n". */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\0", "\uFFFD")
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/(?![\n\t])\p{Cc}|\p{Bidi_Control}|[\uFEFF\uFFFE\uFFFF]/gu, "");
}
