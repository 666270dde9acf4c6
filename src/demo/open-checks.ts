import type { Json } from "@dakor/local-github";
import { listOf, numberOf, recordOf, textOf } from "@dakor/local-github/narrow";

/** Sends a GraphQL request; its data. */
export type SendQuery = (query: string, variables: object) => Promise<unknown>;

/** An open pull request as its page shows it beside the merge button. */
export interface CheckedPull {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  /** "success", "failure"; undefined where there is no such check. */
  readonly conclusion: string | undefined;
  readonly words: string;
  /** Markdown. */
  readonly summary: string;
}

export async function readOpenChecks(
  ask: SendQuery,
  place: { readonly owner: string; readonly repo: string; readonly check: string },
): Promise<readonly CheckedPull[]> {
  const { pullRequests } = recordOf(recordOf(await ask(query, place))["repository"]);
  return listOf(recordOf(pullRequests)["nodes"]).map((pull) => {
    const { number, title, author, commits } = recordOf(pull);
    const commit = recordOf(recordOf(first(commits))["commit"]);
    const run = newest(commit["checkSuites"]);
    return {
      number: numberOf(number),
      title: textOf(title),
      author: textOf(recordOf(author)["login"]),
      conclusion: textOf(run["conclusion"]).toLowerCase() || undefined,
      words: textOf(run["title"]),
      summary: textOf(run["summary"]),
    };
  });
}

/** GitHub lists the oldest first. */
function newest(suites: unknown): Json {
  const runs = listOf(recordOf(suites)["nodes"]).flatMap((suite) =>
    listOf(recordOf(recordOf(suite)["checkRuns"])["nodes"]).map(recordOf),
  );
  return (
    runs.toSorted((one, other) => numberOf(other["databaseId"]) - numberOf(one["databaseId"]))[0] ??
    {}
  );
}

function first(connection: unknown): unknown {
  return listOf(recordOf(connection)["nodes"])[0];
}

const query = `query OpenChecks($owner: String!, $repo: String!, $check: String!) {
  repository(owner: $owner, name: $repo) {
    pullRequests(states: [OPEN], first: 100, orderBy: { field: CREATED_AT, direction: ASC }) {
      nodes {
        number title
        author { login }
        commits(last: 1) {
          nodes {
            commit {
              checkSuites(first: 20, filterBy: { checkName: $check }) {
                nodes {
                  checkRuns(first: 20, filterBy: { checkName: $check }) {
                    nodes { databaseId conclusion title summary }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}`;
