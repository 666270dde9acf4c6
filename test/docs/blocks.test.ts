import { Client } from "pg";
import { expect, test } from "vitest";
import { LONGEST_BODY } from "../../src/app/http/read-body.ts";
import { WEBHOOK_PATH } from "../../src/app/webhook/routes.ts";
import { codeKludgesIn } from "../../src/core/model/code-kludge.ts";
import { isAnswer } from "../../src/core/plan/plan-answer.ts";
import { postgresUrl } from "../postgres/postgres-url.ts";
import { blocksIn, markdownPages } from "./pages.ts";

/** Who runs or checks the blocks of each language; without one, they are commands. */
const CHECKED_BY: Readonly<Record<string, string>> = {
  "": "shell.test.ts",
  sh: "shell.test.ts, run-it.test.ts",
  yaml: "workflows.test.ts, bot-workflows.test.ts, json-schemas.test.ts, run-it.test.ts",
  json: "workflows.test.ts",
  ini: "run-it.test.ts",
  dakor: "commands.test.ts",
  liquid: "commands.test.ts",
  practice: "../cli/practice.test.ts",
  shows: "../cli/practice.test.ts",
  chat: "here",
  kludge: "here",
  sql: "here",
  nginx: "here",
  mermaid: "house.test.ts",
};

test.each(markdownPages())("every block of $path is in a language that is checked", ({ text }) => {
  const fences = [...text.matchAll(/^ *(?:```|~~~) *(\S*)/gm)].map(([, language = ""]) => language);
  // Every second one closes a block.
  const languages = fences.filter((_, index) => index % 2 === 0);
  expect(languages.filter((language) => !(language in CHECKED_BY))).toEqual([]);
});

test("what is typed in a chat is taken up", () => {
  const lines = markdownPages()
    .flatMap((page) => blocksIn(page, "chat"))
    .flatMap(({ text }) => text.trim().split("\n"));
  expect(lines.length).toBeGreaterThan(0);
  const unheard = lines
    .map((line) => line.trim().replace(/^@dakor (?:[\w/]+#\d+ )?/, ""))
    .filter((text) => !isAnswer({ chat: "slack", text }));
  expect(unheard).toEqual([]);
});

test("what marks a kludge in the code can be read", () => {
  const lines = markdownPages()
    .flatMap((page) => blocksIn(page, "kludge"))
    .flatMap(({ text }) => text.trim().split("\n"));
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(codeKludgesIn(line)).toMatchObject([{ incident: 42 }]);
});

test("PostgreSQL takes the statements", async () => {
  const [block] = markdownPages().flatMap((page) => blocksIn(page, "sql"));
  const client = new Client({ connectionString: await postgresUrl() });
  await client.connect();
  const run = (text: string): Promise<unknown> => client.query(text);
  try {
    for (const statement of block?.text.trim().split(/(?<=;)\n/) ?? []) await run(statement);
    const { rows } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'dakor'");
    expect(rows).toHaveLength(1);
  } finally {
    await run("DROP DATABASE IF EXISTS dakor");
    await run("DROP ROLE IF EXISTS dakor");
    await client.end();
  }
});

test("the proxy lets webhooks through as the App takes them", () => {
  const [block] = markdownPages().flatMap((page) => blocksIn(page, "nginx"));
  const text = block?.text ?? "";
  expect(text.match(/\{/g)?.length).toBe(text.match(/\}/g)?.length);
  expect(text).toContain(`location = ${WEBHOOK_PATH} {`);
  expect(text).toContain(`client_max_body_size ${LONGEST_BODY / 1024 / 1024}m;`);
  const [, upstream] = /upstream (\w+) \{/.exec(text) ?? [];
  expect(text).toContain(`proxy_pass http://${upstream};`);
});
