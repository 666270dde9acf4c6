/** GitHub takes 65,536 characters; the rest is room for what it may add. */
export const MOST_BODY = 60_000;

/** How much of each person's text is shown, from plenty to a few words. */
const ROOMS = [4_000, 1_000, 300, 80, 20] as const;

/** The most generous rendering that fits. */
export function fit(render: (room: number) => string, most: number = MOST_BODY): string {
  let text = "";
  for (const room of ROOMS) {
    text = render(room);
    if (text.length <= most) return text;
  }
  return cutLines(text, most);
}

/** Whole lines only, so that no construct stays open. */
function cutLines(text: string, most: number): string {
  const end = text.lastIndexOf("\n", most - 100);
  return `${text.slice(0, Math.max(0, end))}\n\n… there is more; it is all in the comments of the issue.`;
}

/** The newest lines that fit, and how many older ones are left out. */
export function newest(
  lines: readonly string[],
  room: number,
): { readonly kept: readonly string[]; readonly dropped: number } {
  let left = room;
  let first = lines.length;
  while (first > 0) {
    left -= (lines[first - 1] ?? "").length + 1;
    if (left < 0) break;
    first -= 1;
  }
  return { kept: lines.slice(first), dropped: first };
}

/** At most so many entries, and a line that counts the others. */
export function atMost(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most), `- … and ${lines.length - most} more`];
}
