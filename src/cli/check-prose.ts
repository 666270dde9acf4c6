import retextEnglish from "retext-english";
import retextEquality from "retext-equality";
import retextProfanities from "retext-profanities";
import { unified } from "unified";
import { VFile } from "vfile";
import { reportOf } from "../core/report/front-matter.ts";
import { proseLines } from "../core/report/report-rule.ts";
import { HARSH_WORDS } from "../core/report/harsh-words.ts";
import type { HarshKind } from "../core/report/harsh-words.ts";
import { HARSH_ADVICE, hurtingWord } from "../text/report/prose.ts";
import type { LintProblem } from "./lint-text.ts";

/** Of 0 to 2: below, a word may as well be meant otherwise, as "trap" and "abort" are here. */
const SURENESS = 2;
/** What these words mean in a report has nothing to do with people. */
const TECHNICAL = [
  "disabled",
  "dummies",
  "dummy",
  "hang",
  "hanging",
  "hangs",
  "host",
  "hosts",
  "invalid",
  "master",
  "masters",
  "native",
  "normal",
  "primitive",
  "primitives",
  "simple",
  "special",
];

const HARSH_KINDS = Object.keys(HARSH_WORDS).filter(
  (kind): kind is HarshKind => kind in HARSH_WORDS,
);

const words = unified()
  .use(retextEnglish)
  .use(retextProfanities, { sureness: SURENESS })
  .use(retextEquality, { ignore: TECHNICAL })
  .freeze();

/** Words that blame, hurt, or end a search for causes too early: friendly warnings, in the order of the text. */
export async function checkProse(report: string): Promise<readonly LintProblem[]> {
  const lines = proseLines(reportOf(report)).map(({ text, isCode }) =>
    isCode ? "" : spoken(text),
  );
  const found = await Promise.all(
    lines.map(async (text, index) =>
      (await warningsIn(text)).map((warning) => ({ line: index + 1, ...warning })),
    ),
  );
  return found.flat();
}

type Warning = { readonly column: number; readonly message: string };
type Place = Warning & { readonly to: number };

async function warningsIn(text: string): Promise<readonly Warning[]> {
  if (!/\p{L}/u.test(text)) return [];
  const blaming = HARSH_KINDS.flatMap((kind) =>
    [...text.matchAll(HARSH_WORDS[kind])].map(({ 0: found, index }) =>
      placeOf(found, index, HARSH_ADVICE[kind]),
    ),
  );
  const hurting = await wordsIn(text);
  return [...blaming, ...hurting]
    .toSorted((one, other) => one.column - other.column || other.to - one.to)
    .reduce<readonly Place[]>(
      (kept, place) => ((kept.at(-1)?.to ?? 0) > place.column ? kept : [...kept, place]),
      [],
    )
    .map(({ column, message }) => ({ column, message }));
}

async function wordsIn(text: string): Promise<readonly Place[]> {
  const file = new VFile(text);
  await words.run(words.parse(file), file);
  return file.messages.flatMap(({ source, expected, place }) => {
    const start = place === undefined ? undefined : "start" in place ? place.start : place;
    const end = place !== undefined && "end" in place ? place.end.column : start?.column;
    if (start === undefined || end === undefined) return [];
    const says = source === "retext-profanities" ? HARSH_ADVICE.rude : hurtingWord(expected ?? []);
    return [placeOf(text.slice(start.column - 1, end - 1), start.column - 1, says)];
  });
}

function placeOf(found: string, index: number, says: string): Place {
  return { column: index + 1, to: index + 1 + found.length, message: `“${found}” ${says}` };
}

/** Without what nobody reads as prose: code, addresses, names with @, and what is quoted. Columns stay. */
function spoken(line: string): string {
  if (/^ {0,3}>/.test(line)) return "";
  return line.replaceAll(/`[^`]*`|https?:\/\/\S+|(?<=\])\([^()]*\)/g, (hidden) =>
    " ".repeat(hidden.length),
  );
}
