import { clamp, inline } from "../markdown/escape.ts";

const MOST_REASON = 200;

/** The first line, without addresses of machines: everybody can read it. */
export function reasonOf(reason: string): string {
  const line = reason
    .split("\n")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .slice(0, 2)
    .join(" ")
    .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|\[[0-9a-f:]+\](?::\d+)?/gi, "…")
    .replace(/ - https:\/\/docs\.github\.com\S*$/, "")
    .replace(/[.\s]+$/, "");
  return inline(clamp(line, MOST_REASON));
}
