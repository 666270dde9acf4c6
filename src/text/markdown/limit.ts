import { LIMITS } from "../../core/markdown/text-limits.ts";
import type { Room, Unit } from "../../core/markdown/text-limits.ts";

/** Room for the hidden marker, and for what trouble there may be to tell. */
const SPARE = 5_536;

/** Characters. */
export const MOST_BODY = LIMITS.comment.most - SPARE;

/** How much of each person's text is shown, from plenty to a few words. */
const ROOMS = [4_000, 1_000, 300, 80, 20] as const;

export function sizeOf(text: string, unit: Unit): number {
  switch (unit) {
    case "bytes":
      return new TextEncoder().encode(text).length;
    case "characters":
      return text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0);
    case "UTF-16 units":
      return text.length;
  }
}

/** No character is longer than one UTF-16 unit where it is short enough in those; few texts have to be counted. */
export function isWithin(text: string, { most, unit }: Room): boolean {
  const longest = unit === "bytes" ? 3 * text.length : text.length;
  return longest <= most || sizeOf(text, unit) <= most;
}

/** The text, or its beginning and "…": never half a character. */
export function cutTo(text: string, room: Room): string {
  if (isWithin(text, room)) return text;
  const left = { ...room, most: room.most - sizeOf("…", room.unit) };
  return left.most < 0 ? "" : `${beginning(text, left)}…`;
}

/** Whole lines only, so that no construct stays open; `note` tells that there is more. */
export function cutLines(text: string, room: Room, note: string): string {
  if (isWithin(text, room)) return text;
  const end = `\n\n${note}`;
  const begun = beginning(text, { ...room, most: room.most - sizeOf(end, room.unit) });
  return `${begun.slice(0, Math.max(0, begun.lastIndexOf("\n")))}${end}`;
}

function beginning(text: string, { most, unit }: Room): string {
  switch (unit) {
    case "bytes": {
      const { read } = new TextEncoder().encodeInto(text, new Uint8Array(Math.max(0, most)));
      return text.slice(0, read);
    }
    case "characters":
      return Array.from(text.slice(0, 2 * most))
        .slice(0, most)
        .join("");
    case "UTF-16 units":
      return text.slice(0, Math.max(0, most)).replace(/[\uD800-\uDBFF]$/, "");
  }
}

/** The first of these texts that together take at most so many bytes, with two for what stands between them. */
export function thatFit(texts: readonly (() => string)[], bytes: number): readonly string[] {
  const found: string[] = [];
  let left = bytes;
  for (const render of texts) {
    const text = render();
    left -= sizeOf(text, "bytes") + 2;
    if (left < 0) break;
    found.push(text);
  }
  return found;
}

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
