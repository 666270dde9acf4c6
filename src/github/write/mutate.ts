import { failure, graphqlErrors, isUnknownQuery, partialData } from "../client/failure.ts";
import type { GraphqlError } from "../client/failure.ts";
import type { GitHub } from "../client/github.ts";
import { at, isRecord } from "../client/narrow.ts";
import type { Mutation } from "./mutations.ts";

/** What became of each mutation, in their order. */
type Outcome =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly error: GraphqlError };

type MutateResult = {
  readonly outcomes: readonly Outcome[];
  /** What the client threw when some were refused. */
  readonly thrown?: unknown;
};

/**
 * Makes some changes in one request, one after the other; one that is refused doesn't stop the next ones.
 * Never tried again by itself: a request that got no answer may have been worked on. Only what GitHub didn't even
 * understand is said once more in older words, where it has some.
 */
export async function mutate(
  github: GitHub,
  operation: string,
  mutations: readonly Mutation[],
): Promise<MutateResult> {
  const inputs = mutations.map(({ input }, index) => [`input${index}`, input] as const);
  try {
    const data = await github.graphql(documentOf(mutations), {
      ...Object.fromEntries(inputs),
      // Octokit's own option: its retries would repeat what GitHub perhaps did before it failed.
      request: { retries: 0 },
    });
    return { outcomes: mutations.map((_, index) => done(data, index)) };
  } catch (thrown) {
    const older = mutations.map(olderOf);
    if (isUnknownQuery(thrown) && mutations.some(isNewer)) return mutate(github, operation, older);
    return { outcomes: outcomesOf(operation, mutations, thrown), thrown };
  }
}

/** As an older Enterprise Server understands it. */
function olderOf({ older, ...mutation }: Mutation): Mutation {
  return older === undefined ? mutation : { ...mutation, input: older };
}

function isNewer({ older }: Mutation): boolean {
  return older !== undefined;
}

function outcomesOf(
  operation: string,
  mutations: readonly Mutation[],
  thrown: unknown,
): readonly Outcome[] {
  const errors = graphqlErrors(thrown);
  const isAboutParts = errors.length > 0 && errors.every(({ alias }) => alias !== undefined);
  if (!isAboutParts || !isRecord(partialData(thrown))) throw failure(operation, thrown);
  return mutations.map((_, index) => {
    const error = errors.find(({ alias }) => alias === aliasOf(index));
    return error === undefined ? done(partialData(thrown), index) : { ok: false, error };
  });
}

function done(data: unknown, index: number): Outcome {
  return { ok: true, answer: at(data, aliasOf(index)) };
}

function aliasOf(index: number): string {
  return `write${index}`;
}

function documentOf(mutations: readonly Mutation[]): string {
  const parameters = mutations.map(({ inputType }, index) => `$input${index}: ${inputType}!`);
  const fields = mutations.map(
    ({ field }, index) =>
      `${aliasOf(index)}: ${field}(input: $input${index}) { ${answerOf(field)} }`,
  );
  return `mutation ApplyWrites(${parameters.join(", ")}) {
    ${fields.join("\n")}
  }`;
}

function answerOf(field: string): string {
  return field === "createLabel" ? "label { id name }" : "clientMutationId";
}
