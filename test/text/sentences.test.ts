import { expect, test } from "vitest";
import { readSentences, sentencesIn } from "./sentences.ts";
import type { Sentence } from "./sentences.ts";

const SENTENCES = readSentences();

test("every sentence that people read, with its situation", async () => {
  const files = [...new Set(SENTENCES.map(({ file }) => file))];
  const page = [
    "# Every sentence that people read",
    "",
    "Made of the sources by `test/text/sentences.test.ts`: each text of three words or more, under its file, with the function, the",
    "case or the key that says when it is told. What is filled in stands in braces. Read it aloud before a release: it is calm,",
    "kind and short, and tells what to do.",
    ...files.flatMap((file) => [
      "",
      `## ${file}`,
      "",
      ...SENTENCES.filter((one) => one.file === file).map(line),
    ]),
    "",
  ];
  await expect(page.join("\n")).toMatchFileSnapshot("golden/sentences.md");
});

test("nobody is scolded, hurried or shouted at", () => {
  const harsh = SENTENCES.filter(({ words }) => HARSH.test(words) || /\p{L}!(?:\s|$)/u.test(words));
  expect(harsh).toEqual([]);
});

test("a sentence in pieces is one, and stands under its function, case and key", () => {
  const source = `
    const WORDS: Readonly<Record<string, string>> = { late: "No update has come" + \` since \${due} yet.\` };
    function words(reply: Reply): string {
      switch (reply.type) {
        case "help":
          return \`For \${reply.to === "" ? "all of those who ask" : person(reply.to)}: type a line\`;
        default:
          return "dakor:report";
      }
    }
    const QUERY = "query { issue { id number title } }";`;
  expect(sentencesIn("src/text/x.ts", source)).toEqual([
    {
      file: "src/text/x.ts",
      situation: "WORDS · late",
      words: "No update has come since {due} yet.",
    },
    { file: "src/text/x.ts", situation: "words · help", words: "For {…}: type a line" },
    { file: "src/text/x.ts", situation: "words · help", words: "all of those who ask" },
  ]);
});

const HARSH =
  /\b(?:invalid|illegal|forbidden|fatal|abort\w*|oops|unable|denied|failed to|you (?:must|have to|should)|obviously|simply|of course|asap|immediately)\b/i;

function line({ situation, words }: Sentence): string {
  return `- ${situation === "" ? "" : `*${situation}*: `}${words}`;
}
