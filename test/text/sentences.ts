import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseSync } from "rolldown/utils";
import { at, isRecord, list, textOrNone } from "../../src/github/client/narrow.ts";

/** Words that people read, with the place that says when. */
export type Sentence = {
  readonly file: string;
  readonly situation: string;
  readonly words: string;
};

/** Where words for people are: comments, checks and reports; a job's log; the terminal; the server's log; failures. */
const ROOMS = ["core", "text", "action", "cli", "app", "github"] as const;
const root = fileURLToPath(new URL("../../", import.meta.url));

/** By the sources themselves, so that none can be forgotten. */
export function readSentences(): readonly Sentence[] {
  return ROOMS.flatMap((room) => globSync(`src/${room}/**/*.ts`, { cwd: root }).toSorted()).flatMap(
    (file) => sentencesIn(file, readFileSync(`${root}${file}`, "utf8")),
  );
}

export function sentencesIn(file: string, source: string): readonly Sentence[] {
  const { program } = parseSync(file, source);
  return walk(program, []);

  function walk(node: unknown, path: readonly string[]): readonly Sentence[] {
    if (Array.isArray(node)) return node.flatMap((one: unknown) => walk(one, path));
    if (!isRecord(node) || typeof node["type"] !== "string") return [];
    const words = wordsOf(node);
    const here = words !== undefined && isSentence(words) ? [told(words, path)] : [];
    const inner = [...path, ...placeOf(node)];
    const below = words !== undefined && node["type"] === "BinaryExpression" ? partsOf(node) : node;
    return [...here, ...Object.values(below).flatMap((child) => walk(child, inner))];
  }

  function told(words: string, path: readonly string[]): Sentence {
    return { file, situation: path.join(" · "), words: words.trim().replaceAll("\n", " ⏎ ") };
  }

  /** A text that is put together from pieces is one. */
  function wordsOf(node: unknown): string | undefined {
    switch (textOrNone(at(node, "type"))) {
      case "Literal":
        return textOrNone(at(node, "value"));
      case "TemplateLiteral":
        return list(at(node, "quasis"))
          .map(
            (quasi, index) =>
              `${textOrNone(at(quasi, "value", "cooked")) ?? ""}${blank(node, index)}`,
          )
          .join("");
      case "BinaryExpression": {
        const [left, right] = [wordsOf(at(node, "left")), wordsOf(at(node, "right"))];
        const isSum = at(node, "operator") === "+" && left !== undefined && right !== undefined;
        return isSum ? left + right : undefined;
      }
      case undefined:
      default:
        return undefined;
    }
  }

  function blank(template: unknown, index: number): string {
    const filled = list(at(template, "expressions"))[index];
    if (filled === undefined) return "";
    const [start, end] = [Number(at(filled, "start")), Number(at(filled, "end"))];
    const code = source.slice(start, end);
    return code.length <= LONGEST_BLANK && !code.includes("\n") ? `{${code}}` : "{…}";
  }
}

const LONGEST_BLANK = 32;

/** What is filled in has words of its own. */
function partsOf(node: unknown): Readonly<Record<string, unknown>> {
  const filled = (part: unknown): readonly unknown[] =>
    textOrNone(at(part, "type")) === "BinaryExpression"
      ? [...filled(at(part, "left")), ...filled(at(part, "right"))]
      : list(at(part, "expressions"));
  return { filled: filled(node) };
}

/** Three words in a row, and not a query, a pattern or a path. */
function isSentence(words: string): boolean {
  const said = words.replaceAll(/\{[^}]*\}/g, "x");
  return /\p{L}[\p{L}’',;:]* [\p{L}#`*]+[,;:]? [\p{L}\d#`*]/u.test(said) && !CODE.test(words);
}

const CODE =
  /^\s*(?:query|mutation|fragment|SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|WITH)\b|\.\.\.(?: on )?[A-Z][a-z]|\{\s*\n|\$\w+:/;

/** The function, the case or the key that it stands under. */
function placeOf(node: Readonly<Record<string, unknown>>): readonly string[] {
  switch (node["type"]) {
    case "FunctionDeclaration":
    case "VariableDeclarator":
      return nameOf(at(node, "id"));
    case "Property":
      return nameOf(at(node, "key"));
    case "SwitchCase":
      return nameOf(at(node, "test"));
    default:
      return [];
  }
}

function nameOf(node: unknown): readonly string[] {
  const name = textOrNone(at(node, "name")) ?? textOrNone(at(node, "value"));
  return name === undefined ? [] : [name];
}
