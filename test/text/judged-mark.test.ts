import { expect, test } from "vitest";
import { formatRecord, parseRecord } from "../../src/core/record/record-text.ts";
import {
  judgedIn,
  keepJudged,
  withJudged,
  withoutJudged,
} from "../../src/text/gate/judged-mark.ts";
import { withoutBoardProblem, withBoardProblem } from "../../src/text/comments/board-problem.ts";
import { at } from "./story.ts";

const BOARD = "<!-- dakor board board -->\n**Incident**\n\nWords";
const PRINT = "0123456789abcdef";

test("a board keeps what it was judged by, and says nothing of it to people", () => {
  const marked = withJudged(BOARD, PRINT);
  expect(marked).toBe(
    `<!-- dakor board board -->\n<!-- dakor judged ${PRINT} -->\n**Incident**\n\nWords`,
  );
  expect(judgedIn(marked)).toBe(PRINT);
  expect(withoutJudged(marked)).toBe(BOARD);
  expect(withJudged(marked, "f".repeat(16))).toBe(withJudged(BOARD, "f".repeat(16)));
});

test("nothing comes between a board and its record, which counts only there", () => {
  const record = formatRecord({
    until: at("11:00"),
    seen: [],
    heads: new Map(),
    roles: new Map(),
    configs: [],
    paths: [],
    form: {},
  });
  const recorded = BOARD.replace("\n", `\n${record}\n`);
  const marked = withJudged(recorded, PRINT);
  expect(parseRecord(recorded)).toBeDefined();
  expect(parseRecord(marked)).toEqual(parseRecord(recorded));
  expect(judgedIn(marked)).toBe(PRINT);
  expect(withoutJudged(marked)).toBe(recorded);
  expect(keepJudged(marked, recorded)).toBe(marked);
  // A board that had none yet keeps its mark as well.
  expect(keepJudged(withJudged(BOARD, PRINT), recorded)).toBe(marked);
});

test("new words keep the mark, also through trouble, and whatever line ends GitHub makes of it", () => {
  const marked = withJudged(BOARD, PRINT);
  const troubled = withBoardProblem(marked, { kind: "given-up", reason: "x" });
  expect(withoutJudged(withoutBoardProblem(troubled))).toBe(BOARD);
  expect(keepJudged(troubled, `${BOARD} more`)).toBe(withJudged(`${BOARD} more`, PRINT));
  expect(judgedIn(marked.replaceAll("\n", "\r\n"))).toBe(PRINT);
  expect(keepJudged(BOARD, `${BOARD} more`)).toBe(`${BOARD} more`);
});

test.each([
  `Hello\n<!-- dakor judged ${PRINT} -->`,
  `<!-- dakor news alert:IC_1 -->\n<!-- dakor judged ${PRINT} -->`,
  "<!-- dakor board board -->\n<!-- dakor judged no -->",
])("what only looks like it is no mark: %s", (text) => {
  expect(judgedIn(text)).toBeUndefined();
  expect(withoutJudged(text)).toBe(text);
});
