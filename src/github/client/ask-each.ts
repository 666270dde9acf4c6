import { query } from "./query.ts";
import type { GitHub, RepoName, Variables } from "./github.ts";
import { notFound } from "./failure.ts";
import { at, isRecord } from "./narrow.ts";
import type { Json } from "./narrow.ts";

/** The same field for each of some things, under aliases that one document may hold together. */
type EachField<T> = {
  /** "pull" for pull0, pull1, … */
  readonly alias: string;
  /** "pullRequest(number: $number) { title }", with `$number` for each one's own. */
  readonly field: string | ((item: T) => string);
  /** The types of each one's own variables: { number: "Int!" } */
  readonly types: Readonly<Record<string, string>>;
  readonly values: (item: T) => Variables;
};

export type Aliased = {
  /** "$number0: Int!, $number1: Int!" */
  readonly parameters: string;
  readonly fields: string;
  readonly variables: Variables;
};

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

/** `label0: label(name: $label0) { id }` and so on, for a document that may hold more; variables that are used only. */
export function aliased<T>(items: readonly T[], each: EachField<T>): Aliased {
  const parts = items.map((item, index) => {
    const field = typeof each.field === "string" ? each.field : each.field(item);
    const used = Object.keys(each.types).filter((name) => new RegExp(`\\$${name}\\b`).test(field));
    const values = each.values(item);
    return {
      field: used.reduce(
        (text, name) => text.replaceAll(new RegExp(`\\$${name}\\b`, "g"), `$$${name}${index}`),
        `${each.alias}${index}: ${field}`,
      ),
      parameters: used.map((name) => `$${name}${index}: ${each.types[name] ?? ""}`),
      variables: used.map((name) => [`${name}${index}`, values[name]] as const),
    };
  });
  return {
    parameters: parts.flatMap(({ parameters }) => parameters).join(", "),
    fields: parts.map(({ field }) => field).join("\n"),
    variables: Object.fromEntries(parts.flatMap(({ variables }) => variables)),
  };
}

type Batch<T> = EachField<T> & {
  /** What is being read, for the error. */
  readonly operation: string;
  /** "query ReadPulls", as the document begins. */
  readonly begins: string;
  /** The fields are the repository's; without it, the query's own. */
  readonly repository?: RepoName;
  /** What all of them share. */
  readonly shared?: {
    readonly types: Readonly<Record<string, string>>;
    readonly values: Variables;
  };
  readonly fragments?: readonly string[];
  /** How many one request asks for; all when left out. */
  readonly perRequest?: number;
  /** One request after the other, for what nobody waits for; else they are made at once. */
  readonly isInTurn?: true;
};

/** Asks the same about each of some things, many in a request: the answers in their order; none where there is none. */
export async function askEach<T>(
  github: GitHub,
  items: readonly T[],
  batch: Batch<T>,
): Promise<readonly (Json | undefined)[]> {
  const size = batch.perRequest ?? items.length;
  const requests: Promise<readonly (Json | undefined)[]>[] = [];
  for (let start = 0; start < items.length; start += size) {
    const request = askSome(github, items.slice(start, start + size), batch);
    requests.push(request);
    if (batch.isInTurn === true) await request;
  }
  return (await Promise.all(requests)).flat();
}

async function askSome<T>(
  github: GitHub,
  items: readonly T[],
  batch: Batch<T>,
): Promise<readonly (Json | undefined)[]> {
  const { operation, repository, shared } = batch;
  const { parameters, fields, variables } = aliased(items, batch);
  const own = { ...shared?.types, ...(repository && { owner: "String!", name: "String!" }) };
  const owned = Object.entries(own).map(([name, type]) => `$${name}: ${type}`);
  const inside = repository ? `repository(owner: $owner, name: $name) {\n${fields}\n}` : fields;
  const data = await query(github, {
    operation,
    query: `${batch.begins}(${[...owned, parameters].join(", ")}) {
      ${inside}
    }
    ${(batch.fragments ?? []).join("\n")}`,
    variables: {
      ...shared?.values,
      ...(repository && { owner: repository.owner, name: repository.repo }),
      ...variables,
    },
  });
  const answers = repository ? at(data, "repository") : data;
  if (!isRecord(answers)) throw notFound(operation);
  return items.map((_, index) => {
    const answer = answers[`${batch.alias}${index}`];
    return isRecord(answer) ? answer : undefined;
  });
}

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
