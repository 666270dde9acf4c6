/** Whether GitHub's copy says the same: it keeps neither line ends nor trailing spaces as they were. */
export function isSameText(one: string, other: string): boolean {
  return normal(one) === normal(other);
}

function normal(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[ \t]+$/gm, "")
    .trim();
}
