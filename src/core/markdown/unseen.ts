/** Signs that nobody sees: without width, or fillers that count as letters. They come with copying. */
const UNSEEN = /[\p{Cf}\u115F\u1160\u2800\u3164\uFFA0]/gu;

export function withoutUnseen(text: string): string {
  return /^[ -~\n]*$/.test(text) ? text : text.replaceAll(UNSEEN, "");
}
