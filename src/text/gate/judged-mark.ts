/** The board's first lines, which nothing may stand between: its marker, and its record where it has one. */
const HEAD = String.raw`^<!-- dakor board board -->(?:\r?\n<!-- dakor record \{.*\} -->)?`;

/** A hidden line below them: by which inputs of the gate the open pull requests were judged last. */
const MARK = new RegExp(String.raw`(${HEAD})\r?\n<!-- dakor judged ([0-9a-f]{16}) -->`);

export function judgedIn(board: string): string | undefined {
  return MARK.exec(board)?.[2];
}

export function withJudged(board: string, print: string): string {
  return withoutJudged(board).replace(
    new RegExp(HEAD),
    (head) => `${head}\n<!-- dakor judged ${print} -->`,
  );
}

export function withoutJudged(board: string): string {
  return board.replace(MARK, "$1");
}

/** New words for a board that say nothing new about the gate. */
export function keepJudged(present: string, board: string): string {
  const print = judgedIn(present);
  return print === undefined ? board : withJudged(board, print);
}
