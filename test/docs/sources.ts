import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAst } from "rolldown/parseAst";

/** A file of TypeScript, as far as the rules of the house look at it. */
export type Source = {
  /** From the repository's root: `src/core/plan/plan.ts`. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  /** The names that are given here: of constants, functions, types, parameters, properties. */
  readonly names: readonly string[];
  /** The methods that are called: `request` for `github.request(...)`. */
  readonly called: readonly string[];
};

/** `names` is "all" where a whole module is taken, by `import * as` or `import()`. */
export type Import = { readonly from: string; readonly names: readonly string[] | "all" };
export type Export = { readonly name: string; readonly isType: boolean };

type Node = { readonly type: string; readonly [key: string]: unknown };

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export function readSources(patterns: readonly string[]): readonly Source[] {
  return pathsOf(patterns).map(readSource);
}

export function pathsOf(patterns: readonly string[]): readonly string[] {
  return globSync(patterns, { cwd: ROOT })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !path.includes("node_modules/"))
    .toSorted();
}

function readSource(path: string): Source {
  const text = readFileSync(posix.join(ROOT, path), "utf8");
  const nodes = nodesIn(parseAst(text, { lang: "ts" }));
  return {
    path,
    lines: text.split("\n").length - 1,
    imports: nodes.flatMap((node) => importsOf(node, posix.dirname(path))),
    exports: nodes.flatMap(exportsOf),
    names: nodes.flatMap(namesOf),
    called: nodes.flatMap(calledIn),
  };
}

function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (!isRecord(value)) return [];
  const inner = Object.values(value).flatMap(nodesIn);
  return isNode(value) ? [value, ...inner] : inner;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isNode(value: unknown): value is Node {
  return isRecord(value) && typeof value["type"] === "string";
}

function importsOf(node: Node, folder: string): readonly Import[] {
  const { source } = node;
  if (!isNode(source) || typeof source["value"] !== "string") return [];
  if (!source["value"].startsWith(".")) return [];
  const { specifiers } = node;
  const taken = nodesIn(specifiers).flatMap(takenBy);
  const isAll = !Array.isArray(specifiers) || taken.includes("*");
  return [{ from: posix.join(folder, source["value"]), names: isAll ? "all" : taken }];
}

function takenBy(specifier: Node): readonly string[] {
  if (specifier.type === "ImportNamespaceSpecifier") return ["*"];
  if (specifier.type === "ImportDefaultSpecifier") return ["default"];
  if (specifier.type === "ImportSpecifier") return nameOf(specifier["imported"]);
  return specifier.type === "ExportSpecifier" ? nameOf(specifier["local"]) : [];
}

function exportsOf(node: Node): readonly Export[] {
  if (node.type === "ExportDefaultDeclaration") return [{ name: "default", isType: false }];
  if (node.type !== "ExportNamedDeclaration") return [];
  const { declaration } = node;
  const isType = isNode(declaration) && /^TS(?:TypeAlias|Interface)/.test(declaration.type);
  const again = nodesIn(node["specifiers"])
    .filter(({ type }) => type === "ExportSpecifier")
    .flatMap((one) => nameOf(one["exported"]));
  return [...again, ...declaredBy(declaration)].map((name) => ({ name, isType }));
}

function declaredBy(declaration: unknown): readonly string[] {
  if (!isNode(declaration)) return [];
  const { declarations } = declaration;
  return Array.isArray(declarations)
    ? declarations.flatMap((one: unknown) => (isNode(one) ? nameOf(one["id"]) : []))
    : nameOf(declaration["id"]);
}

/** A name that is imported from elsewhere, or only used, is not given here. */
function namesOf(node: Node): readonly string[] {
  if (/^(?:Property|TSPropertySignature|TSMethodSignature)$/.test(node.type))
    return nameOf(node["key"]);
  if (/^(?:FunctionDeclaration|TSTypeAliasDeclaration|VariableDeclarator)$/.test(node.type))
    return nameOf(node["id"]);
  const parameters = node["params"];
  return Array.isArray(parameters) ? parameters.flatMap(nameOf) : [];
}

function calledIn(node: Node): readonly string[] {
  const { callee } = node;
  if (node.type !== "CallExpression" || !isNode(callee)) return [];
  return callee.type === "MemberExpression" ? nameOf(callee["property"]) : nameOf(callee);
}

function nameOf(value: unknown): readonly string[] {
  return isNode(value) && typeof value["name"] === "string" ? [value["name"]] : [];
}
