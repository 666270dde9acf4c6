/** Plain text of people as each target's own language has it: nothing in it acts, and all of it can be read. */

/** No control characters but the line's end, and no half characters. */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/(?!\n)\p{Cc}|\p{Bidi_Control}|\uFEFF/gu, (sign) => (sign === "\t" ? " " : ""));
}

/** On one line. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, " ").trim();
}

/** At most so many UTF-16 units of what `escape` makes of it, never half a sign of it. */
export function cut(text: string, most: number, escape: (text: string) => string): string {
  const whole = escape(text);
  if (whole.length <= most) return whole;
  let fits = 0;
  let over = text.length;
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (escape(`${text.slice(0, middle)}…`).length <= most) fits = middle;
    else over = middle;
  }
  return escape(`${text.slice(0, fits).replace(/[\uD800-\uDBFF]$/, "")}…`);
}

const XML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Slack's three signs: mentions, links and entities begin with them. https://docs.slack.dev/messaging/formatting-message-text */
export function forSlack(text: string): string {
  return printable(text).replace(/[&<>]/g, (sign) => XML[sign] ?? sign);
}

export function forHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (sign) => XML[sign] ?? sign);
}

/** Addresses stay whole as long as nothing in them could end them; Discord hides a backslash before any sign. */
const MARKDOWN_SIGN = /\bhttps?:\/\/[\w./?=&%~#:+,-]+|[!-/:-@[-`{-~]/g;

export function forDiscord(text: string): string {
  return printable(text).replace(MARKDOWN_SIGN, (sign) => (sign.length > 1 ? sign : `\\${sign}`));
}

/** Google Chat knows no escape: a space of no width takes its signs apart. */
export function forGoogleChat(text: string): string {
  return printable(text).replace(/[*_~`<]/g, "$&\u200B");
}
