import { existsSync, readFileSync } from "node:fs";

const ROOT = new URL("../../", import.meta.url);

/** A row of a page of faults or threats. */
export type ShownRow = { readonly id: string; readonly cells: readonly string[] };

/** A test that such a row names. */
export type ShownBy = { readonly id: string; readonly path: string; readonly title: string };

/** The rows whose number begins with the letter. */
export function shownRows(page: string, letter: string): readonly ShownRow[] {
  const text = readFileSync(new URL(page, ROOT), "utf8");
  return [...text.matchAll(/^\| ([A-Z]\d\d) \| (.+) \|$/gm)]
    .map(([, id = "", row = ""]) => ({ id, cells: row.split(" | ") }))
    .filter(({ id }) => id.startsWith(letter));
}

export function shownBy(rows: readonly ShownRow[]): readonly ShownBy[] {
  return rows.flatMap(({ id, cells }) =>
    [...(cells[2] ?? "").matchAll(/`(test\/[^`]+)` "([^"]+)"/g)].map(
      ([, path = "", title = ""]) => ({ id, path, title }),
    ),
  );
}

/** Whether the file is there, and something in it is called so: a test, a group, a row of a table. */
export function isThere({ path, title }: ShownBy): boolean {
  const url = new URL(path, ROOT);
  return (
    existsSync(url) && titlesIn(readFileSync(url, "utf8")).some((one) => one.startsWith(title))
  );
}

function titlesIn(text: string): readonly string[] {
  return [...text.matchAll(/["'`]([^"\n]+)/g)].map(([, title = ""]) => title);
}
