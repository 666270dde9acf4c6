import { query } from "../client/query.ts";
import { CHECK_NAME } from "../check/check-run.ts";
import type { GitHub } from "../client/github.ts";
import { at, count, isRecord, nodes } from "../client/narrow.ts";
import type { Recent } from "./read-recent.ts";

const PULLS_PER_REQUEST = 50;

/** The pull requests whose newest commit has no check of this App: nobody told it of them. */
export async function readUnjudged(
  github: GitHub,
  pulls: readonly Recent[],
  app: number,
): Promise<readonly Recent[]> {
  const found: Recent[] = [];
  for (let start = 0; start < pulls.length; start += PULLS_PER_REQUEST) {
    const batch = pulls.slice(start, start + PULLS_PER_REQUEST);
    const data = await query(github, {
      operation: `look for the checks of ${batch.length} pull requests`,
      query: checksQuery(batch.length),
      variables: {
        app,
        check: CHECK_NAME,
        ...Object.fromEntries(batch.map(({ id }, index) => [`id${index}`, id])),
      },
    });
    for (const [index, recent] of batch.entries()) {
      const pull = at(data, `pull${index}`);
      if (isUnjudged(pull)) found.push(recent);
    }
  }
  return found;
}

function isUnjudged(pull: unknown): boolean {
  if (!isRecord(pull) || pull["state"] !== "OPEN") return false;
  const [last] = nodes(pull["commits"]);
  const suites = nodes(at(last, "commit", "checkSuites"));
  return suites.every((suite) => count(at(suite, "checkRuns", "totalCount")) === 0);
}

function checksQuery(most: number): string {
  const indices = Array.from({ length: most }, (_, index) => index);
  const parameters = indices.map((i) => `, $id${i}: ID!`).join("");
  return `query ReadUnjudged($app: Int!, $check: String!${parameters}) {
    ${indices.map((i) => `pull${i}: node(id: $id${i}) { ...Head }`).join("\n")}
  }
  fragment Head on PullRequest {
    state
    commits(last: 1) {
      nodes {
        commit {
          checkSuites(first: 1, filterBy: { appId: $app, checkName: $check }) {
            nodes {
              checkRuns(first: 1, filterBy: { appId: $app, checkName: $check }) { totalCount }
            }
          }
        }
      }
    }
  }`;
}
