import { withoutUnseen } from "../markdown/unseen.ts";

/** What one incident may have, so that the gate stays quick. */
export const MOST_PATTERNS = 200;
export const LONGEST_PATTERN = 256;

type Glob = (path: string) => boolean;

/** One part of a pattern between slashes: `**`, or a name with what stands between its stars. */
type Part =
  | { readonly kind: "folders" }
  | { readonly kind: "name"; readonly text: string }
  | { readonly kind: "wild"; readonly pieces: readonly string[] };

type Compiled = {
  readonly parts: readonly Part[];
  /** Whatever lies in it matches, too: also a submodule or a link in its place is the folder. */
  readonly isFolder: boolean;
  /** What a file's own name must be like. */
  readonly last?: Part;
};

/**
 * Path patterns: `*` and `?` within one name, `**` for any number of folders, a folder for everything in it:
 * `src/checkout`, `src/checkout/` and `src/checkout/**` mean the same. Case counts, and so does every other sign.
 * Greedy with one point to come back to, so the cost is at most pattern times path.
 */
export function compileGlob(pattern: string): Glob {
  const compiled = compile(pattern);
  return (path) => matches(compiled, spelled(path).split("/"));
}

/** Whether any of the paths is matched by any of the patterns. */
export function touches(patterns: readonly string[], paths: readonly string[]): boolean {
  const globs = patterns.map(compileGlob);
  return paths.some((path) => globs.some((glob) => glob(path)));
}

/** For many patterns: each is compared only with the paths that contain the rarest of its names. */
export function indexPaths(paths: readonly string[]): (pattern: string) => readonly string[] {
  const all = paths.map((path) => ({ path, names: spelled(path).split("/") }));
  const byName = new Map<string, typeof all>();
  for (const entry of all) {
    for (const name of new Set(entry.names)) {
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [entry]);
      else known.push(entry);
    }
  }
  return (pattern) => {
    const compiled = compile(pattern);
    let few = all;
    for (const part of compiled.parts) {
      const found = part.kind === "name" ? (byName.get(part.text) ?? []) : all;
      if (found.length < few.length) few = found;
    }
    return few.filter(({ names }) => matches(compiled, names)).map(({ path }) => path);
  };
}

/** "é" in one sign or in two, with or without signs that nobody sees: people can't tell them apart. */
function spelled(text: string): string {
  return withoutUnseen(text).normalize("NFC");
}

function compile(pattern: string): Compiled {
  const parts = spelled(pattern)
    .replace(/^\.?\//, "")
    .split("/")
    .filter((text) => text !== "")
    .map(partOf);
  const end = parts.findLastIndex(({ kind }) => kind !== "folders") + 1;
  const last = parts[end - 1];
  if (last === undefined) return { parts: parts.slice(0, 1), isFolder: false };
  const isFolder = end < parts.length || pattern.endsWith("/") || last.kind === "name";
  return { parts: parts.slice(0, end), isFolder, ...(isFolder ? {} : { last }) };
}

function partOf(text: string): Part {
  if (text === "**") return { kind: "folders" };
  return /[*?]/.test(text) ? { kind: "wild", pieces: text.split("*") } : { kind: "name", text };
}

function matches({ parts, isFolder, last }: Compiled, names: readonly string[]): boolean {
  if (last !== undefined && !isLike(last, names[names.length - 1] ?? "")) return false;
  let at = 0;
  let here = 0;
  let star = -1;
  let mark = 0;
  while (here < names.length) {
    const part = parts[at];
    if (part === undefined && isFolder) return true;
    if (part?.kind === "folders") {
      star = at;
      mark = here;
      at += 1;
      // Nothing but `**`: everything.
      if (at === parts.length) return true;
    } else if (part !== undefined && isLike(part, names[here] ?? "")) {
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
  return at === parts.length;
}

function isLike(part: Part, name: string): boolean {
  if (part.kind === "name") return part.text === name;
  return part.kind === "folders" || isLikeWild(part.pieces, name);
}

/** The first piece begins the name, the last one ends it, and the others come between in their order. */
function isLikeWild(pieces: readonly string[], name: string): boolean {
  const [first = ""] = pieces;
  const last = pieces[pieces.length - 1] ?? "";
  const end = name.length - last.length;
  if (pieces.length === 1) return end === 0 && isAt(first, name, 0);
  if (end < first.length || !isAt(last, name, end) || !isAt(first, name, 0)) return false;
  let at = first.length;
  for (let index = 1; index < pieces.length - 1; index += 1) {
    const piece = pieces[index] ?? "";
    if (piece.includes("?")) {
      while (at + piece.length <= end && !isAt(piece, name, at)) at += 1;
    } else {
      at = name.indexOf(piece, at);
      if (at === -1) return false;
    }
    at += piece.length;
  }
  return at <= end;
}

/** "?" */
const ANY_SIGN = 63;

function isAt(piece: string, name: string, at: number): boolean {
  for (let index = 0; index < piece.length; index += 1) {
    const sign = piece.charCodeAt(index);
    if (sign !== ANY_SIGN && sign !== name.charCodeAt(at + index)) return false;
  }
  return true;
}
