import { failure } from "./failure.ts";
import type { GitHub, Variables } from "./github.ts";

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
