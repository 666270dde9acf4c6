import { readFileSync, existsSync } from "node:fs";
import { CommanderError } from "commander";
import { fromMarkdown } from "mdast-util-from-markdown";
import type { Nodes } from "mdast";
import { expect, test } from "vitest";
import { createProgram } from "../../src/cli/program.ts";
import { recordOf } from "@dakor/local-github/narrow";
import { markdownPages } from "./pages.ts";

/** Its block without a language is a drawing. */
const DRAWING = "docs/architecture.md";

const root = new URL("../../", import.meta.url);
const scripts = readScripts();

type Check = (words: readonly string[]) => Promise<string | undefined>;

/** What a line may begin with, after its variables; each says what is wrong with the rest. */
const KNOWN: readonly (readonly [begins: RegExp, check: Check])[] = [
  [/^npm (?:ci|start|test)$/, async () => undefined],
  [/^npm ci --omit=dev$/, async () => undefined],
  [/^npm run dakor -- /, (words) => parses(after("--", words))],
  [/^npm run (?:live|demo) -- /, (words) => parses([words[2] ?? "", ...after("--", words)])],
  [/^npm run /, async ([, , name = ""]) => (scripts.has(name) ? undefined : `no script ${name}`)],
  [/^npx dakor /, (words) => parses(words.slice(2))],
  [/^npx --allow-git=all github:OWNER\/dakor /, (words) => parses(words.slice(3))],
  [/^npx \.\/dakor-[\d.]+\.tgz /, (words) => parses(words.slice(2))],
  [/^dakor /, (words) => parses(words.slice(1))],
  [
    /^node (?:--env-file=\S+ )?src\/cli\/launch\.js /,
    (words) => parses(after("src/cli/launch.js", words)),
  ],
  [
    /^node (?:--env-file=\S+ )?src\//,
    async (words) => file(words.find((word) => word.startsWith("src"))),
  ],
  // Programs that aren't ours: only that they are the ones we mean.
  [
    /^(?:cd|npm (?:pack|publish|version|audit|dist-tag)|gh (?:api|attestation)|gh auth login|openssl (?:rand|base64)|curl|grep|docker compose|kubectl (?:create secret|apply)|sudo systemctl|systemctl|psql|git)(?: |$)/,
    async () => undefined,
  ],
];

test.each(commandLines())("$page:$line can be typed: $text", async ({ text }) => {
  const words = text.split(/\s+/);
  const [, check] = KNOWN.find(([begins]) => begins.test(text)) ?? [];
  expect(check, "a program that these tests know").toBeDefined();
  expect(await check?.(words)).toBeUndefined();
});

test.each(markdownPages().filter(({ text }) => text.includes("npx dakor ")))(
  "$path says beside npx dakor what to type until it is published",
  ({ text }) => {
    expect(text).toContain("npx --allow-git=all github:OWNER/dakor");
  },
);

function readScripts(): ReadonlySet<string> {
  const manifest: unknown = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
  return new Set(Object.keys(recordOf(recordOf(manifest)["scripts"])));
}

async function parses(words: readonly string[]): Promise<string | undefined> {
  const program = createProgram(async () => undefined);
  const said: string[] = [];
  const keep = (text: string): void => void said.push(text);
  for (const command of [program, ...program.commands]) {
    command.configureOutput({ writeErr: keep, writeOut: keep });
  }
  try {
    await program.parseAsync([...words], { from: "user" });
    return undefined;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return undefined;
    return said.join("");
  }
}

function after(word: string, words: readonly string[]): readonly string[] {
  return words.slice(words.indexOf(word) + 1);
}

function file(path = ""): string | undefined {
  return existsSync(new URL(path, root)) ? undefined : `no file ${path}`;
}

type Line = { readonly page: string; readonly line: number; readonly text: string };

/** Lines of blocks without a language, and of `sh`: without variables before them and remarks behind. */
function commandLines(): readonly Line[] {
  return markdownPages().flatMap(({ path: page, text }) =>
    codeIn(fromMarkdown(text)).flatMap(({ value, line }) =>
      value
        .replaceAll("\\\n", " ")
        .split("\n")
        .flatMap((one, index) => one.split(" && ").map((part) => ({ part, at: line + index })))
        .map(({ part, at }) => ({ page, line: at, text: bare(part) }))
        .filter((one) => one.text !== "" && one.page !== DRAWING),
    ),
  );
}

function bare(line: string): string {
  return line
    .trim()
    .replace(/^\$ /, "")
    .replace(/\s+#(?:\s.*)?$/, "")
    .replace(/^(?:[A-Z_]+=\S+(?: +|$))+/, "");
}

function codeIn(node: Nodes): readonly { readonly value: string; readonly line: number }[] {
  if (node.type === "code" && (node.lang ?? "sh") === "sh") {
    return [{ value: node.value, line: node.position?.start.line ?? 0 }];
  }
  return "children" in node ? node.children.flatMap((child) => codeIn(child)) : [];
}
