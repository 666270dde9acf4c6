import { malformedAnswer } from "./failure.ts";
import { at, isRecord, list, nextPage } from "./narrow.ts";
import type { Json } from "./narrow.ts";

/** Where a list goes on after a page, and nothing where it ends; `before` is where that page began. */
type Further = (page: unknown, before?: string) => string | undefined;

/** All pages of a list: `first` is at hand already, `ask` reads the one after a cursor. */
export async function pages(
  first: unknown,
  ask: (after: string) => Promise<unknown>,
  further: Further = nextPage,
): Promise<readonly unknown[]> {
  const found = [first];
  let after = further(first);
  while (after !== undefined) {
    const page = await ask(after);
    found.push(page);
    after = further(page, after);
  }
  return found;
}

/** The nodes of all pages of a list, or a failure: where one may be missing, nothing is answered. */
export async function wholeList(
  first: unknown,
  operation: string,
  ask: (after: string) => Promise<unknown>,
): Promise<readonly Json[]> {
  const all = await pages(first, ask, (page, before) => furtherPage(page, operation, before));
  return all.flatMap((page) => wholeNodes(page, operation));
}

/** The nodes of a list, all of them: one that may not be seen could be the one that counts. */
export function wholeNodes(connection: unknown, operation: string): readonly Json[] {
  const found = at(connection, "nodes");
  if (!Array.isArray(found)) throw malformedAnswer(operation, "a list is missing");
  return list(found).map((node) => {
    if (!isRecord(node)) throw malformedAnswer(operation, "a list has gaps");
    return node;
  });
}

/**
 * Where a list goes on after a page, if it does. One that doesn't say so, or that begins again, may lack what counts:
 * an incomplete list must never look like a complete one.
 */
export function furtherPage(
  connection: unknown,
  operation: string,
  before?: string,
): string | undefined {
  const hasMore = at(connection, "pageInfo", "hasNextPage");
  const after = nextPage(connection);
  const isClear = hasMore === false || (hasMore === true && after !== undefined);
  if (!isClear) throw malformedAnswer(operation, "a list doesn't say whether it goes on");
  if (after !== undefined && after === before)
    throw malformedAnswer(operation, "a list has no end");
  return after;
}

/** The most that REST gives on a page. */
const PER_PAGE = 100;

/** All pages of a list of REST's. */
export async function restPages(
  ask: (page: { readonly per_page: number; readonly page: number }) => Promise<readonly unknown[]>,
): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (let page = 1; ; page += 1) {
    const items = await ask({ per_page: PER_PAGE, page });
    found.push(...items);
    if (items.length < PER_PAGE) return found;
  }
}
