/** The candidate that was probably meant, if the word is long enough to tell. Case does not matter. */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  return nearest(word, candidates)[0];
}

/** All candidates that may have been meant, the likeliest first. */
export function nearest(word: string, candidates: readonly string[]): readonly string[] {
  const typed = word.toLowerCase();
  const most = mostEdits(typed.length);
  if (most === 0) return [];
  return candidates
    .filter((candidate) => Math.abs(candidate.length - typed.length) <= most)
    .map((candidate) => ({ candidate, edits: editsBetween(typed, candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= most && (edits < 2 || isLikely(typed, candidate)))
    .toSorted((one, other) => one.edits - other.edits)
    .map(({ candidate }) => candidate);
}

/** With two changes the first letter is right: nobody mistypes all of a word. */
function isLikely(typed: string, candidate: string): boolean {
  return typed[0] === candidate[0]?.toLowerCase();
}

/** Two changes make any short word of any other: `/test` is not `/tested`, `/retest` is not `/revert`. */
function mostEdits(length: number): number {
  if (length < 4 || length > 60) return 0;
  return length < 7 ? 1 : 2;
}

/** Damerau–Levenshtein (optimal string alignment): inserted, dropped, changed, or swapped letters. */
function editsBetween(one: string, other: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const present = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1;
      const isSwap =
        row > 1 &&
        column > 1 &&
        one[row - 1] === other[column - 2] &&
        one[row - 2] === other[column - 1];
      present.push(
        Math.min(
          at(last, column) + 1,
          at(present, column - 1) + 1,
          at(last, column - 1) + cost,
          isSwap ? at(beforeLast, column - 2) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = present;
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
