/**
 * Path patterns: `*` and `?` within one name, `**` for any number of folders, a folder for all in it.
 * Case counts. Greedy with one point to come back to, so the cost is at most pattern times path.
 */
/** What one incident may have, so that the gate stays quick. */
export const MOST_PATTERNS = 200;
export const LONGEST_PATTERN = 256;

export type Glob = (path: string) => boolean;

export function compileGlob(pattern: string): Glob {
  const clean = pattern.replace(/^\.?\//, "");
  const names = (clean.endsWith("/") ? `${clean}**` : clean).split("/");
  return (path) => matchesNames(names, path.split("/"));
}

function matchesNames(pattern: readonly string[], path: readonly string[]): boolean {
  let at = 0;
  let here = 0;
  let star = -1;
  let mark = 0;
  while (here < path.length) {
    const name = pattern[at];
    if (name === "**") {
      star = at;
      mark = here;
      at += 1;
      // At the end, `**` stands for at least one name.
      if (at === pattern.length) return true;
    } else if (name !== undefined && matchesName(name, path[here] ?? "")) {
      at += 1;
      here += 1;
    } else if (star >= 0) {
      mark += 1;
      at = star + 1;
      here = mark;
    } else {
      return false;
    }
  }
  return at === pattern.length;
}

function matchesName(pattern: string, name: string): boolean {
  let at = 0;
  let here = 0;
  let star = -1;
  let mark = 0;
  while (here < name.length) {
    const sign = pattern[at];
    if (sign === "*") {
      star = at;
      mark = here;
      at += 1;
    } else if (sign === "?" || (sign !== undefined && sign === name[here])) {
      at += 1;
      here += 1;
    } else if (star >= 0) {
      mark += 1;
      at = star + 1;
      here = mark;
    } else {
      return false;
    }
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}

/** Whether any of the paths is matched by any of the patterns. */
export function touches(patterns: readonly string[], paths: readonly string[]): boolean {
  const globs = patterns.map(compileGlob);
  return paths.some((path) => globs.some((matches) => matches(path)));
}
