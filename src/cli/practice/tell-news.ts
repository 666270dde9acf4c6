import type { CheckedPull } from "../../demo/open-checks.ts";
import type { ShownThread } from "../../demo/thread.ts";
import { commentsOf } from "../../demo/thread.ts";
import type { Screen } from "../terminal/screen.ts";
import { terminalLines } from "../terminal/plain-lines.ts";

/** The incident and the open pull requests at one moment. */
export type Look = {
  readonly thread: ShownThread | undefined;
  readonly open: readonly CheckedPull[];
};

const BOARD = /^<!-- dakor board\b/;
/** The heading of the log counts its lines, so it is always new. */
const COUNTED = /^What happened (?:so far|on \d)/;

/** What has changed on GitHub between two looks, as lines; what people did themselves is left out. */
export function newsLines(before: Look, after: Look, screen: Screen): readonly string[] {
  const parts = [
    boardLines(before, after, screen),
    ...freshComments(before, after).map((body) => terminalLines(body, screen)),
    reactionLines(before, after),
    labelLines(before, after, screen),
    pullLines(before, after, screen),
  ];
  return parts.filter((lines) => lines.length > 0).flatMap((lines) => ["", ...lines]);
}

export function boardOf({ thread }: Look): string {
  const comments = thread === undefined ? [] : commentsOf(thread);
  return comments.find(({ author, body }) => author.isBot && BOARD.test(body))?.body ?? "";
}

/** The whole board the first time; afterwards only its lines that are new. */
function boardLines(before: Look, after: Look, screen: Screen): readonly string[] {
  const known = new Set(terminalLines(boardOf(before), screen));
  const lines = terminalLines(boardOf(after), screen);
  if (known.size === 0) return lines;
  const fresh = lines.filter((line) => line !== "" && !known.has(line) && !COUNTED.test(line));
  return fresh.length === 0 ? [] : [screen.paint("dim", "On the board now:"), ...fresh];
}

function freshComments(before: Look, after: Look): readonly string[] {
  const known = new Set((before.thread ? commentsOf(before.thread) : []).map(({ id }) => id));
  return (after.thread ? commentsOf(after.thread) : [])
    .filter(({ id, author, body }) => !known.has(id) && author.isBot && !BOARD.test(body))
    .map(({ body }) => body);
}

function reactionLines(before: Look, after: Look): readonly string[] {
  const count = ({ thread }: Look): number =>
    thread === undefined ? 0 : commentsOf(thread).flatMap(({ reactions }) => reactions).length;
  return count(after) > count(before) ? ["👍"] : [];
}

function labelLines(before: Look, after: Look, { paint }: Screen): readonly string[] {
  const known = new Set(before.thread?.labels.map(({ name }) => name));
  const names = (after.thread?.labels ?? []).map(({ name }) => name);
  return names
    .filter((name) => name.startsWith("dakor:") && !known.has(name))
    .map((name) => paint("cyan", `→ ${name}`));
}

function pullLines(before: Look, after: Look, screen: Screen): readonly string[] {
  const known = new Map(before.open.map((pull) => [pull.number, pull]));
  return after.open
    .filter((pull) => {
      const old = known.get(pull.number);
      return old?.conclusion !== pull.conclusion || old?.words !== pull.words;
    })
    .map((pull) => checkLine(pull, screen));
}

/** One pull request with what its check says. */
export function checkLine(
  { number, title, conclusion, words }: CheckedPull,
  { paint }: Screen,
): string {
  const sign = conclusion === "success" ? paint("green", "✓") : paint("red", "✕");
  return `${sign} #${number} ${title}: ${words}`;
}
