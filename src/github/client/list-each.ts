import { askEach } from "./ask-each.ts";
import type { GitHub, RepoName, Variables } from "./github.ts";

/** Lists that one request asks for. */
const LISTS_PER_REQUEST = 100;

type Listed = { readonly place: RepoName; readonly of: "issues" | "pullRequests" };

type Lists<T> = {
  /** What is being read, for the error. */
  readonly operation: string;
  /** "query ReadUnreported", as the document begins. */
  readonly begins: string;
  /** The types of each list's own variables, beside `$after`. */
  readonly types: Readonly<Record<string, string>>;
  readonly values: (item: T) => Variables;
  /** Its arguments: "first: 100, after: $after" */
  readonly page: (item: T) => string;
  /** Of each node. */
  readonly fields: string;
  /** What is done with a page, the first has number 1; it tells where the list goes on, or nothing where it's enough. */
  readonly take: (item: T, page: unknown, number: number) => string | undefined;
};

/** Lists of many repositories, page after page, many in a request. What can't be seen, or is archived, has none. */
export async function listEach<T extends Listed>(
  github: GitHub,
  items: readonly T[],
  lists: Lists<T>,
): Promise<void> {
  const { operation, begins, types, values, page, fields, take } = lists;
  let waiting = items.map((item) => ({ item, after: null as string | null, number: 1 }));
  while (waiting.length > 0) {
    const asked = waiting.slice(0, LISTS_PER_REQUEST);
    const answers = await askEach(github, asked, {
      operation,
      begins,
      alias: "list",
      field: ({ item }) => `repository(owner: $owner, name: $name) {
        isArchived
        ${item.of}(${page(item)}) {
          pageInfo { hasNextPage endCursor }
          nodes { ${fields} }
        }
      }`,
      types: { owner: "String!", name: "String!", after: "String", ...types },
      values: ({ item, after }) => ({
        owner: item.place.owner,
        name: item.place.repo,
        after,
        ...values(item),
      }),
    });
    const more = asked.flatMap(({ item, number }, index) => {
      const answer = answers[index];
      if (answer === undefined || answer["isArchived"] === true) return [];
      const after = take(item, answer[item.of], number);
      return after === undefined ? [] : [{ item, after, number: number + 1 }];
    });
    waiting = [...waiting.slice(LISTS_PER_REQUEST), ...more];
  }
}
