import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, Parser } from "yaml";
import type { CST, ParsedNode, YAMLError, YAMLMap } from "yaml";

import type { ConfigProblem } from "./config.ts";

/** Where in the configuration: keys, and places in lists. */
export type ConfigPath = readonly (string | number)[];

type Position = { readonly line: number; readonly column: number };

/** A YAML file as plain data; what must not count is left out, and is a problem. */
export type YamlReading = {
  readonly value: unknown;
  readonly problems: readonly ConfigProblem[];
  /** Where a value stands, or its key. */
  readonly placeOf: (path: ConfigPath, part: "key" | "value") => Position;
};

const MOST_CHARACTERS = 65_536;
/** Each takes the parser some microseconds. */
export const MOST_TOKENS = 8000;
export const MOST_DEPTH = 20;
const MOST_PROBLEMS = 50;

type Mistake = {
  readonly offset: number;
  readonly path?: ConfigPath;
  readonly expected: string;
  readonly found: string;
  readonly suggestion?: string;
};

/** What is gathered on the way through the document. */
type Walk = {
  readonly mistakes: Mistake[];
  /** Offsets of values by path, and of their keys. */
  readonly values: Map<string, number>;
  readonly keys: Map<string, number>;
};

/** Reads one YAML 1.2 document without aliases, anchors, tags and directives. With broken syntax nothing of it counts. */
export function readYaml(text: string): YamlReading {
  const walk: Walk = { mistakes: [], values: new Map(), keys: new Map() };
  const node = documentIn(text, walk.mistakes);
  const value = node === undefined ? undefined : plainOf(node, [], walk);
  const problems = walk.mistakes.slice(0, MOST_PROBLEMS).map(({ offset, path = [], ...words }) => ({
    ...placeIn(text, offset),
    path: formatPath(path),
    ...words,
  }));
  return {
    value,
    problems,
    placeOf: (path, part) => {
      const [first, second] = part === "key" ? [walk.keys, walk.values] : [walk.values, walk.keys];
      // What is missing is missing from what it should be in.
      const places = path.map((_, depth) => formatPath(path.slice(0, path.length - depth)));
      const known = places.flatMap((id) => first.get(id) ?? second.get(id) ?? []);
      return placeIn(text, known[0] ?? 0);
    },
  };
}

/** "severities.critical.mention[0]" */
export function formatPath(path: ConfigPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");
}

function placeIn(text: string, offset: number): Position {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

function documentIn(text: string, mistakes: Mistake[]): ParsedNode | undefined {
  if (text.length > MOST_CHARACTERS) {
    const expected = `at most ${MOST_CHARACTERS} characters`;
    mistakes.push({ offset: 0, expected, found: `${text.length}` });
    return undefined;
  }
  const tokens = tokensIn(text, mistakes);
  if (mistakes.length > 0) return undefined;
  const composer = new Composer({ version: "1.2", schema: "core", uniqueKeys: false });
  const [document, second] = composer.compose(tokens);
  if (document === undefined) return undefined;
  if (second !== undefined) {
    const offset = second.contents?.range[0] ?? second.range[0];
    mistakes.push({ offset, expected: "one document only", found: "another one" });
    return undefined;
  }
  // Unknown tags are found again with their value.
  const warnings = document.warnings.filter(({ code }) => code !== "TAG_RESOLVE_FAILED");
  const errors = [...document.errors, ...warnings];
  mistakes.push(...errors.slice(0, MOST_PROBLEMS).map((error) => mistakeOf(error, text)));
  return errors.every(isHarmless) ? (document.contents ?? undefined) : undefined;
}

/** The value is clear all the same: people forget the quotes around "@team". */
function isHarmless({ code }: YAMLError): boolean {
  return code === "BAD_SCALAR_START";
}

function mistakeOf(error: YAMLError, text: string): Mistake {
  const [offset] = error.pos;
  if (!isHarmless(error)) return { offset, expected: "valid YAML", found: error.message };
  const [word = ""] = /^[^\s,\]}#]*/.exec(text.slice(offset, offset + 200)) ?? [];
  const expected = `quotes around what begins with ${word.slice(0, 1)}`;
  return { offset, expected, found: word, suggestion: `"${word}"` };
}

/** Stops at the first sign of a file that is made to be slow, not to be read. */
function tokensIn(text: string, mistakes: Mistake[]): readonly CST.Token[] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const take = (token: CST.Token): void => {
    tokens.push(token);
    if (token.type === "error") {
      mistakes.push({ offset: token.offset, expected: "valid YAML", found: token.message });
    } else if (token.type === "directive") {
      const found = token.source.trim();
      mistakes.push({ offset: token.offset, expected: "no directives", found });
    }
  };
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) take(token);
    // Each bad escape costs as much as a value.
    count += lexeme.split("\\").length;
    const { offset } = parser;
    // The document, and the scalar in the deepest collection, stand on the stack too.
    if (parser.stack.length > MOST_DEPTH + 2) {
      mistakes.push({ offset, expected: `at most ${MOST_DEPTH} levels`, found: "more" });
    } else if (count > MOST_TOKENS) {
      mistakes.push({ offset, expected: "a shorter file", found: "too many values" });
    }
    if (mistakes.length > 0) return [];
  }
  for (const token of parser.end()) take(token);
  return tokens;
}

function plainOf(node: ParsedNode, path: ConfigPath, walk: Walk): unknown {
  const [offset] = node.range;
  walk.values.set(formatPath(path), offset);
  if (isAlias(node)) {
    const found = `*${node.source}`;
    const expected = "a value, in quotes when it begins with *";
    walk.mistakes.push({ offset, path, expected, found, suggestion: `"${found}"` });
    return undefined;
  }
  if (node.anchor !== undefined) {
    walk.mistakes.push({ offset, path, expected: "no anchors", found: `&${node.anchor}` });
  }
  if (node.tag !== undefined) {
    walk.mistakes.push({ offset, path, expected: "no tags", found: node.tag });
    return undefined;
  }
  if (isScalar(node)) return node.value;
  if (isSeq(node)) {
    return node.items.map((item, index) => plainOf(item, [...path, index], walk) ?? null);
  }
  return isMap(node) ? plainMap(node, path, walk) : undefined;
}

/** Without a prototype, so that no key means more than its letters. */
function plainMap(map: YAMLMap.Parsed, path: ConfigPath, walk: Walk): unknown {
  const plain: Record<string, unknown> = Object.create(null);
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : "";
    const at = [...path, name];
    const [offset] = key.range;
    if (name === "" || name in {}) {
      walk.mistakes.push({ offset, path: at, expected: "another name", found: name });
    } else if (name in plain || walk.keys.has(formatPath(at))) {
      walk.mistakes.push({ offset, path: at, expected: "each name once", found: `${name} again` });
    } else {
      walk.keys.set(formatPath(at), offset);
      const present = value === null ? undefined : plainOf(value, at, walk);
      // A name with nothing after it is as good as left out.
      if (present !== undefined && present !== null) plain[name] = present;
    }
  }
  return plain;
}
