import { err, ok, type Result } from "../model/result.ts";
import { withoutUnseen } from "../markdown/unseen.ts";

type PathProblem = {
  readonly typed: string;
  readonly why: "everything" | "braces" | "backslash" | "not" | "address";
  /** The patterns that were meant, where that is clear. */
  readonly meant?: readonly string[];
};

/** An address of GitHub's Code tab: the folder or file after its branch. */
const ADDRESS = /^https?:\/\/[\w.-]+\/[\w.-]+\/[\w.-]+\/(?:tree|blob|blame|edit)\/[\w.-]+\/(.+)$/i;
const EVERYTHING = /^(?:everything|everywhere|all|any|anything|whole|entire)$/i;
const JOINTS = new Set(["and", "&", "+", "or", "all", "files"]);

const QUOTES = /^[`"'“”‘’«<]+(?=\S)|[`"'“”‘’»>;!]+$/g;
/** A folder may be called "(shop)": only what isn't closed, or closes around all of it, is put around. */
const BRACKETS = /^\((?=[^()]+$)|^\(([^()]*\/[^()]*)\)$/;
/** What copying from a page that shows Markdown makes of a pattern. */
const LINK = /^\[([^\][]+)\]\(https?:[^()]*\)$/i;
const STOP = /(?<=[\p{L}\p{N}_*/])[.:,]$/u;

/** Patterns between spaces, commas, semicolons or lines, without what copying and typing put around them. */
export function readPaths(text: string): Result<readonly string[], PathProblem> {
  const [first = "", ...below] = withoutUnseen(text).split("\n");
  const words = [...new Set([...wordsOf(first), ...[...new Set(below)].flatMap(likePaths)])];
  if (words.every((word) => EVERYTHING.test(word))) {
    return err({ typed: text.trim(), why: "everything" });
  }
  const paths: string[] = [];
  for (const word of words) {
    const problem = problemOf(word);
    if (problem !== undefined) return err(problem);
    const path = word.replace(ADDRESS, "$1").replace(/[?#]L\d.*$|\?[\w=&]+$/, "");
    if (!JOINTS.has(path.toLowerCase())) paths.push(path);
  }
  return ok([...new Set(paths)]);
}

/** A line below that is one pattern or a list of them: with a slash, a star or a dot, and no sentence. */
function likePaths(line: string): readonly string[] {
  const words = wordsOf(line);
  return words.every((word) => /[/*]|\.\w/.test(word)) ? words : [];
}

function wordsOf(line: string): readonly string[] {
  const item = line.replace(/^\s*[-*+]\s+/, "");
  // The comma of "{a,b}" doesn't separate patterns.
  const words = item.match(/(?:\{[^{}\s]*\}|[^\s,;{]|\{)+/g) ?? [];
  return words
    .map((word) => word.replace(LINK, "$1").replace(QUOTES, "").replace(BRACKETS, "$1"))
    .map((word) => word.replace(/^\.\/(?=.)/, "").replace(STOP, ""))
    .filter((word) => word !== "");
}

/** What keeps one pattern of a list from ever matching; what people type between spaces is cleaned first. */
export function patternProblem(pattern: string): Pick<PathProblem, "meant"> | undefined {
  const bare = withoutUnseen(pattern).replace(QUOTES, "").replace(STOP, "");
  if (bare !== pattern && !pattern.startsWith("!")) return { meant: [bare] };
  if (/^https?:/i.test(pattern)) {
    const path = ADDRESS.exec(pattern)?.[1];
    return path === undefined ? {} : { meant: [path] };
  }
  return problemOf(pattern);
}

function problemOf(word: string): PathProblem | undefined {
  if (word.includes("\\")) {
    return { typed: word, why: "backslash", meant: [word.replaceAll("\\", "/")] };
  }
  if (word.startsWith("!")) return { typed: word, why: "not" };
  if (/[{}]/.test(word)) {
    const [, head = "", choices, tail = ""] = /^([^{}]*)\{([^{}]*)\}([^{}]*)$/.exec(word) ?? [];
    return choices === undefined
      ? { typed: word, why: "braces" }
      : { typed: word, why: "braces", meant: choices.split(",").map((one) => head + one + tail) };
  }
  return /^https?:/i.test(word) && !ADDRESS.test(word)
    ? { typed: word, why: "address" }
    : undefined;
}
