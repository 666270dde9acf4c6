import { refuse } from "../failure.ts";

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

export interface Connection<V> {
  readonly totalCount: number;
  readonly filteredCount: number;
  readonly nodes: readonly V[];
  readonly pageInfo: PageInfo;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export interface Listed {
  /** Identifies the item in cursors. */
  readonly cursor: string;
  readonly view: () => unknown;
}

const maximum = 100;

/** GitHub wants `first` or `last` on every connection, at most 100. */
export function connect(
  name: string,
  items: readonly Listed[],
  page: PageArguments,
): Connection<unknown> {
  const { first, last } = page;
  if (typeof first !== "number" && typeof last !== "number") {
    return refuse(
      422,
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
      {
        type: "MISSING_PAGINATION_BOUNDARIES",
      },
    );
  }
  const asked = first ?? last ?? 0;
  if (asked > maximum || asked < 0) {
    return refuse(
      422,
      `Requesting ${asked} records on the \`${name}\` connection exceeds the \`first\` limit of ${maximum} records.`,
      { type: "EXCESSIVE_PAGINATION" },
    );
  }
  const from = positionOf(items, page.after, -1) + 1;
  const to = Math.max(positionOf(items, page.before, items.length), from);
  const isForward = typeof first === "number";
  const start = isForward ? from : Math.max(to - asked, from);
  const end = isForward ? Math.min(from + asked, to) : to;
  const shown = items.slice(start, end);
  return {
    totalCount: items.length,
    filteredCount: items.length,
    nodes: shown.map((item) => item.view()),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: cursorOf(shown[0]),
      endCursor: cursorOf(shown.at(-1)),
    },
  };
}

function positionOf(
  items: readonly Listed[],
  cursor: string | null | undefined,
  otherwise: number,
): number {
  if (cursor === null || cursor === undefined) return otherwise;
  const key = Buffer.from(cursor, "base64").toString().replace("cursor:v2:", "");
  const position = items.findIndex((item) => item.cursor === key);
  if (position >= 0) return position;
  return refuse(422, `\`${cursor}\` does not appear to be a valid cursor.`, {
    type: "INVALID_CURSOR_ARGUMENTS",
  });
}

function cursorOf(item: Listed | undefined): string | null {
  return item === undefined ? null : Buffer.from(`cursor:v2:${item.cursor}`).toString("base64");
}
