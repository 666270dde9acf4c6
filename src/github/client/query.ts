import { failure, graphqlErrors, partialData } from "./failure.ts";
import type { GitHub, Variables } from "./github.ts";
import { isRecord } from "./narrow.ts";

export type Query = {
  /** What is being read, for the error: "read incident #42". */
  readonly operation: string;
  readonly query: string;
  readonly variables: Variables;
};

/**
 * Reads with GraphQL. What doesn't exist is null in the answer, as GitHub has it; anything else that it
 * couldn't read is an error, because half a picture would be acted upon as if it were whole.
 */
export async function query(github: GitHub, question: Query): Promise<unknown> {
  try {
    return await github.graphql(question.query, question.variables);
  } catch (thrown) {
    const errors = graphqlErrors(thrown);
    const data = partialData(thrown);
    const isAbsence = errors.length > 0 && errors.every((error) => error.type === "NOT_FOUND");
    if (isAbsence && isRecord(data)) return data;
    throw failure(question.operation, thrown);
  }
}

/** What REST answers; the route as Octokit writes it: "GET /repos/{owner}/{repo}". Throws a `Failure`. */
export async function requestData(
  github: GitHub,
  operation: string,
  question: { readonly route: string; readonly parameters: Variables },
): Promise<unknown> {
  try {
    return (await github.request(question.route, question.parameters)).data;
  } catch (thrown) {
    throw failure(operation, thrown);
  }
}
