import { cutLines, isWithin, LIMITS } from "./limit.ts";

/** Room for the hidden marker, and for what trouble there may be to tell. */
const SPARE = 5_536;

/** Characters. */
export const MOST_BODY = LIMITS.comment.most - SPARE;

/** How much of each person's text is shown, from plenty to a few words. */
const ROOMS = [4_000, 1_000, 300, 80, 20] as const;

/** The most generous rendering that fits. */
export function fit(render: (room: number) => string, most: number = MOST_BODY): string {
  const room = { ...LIMITS.comment, most };
  let text = "";
  for (const each of ROOMS) {
    text = render(each);
    if (isWithin(text, room)) return text;
  }
  return cutLines(text, room, "… there is more; it is all in the comments of the issue.");
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
