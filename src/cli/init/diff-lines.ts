import { structuredPatch } from "diff";
import type { Screen } from "../terminal/screen.ts";
import type { LookedAt } from "./look-at-file.ts";
import { plainEnds } from "./own-mark.ts";

/** What would change in a file, as everybody knows it from git. */
export function diffLines(
  { path, state, present, text }: LookedAt,
  { paint }: Pick<Screen, "paint">,
): readonly string[] {
  const from = state === "missing" ? "/dev/null" : `a/${path}`;
  const { hunks } = structuredPatch(from, `b/${path}`, plainEnds(present), text, "", "", {
    context: 3,
  });
  return [
    paint("bold", `--- ${from}`),
    paint("bold", `+++ b/${path}`),
    ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
      paint("cyan", `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`),
      ...lines.map((line) => painted(line, paint)),
    ]),
  ];
}

/** As git writes it: before the first line is line 0. */
function range(start: number, lines: number): string {
  return `${lines === 0 ? Math.max(0, start - 1) : start},${lines}`;
}

function painted(line: string, paint: Screen["paint"]): string {
  // Somebody's file may hold what changes a terminal.
  const plain = line.replace(/(?!\t)\p{Cc}/gu, "\uFFFD");
  if (plain.startsWith("+")) return paint("green", plain);
  return plain.startsWith("-") ? paint("red", plain) : plain;
}
