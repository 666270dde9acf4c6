import { sizeOf } from "./limit.ts";

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
